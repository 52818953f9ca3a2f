"""The hall's tables, one file a topic."""

from motcua.hall.models.appointments import (
    Appointment,
    AppointmentDay,
    AppointmentRules,
    WaitingListEntry,
)
from motcua.hall.models.days import Draw, HallDay, Series
from motcua.hall.models.duties import Break, Duty
from motcua.hall.models.help import HelpSession, PapersCheck, PapersCheckLine
from motcua.hall.models.leases import Lease
from motcua.hall.models.printing import KioskPrinter, Printer, PrintJob
from motcua.hall.models.rules import BoardVoices, FieldRules, HallRules, Notice
from motcua.hall.models.service_times import CounterPlan, HallPace, ServiceTime, WaitWarning
from motcua.hall.models.tickets import Errand, Ticket, TicketQuerySet
from motcua.hall.models.turn_notices import TurnNotice

__all__ = [
    "Appointment",
    "AppointmentDay",
    "AppointmentRules",
    "BoardVoices",
    "Break",
    "CounterPlan",
    "Draw",
    "Duty",
    "Errand",
    "FieldRules",
    "HallDay",
    "HallPace",
    "HallRules",
    "HelpSession",
    "KioskPrinter",
    "Lease",
    "Notice",
    "PapersCheck",
    "PapersCheckLine",
    "PrintJob",
    "Printer",
    "Series",
    "ServiceTime",
    "Ticket",
    "TicketQuerySet",
    "TurnNotice",
    "WaitWarning",
    "WaitingListEntry",
]

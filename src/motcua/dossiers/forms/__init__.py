"""The official forms of a dossier as PDF, and the number slip of the kiosk.

Plain values in, bytes out: no tables, no clock, no request. What the law may change (number, symbol,
paper) is in ``forms.json``; how a page looks is in the ``.typ`` beside each module. Vietnamese only:
these are Vietnamese official papers. Not here: who may print what, and when.
"""

from motcua.dossiers.forms.form01 import Fee, Form01, Paper, Person, render
from motcua.dossiers.forms.slip import ticket_slip

__all__ = ["Fee", "Form01", "Paper", "Person", "render", "ticket_slip"]

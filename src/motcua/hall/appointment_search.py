"""An appointment found for somebody at the counter or on the phone: by its code, its link, or where its
reminders go. No name is kept, so none is searched; what is typed stays out of every address and log."""

import re
from datetime import date

from motcua.domain import codes
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.hall.appointments import CODE_LENGTH, LOOKALIKES, contact_of, digest_of
from motcua.hall.models import Appointment
from motcua.places.models import Center

LONGEST = 300
MOST = 20


def found(center: Center, typed: str, today: date) -> list[Appointment]:
    """Those of today and later under this code, link, phone number or e-mail, the earliest first; at least
    one, else ``Invalid`` for the field ``q``. At most two statements."""
    text = typed.strip()[:LONGEST].replace("\x00", "")
    rows = Appointment.objects.filter(center=center, day__gte=today).exclude(state="moved")
    rows = rows.select_related("center__commune", "field", "point", "ticket").order_by("starts_at", "pk")
    word = text.rsplit("/", 1)[-1].split("?", 1)[0]
    short = re.sub(r"[\s\-]", "", word).upper().translate(LOOKALIKES)
    known = list(rows.filter(code=short)) if len(short) == CODE_LENGTH else []
    if not known and (token := _token(word)):
        known = list(rows.filter(token=token))
    if not known and (holder := _holder(text)):
        known = list(rows.filter(holder=holder)[:MOST])
    if not known:
        raise Invalid(
            "no_appointment_found",
            Words(
                vi="Không có cuộc hẹn nào từ hôm nay ứng với mã, liên kết, số điện thoại hay thư này.",
                en="No appointment from today on has this code, link, phone number or e-mail.",
            ),
            field="q",
        )
    return known


def _token(word: str) -> str:
    try:
        return codes.read_token(word)
    except NotFound:
        return ""


def _holder(text: str) -> str:
    try:
        return digest_of(contact_of(text))
    except Invalid:
        return ""

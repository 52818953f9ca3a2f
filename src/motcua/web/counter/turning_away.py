"""What cannot be received yet, or at all: a supplement request (Form 02) or a refusal (Form 03)."""

from django.http import QueryDict

from motcua.base import idempotency
from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.defects import Lack
from motcua.dossiers.filing import Filing
from motcua.hall.models import Ticket
from motcua.web.counter.desks import Desk
from motcua.web.counter.reception_form import PaperLine

ACTS = ("ask", "refuse")
LINES = 20
WANTED_LENGTH = 480


def turn_away(
    filing: Filing,
    lines: list[PaperLine],
    sent: QueryDict,
    key: str,
    path: str,
    desk: Desk,
    ticket: Ticket | None,
) -> tuple[str, bool]:
    """The dossier's code, and whether this press made it; the same page sent twice has one effect."""
    made: list[str] = []

    def effect() -> idempotency.Answer:
        why = sent.get("why", "")
        if sent.get("act") == "ask":
            given = Request(lacks(lines, sent.get("mend", "")), why)
            supplement = actions.ask_at_intake(
                filing, request=given, center=desk.center, ticket=ticket, by=desk.officer, now=desk.now
            )
            code = supplement.dossier.code
        else:
            code = actions.refuse_at_intake(
                filing,
                reason=why,
                basis=sent.get("basis", ""),
                center=desk.center,
                ticket=ticket,
                by=desk.officer,
                now=desk.now,
            ).code
        made.append(code)
        return 201, {"code": code}

    request = idempotency.Request(key, b"", path)
    _status, answer = idempotency.once(request, effect, by=desk.officer, now=desk.now)
    return answer["code"], bool(made)


def lacks(lines: list[PaperLine], mend: str) -> tuple[Lack, ...]:
    """Each required paper that does not lie on the table, and each line of what is to be mended."""
    handed = {line.document.code for line in lines if line.is_handed}
    required = {line.document.code: line.document for line in lines if line.document.is_always}
    absent = [
        Lack(f"Nộp: {document.name_vi[:WANTED_LENGTH]}", code)
        for code, document in required.items()
        if code not in handed
    ]
    words = [line.strip() for line in mend.replace("\x00", "").splitlines() if line.strip()]
    return (*absent, *(Lack(line) for line in words[:LINES]))

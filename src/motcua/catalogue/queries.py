"""Finding a procedure as people type it, and everything about the revision in force."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.catalogue.models import Document, Fee, Procedure, ProcedureStep, ProcedureTerm, Revision
from motcua.domain import folding
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words

FOUND_AT_MOST = 12


@dataclass(frozen=True)
class Bundle:
    """A revision with all its parts. A published revision never changes, so it is kept in memory."""

    revision: Revision
    terms: dict[str, ProcedureTerm]
    documents: tuple[Document, ...]
    steps: tuple[ProcedureStep, ...]
    fees: tuple[Fee, ...]

    @property
    def procedure(self) -> Procedure:
        return self.revision.procedure

    def fee(self, channel: str) -> Fee | None:
        return next((fee for fee in self.fees if fee.channel == channel), None)


def in_force(code: str, day: date) -> Bundle:
    """The procedure as it stands on ``day``. Refuses an unknown code and one not in force."""
    code = code[:30] if code.isprintable() else ""  # PostgreSQL takes no NUL even to look for it
    revision = (
        Revision.objects.in_force(day)
        .filter(procedure_id=code)
        .select_related("procedure__field")
        .order_by("-number")
        .first()
    )
    if revision is not None:
        return bundle(revision)
    if not Procedure.objects.filter(code=code).exists():
        raise Invalid(
            "unknown_procedure",
            Words(
                vi="Không có thủ tục này; chọn trong danh sách.", en="There is no such procedure; choose one."
            ),
            field="procedure",
        )
    raise Refusal(
        "procedure_not_in_force",
        Words(
            vi=f"Thủ tục {code} không có hiệu lực ngày {day:%d/%m/%Y}.",
            en=f"Procedure {code} is not in force on {day:%d/%m/%Y}.",
        ),
        basis="Nghị định 63/2010/NĐ-CP, Điều 15",
        field="procedure",
    )


def bundle(revision: Revision) -> Bundle:
    """Everything about one published revision."""
    if revision.pk not in _kept:
        if len(_kept) >= KEPT_AT_MOST:
            _kept.clear()
        _kept[revision.pk] = _read(revision)
    return _kept[revision.pk]


KEPT_AT_MOST = 1000
_kept: dict[UUID, Bundle] = {}


def _read(revision: Revision) -> Bundle:
    return Bundle(
        revision,
        {term.channel: term for term in revision.terms.all()},
        tuple(revision.documents.all()),
        tuple(revision.steps.all()),
        tuple(revision.fees.all()),
    )


def search(text: str, *, limit: int = FOUND_AT_MOST) -> list[Procedure]:
    """Procedures for what somebody typed: code or words, with or without diacritics, best first.

    All names of a commune's catalogue (a few hundred) are scored in memory: neither database folds
    Vietnamese by itself, and this way both answer alike.
    """
    wanted = text.strip()
    rows = list(Procedure.objects.select_related("field"))
    if not wanted:
        return rows[:limit]
    scored = [(folding.score(wanted, row.search), row) for row in rows if folding.matches(wanted, row.search)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].rank, pair[1].code))
    return [row for _, row in scored[:limit]]

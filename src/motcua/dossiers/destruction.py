"""What destroying a dossier erases, and what remains of it.

The skeleton stays: code, dates, procedure, states, numbers, who acted, digests; statistics, the journal and
the series of numbers need it. What a person gave or somebody wrote goes: law 91/2025/QH15 Art 3.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Model, QuerySet, Value, When

from motcua.base.actions import part_of_action
from motcua.base.files import destroy
from motcua.base.models import OutgoingMessage, StoredFile
from motcua.domain.refusal import NotFound
from motcua.domain.states import OPEN_STATES, State
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers import models
from motcua.dossiers.guarding_destruction import ERASED
from motcua.dossiers.models import DestructionLine, Dossier

PERSON = ("receiver_name", "receiver_identity_number", "paper")


@dataclass(frozen=True, slots=True)
class Erasure:
    """Of one table: ``path`` leads to the dossier; ``marked`` texts become a dash where there was something,
    ``emptied`` columns their empty value, ``files`` lose their content; ``removed``: the rows go."""

    model: type[Model]
    path: str
    marked: tuple[str, ...] = ()
    emptied: dict[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    removed: bool = False


ERASURES = (
    Erasure(
        models.Applicant,
        "dossier",
        ("name",),
        dict.fromkeys(
            (
                "name_search",
                "identity_number",
                "address",
                "phone",
                "email",
                "agent_name",
                "agent_identity_number",
                "agent_paper",
                "post_address",
                "post_phone",
            ),
            "",
        )
        | {"born_on": None},
    ),
    Erasure(models.Dossier, "pk", emptied={"answers": {}}),
    Erasure(models.SettledOriginal, "paper__dossier", removed=True),
    Erasure(models.Paper, "dossier", removed=True),
    Erasure(models.ClockEntry, "dossier", ("reason_vi", "reason_en")),
    Erasure(models.Step, "dossier", ("note",)),
    Erasure(models.HandOver, "dossier", ("note",)),
    Erasure(models.Opinion, "dossier", ("question", "text", "set_aside_reason")),
    Erasure(models.Supplement, "dossier", ("reason", "allowed_reason")),
    Erasure(models.Defect, "supplement__dossier", ("wanted",)),
    Erasure(models.Extension, "dossier", ("reason",)),
    Erasure(models.IssuedForm, "dossier", emptied={"words": {}}),
    Erasure(models.ElectronicForm, "dossier", files=("file",)),
    Erasure(models.Decision, "dossier", ("reason",)),
    Erasure(models.UndoneDecision, "dossier", ("reason",)),
    Erasure(models.Result, "dossier", files=("file",)),
    Erasure(models.Revocation, "result__dossier", ("reason",)),
    Erasure(models.Reissue, "result__dossier", ("reason",), files=("file",)),
    Erasure(models.ReissueReturn, "reissue__result__dossier", PERSON),
    Erasure(models.Return, "dossier", (*PERSON, "due_reason")),
    Erasure(models.DeliveryChange, "dossier", (*PERSON, "address", "phone")),
    Erasure(models.Shipment, "dossier", ("name", "address", "phone")),
    Erasure(models.PostalNews, "shipment__dossier", ("receiver_name", "reason"), files=("proof",)),
    Erasure(models.Exemption, "charge__dossier", ("proof",)),
    Erasure(models.RefundRequest, "payment__charge__dossier", ("words",)),
    Erasure(models.NoticeSettled, "notice__order__charge__dossier", ("words",)),
    Erasure(models.RetentionHold, "dossier", ("reason",)),
)
"""In this order: what hangs on a row goes before it."""


def line_of(dossier: Dossier) -> DestructionLine | None:
    """The line by which this dossier was destroyed, with its list; None while it is kept."""
    if dossier.state in OPEN_STATES or dossier.state == State.PROCESSED:
        return None  # not closed yet
    lines = DestructionLine.objects.filter(dossier=dossier, outcome=DestructionLine.Outcome.DESTROYED)
    return lines.select_related("list__center", "list__certificate", "rule").first()


def check_kept(dossier: Dossier) -> None:
    """Refuses where the dossier's content was destroyed: ``NotFound`` ``dossier_destroyed``."""
    line = line_of(dossier)
    if line is not None:
        raise NotFound("dossier_destroyed", gone_words(line), basis="Luật Lưu trữ số 33/2024/QH15")


def gone_of(dossier: Dossier) -> Words | None:
    """What a page says of a dossier that was destroyed; None while it is kept."""
    line = line_of(dossier)
    return gone_words(line) if line else None


def gone_words(line: DestructionLine) -> Words:
    """Which list and when; nothing of the person."""
    gone = line.list
    day = local(gone.executed_at) if gone.executed_at else None
    return Words(
        vi=f"Hồ sơ đã hết thời hạn lưu trữ và đã được tiêu hủy ngày {day:%d/%m/%Y} "
        f"theo danh mục tiêu hủy số {gone.text}.",
        en=f"The dossier's time of keeping was over; it was destroyed on {day:%d/%m/%Y} "
        f"by destruction list no. {gone.text}.",
    )


def contents_of(dossiers: Sequence[Dossier]) -> dict[UUID, str]:
    """The digest of each dossier's content before it goes; two statements a table for all of them."""
    found: dict[UUID, dict[str, list[Any]]] = {dossier.pk: {} for dossier in dossiers}
    for erasure in ERASURES:
        _collect(erasure, found)
    return {dossier.pk: digest_of(dossier.code, found[dossier.pk]) for dossier in dossiers}


@part_of_action
def erase(dossiers: Sequence[Dossier], *, now: datetime) -> int:
    """Erase the content of dossiers whose lines say that they are destroyed; how many files went.

    The contents of files go with the next sweep (``base.files``); from now on nobody can read them here.
    """
    keys = [dossier.pk for dossier in dossiers]
    files = [file for erasure in ERASURES for file in _files(erasure, keys)]
    for erasure in ERASURES:
        _erase(erasure, keys)
    for file in files:
        destroy(file, now=now)
    subjects = [dossier.journal_subject for dossier in dossiers]
    OutgoingMessage.objects.filter(about__in=subjects).update(to=ERASED, subject=ERASED, text=ERASED)
    return len(files)


def digest_of(code: str, content: dict[str, list[Any]]) -> str:
    """SHA-256 of all that was erased; whoever still has a copy can prove that it is the one."""
    return digest_of_texts([code, json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)])


def digest_of_texts(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _rows(erasure: Erasure, keys: Iterable[UUID]) -> "QuerySet[Any]":
    return erasure.model._default_manager.filter(**{f"{erasure.path}__in": list(keys)}).order_by("pk")


def _collect(erasure: Erasure, found: dict[UUID, dict[str, list[Any]]]) -> None:
    """Note what stands in the columns that go, by dossier."""
    names = (*erasure.marked, *erasure.emptied, *(f"{name}__sha256" for name in erasure.files))
    if erasure.removed:
        names = tuple(column.attname for column in erasure.model._meta.concrete_fields)
    for key, *values in _rows(erasure, found).values_list(erasure.path, *names):
        found[key].setdefault(erasure.model.__name__, []).append(values)


def _files(erasure: Erasure, keys: list[UUID]) -> list[StoredFile]:
    """The files of these rows that are still there."""
    rows = [_rows(erasure, keys).exclude(**{name: None}).select_related(name) for name in erasure.files]
    files = [getattr(row, name) for name, those in zip(erasure.files, rows, strict=True) for row in those]
    return [file for file in files if file.destroyed_at is None]


@part_of_action
def _erase(erasure: Erasure, keys: list[UUID]) -> None:
    rows = _rows(erasure, keys)
    if erasure.removed:
        rows.delete()
        return
    changes: dict[str, Any] = dict(erasure.emptied)
    for name in erasure.marked:
        changes[name] = Case(When(**{name: ""}, then=Value("")), default=Value(ERASED))
    if changes:  # in one statement: a destroyed dossier's person is erased at once or not at all
        keyed = erasure.model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True)))
        keyed.update(**changes)

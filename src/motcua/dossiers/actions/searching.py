"""Looking for a dossier, and the narrowed queues an officer keeps."""

from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.refusal import Conflict, Invalid, NotFound
from motcua.domain.words import Words
from motcua.dossiers import finding
from motcua.dossiers.models import SavedFilter, Search
from motcua.dossiers.queues import Desk, Queue
from motcua.dossiers.selecting import Selection, check_selection, one_line
from motcua.people.models import Officer
from motcua.places.hours import business_date

KEPT = timedelta(minutes=30)
MOST_FILTERS = 20


@action
def search(text: str, *, by: Officer, now: datetime) -> Search:
    """Keep what the officer looks for until its pages are read; the journal says that they looked, and by
    what kind of text, never for whom (domain.md 5.2: who looked must be known).

    Raises ``Invalid`` for nothing, ``Forbidden`` where the officer may only go by codes.
    """
    kind, _ = finding.read(text)
    finding.check_may_find(by, kind, business_date(now))
    Search.objects.ended(now).delete()
    typed = text.replace("\x00", "").strip()[: finding.LONGEST]
    row = Search.objects.create(officer=by, kind=kind, text=typed, made_at=now, ends_at=now + KEPT)
    record("dossier.searched", row, by=by, at=now, by_what=kind.value)
    return row


@action
def save_filter(
    name: str, *, queue: Queue, chosen: Selection, desk: Desk, by: Officer, now: datetime
) -> SavedFilter:
    """Keep a narrowed queue under a name of the officer's own."""
    name = _name(name, of=by)
    check_selection(chosen, desk)
    if SavedFilter.objects.filter(officer=by).count() >= MOST_FILTERS:
        raise Conflict(
            "too_many_filters",
            Words(
                vi=f"Đã lưu {MOST_FILTERS} bộ lọc; hãy xóa bớt một bộ lọc không còn dùng.",
                en=f"{MOST_FILTERS} filters are kept already; delete one that is no longer used.",
            ),
        )
    saved = SavedFilter.objects.create(
        officer=by, name=name, queue=queue.code, saved_at=now, **chosen.columns()
    )
    record("filter.saved", saved, by=by, at=now, queue=queue.code)
    return saved


@action
def rename_filter(saved: SavedFilter, *, name: str, by: Officer, now: datetime) -> SavedFilter:
    saved = _own(saved, by)
    saved.name = _name(name, of=by, but=saved)
    saved.save(update_fields=["name"])
    record("filter.renamed", saved, by=by, at=now)
    return saved


@action
def delete_filter(saved: SavedFilter, *, by: Officer, now: datetime) -> None:
    saved = _own(saved, by)
    record("filter.deleted", saved, by=by, at=now)
    saved.delete()


def _own(saved: SavedFilter, by: Officer) -> SavedFilter:
    row = SavedFilter.objects.select_for_update().filter(pk=saved.pk, officer=by).first()
    if row is None:
        raise NotFound("no_filter", Words(vi="Không có bộ lọc này.", en="There is no such filter."))
    return row


def _name(text: str, *, of: Officer, but: SavedFilter | None = None) -> str:
    name = one_line(text, field="name", most=60)
    if not name:
        raise Invalid(
            "filter_unnamed",
            Words(vi="Đặt tên cho bộ lọc.", en="Give the filter a name."),
            field="name",
        )
    others = SavedFilter.objects.filter(officer=of, name=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Invalid(
            "filter_name_taken",
            Words(vi="Bạn đã có bộ lọc tên này.", en="You have a filter of this name."),
            field="name",
        )
    return name

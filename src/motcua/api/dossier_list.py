"""Pages of dossiers in order of their due date: ``?state=&due_before=&unit=&after=&limit=``."""

from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q

from motcua.api import paging
from motcua.api.auth import ApiRequest, officer_of
from motcua.api.dossier_schemas import DossierPage
from motcua.api.dossier_views import line
from motcua.domain import codes
from motcua.domain.refusal import Invalid
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers.models import Dossier, DossierQuerySet, Step
from motcua.places.hours import business_date
from motcua.places.models import Unit

STATES = {state.name.lower(): state for state in State}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YEARS = range(2000, 2100)
LATEST = (datetime(2100, 1, 1, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def listed(
    request: ApiRequest, *, state: str, due_before: str, unit: str, after: str, limit: int
) -> DossierPage:
    """One page; the number of statements does not depend on its length."""
    dossiers = Dossier.objects.visible_to(officer_of(request), business_date(request.now))
    dossiers = _of_state(dossiers, state)
    if due_before:
        dossiers = dossiers.filter(due_at__lt=_moment(due_before))
    if unit:
        dossiers = _of_unit(dossiers, unit)
    if after:
        dossiers = _beyond(dossiers, after)
    turns = Step.objects.open().select_related("unit", "officer")
    rows = list(
        dossiers.select_related("center", "competent_unit", "revision__procedure")
        .prefetch_related(Prefetch("steps", queryset=turns))
        .order_by("due_at", "code")[: limit + 1]
    )
    shown, following = paging.cut(rows, limit, _cursor)
    return DossierPage(items=[line(dossier, request.now) for dossier in shown], next=following)


def _of_state(dossiers: DossierQuerySet, name: str) -> DossierQuerySet:
    if not name:
        return dossiers
    if name == "open":
        return dossiers.open()
    if name not in STATES:
        known = ", ".join(["open", *STATES])
        raise Invalid(
            "state_unknown",
            Words(f"Trạng thái là một trong: {known}.", f"A state is one of: {known}."),
            field="state",
        )
    return dossiers.filter(state=STATES[name])


def _of_unit(dossiers: DossierQuerySet, identifier: str) -> DossierQuerySet:
    """Of the body that decides, or of the part of it where the dossier lies now."""
    known = codes.AGENCY.fullmatch(identifier)
    unit = Unit.objects.filter(identifier=identifier).first() if known else None
    if unit is None:
        raise Invalid(
            "unit_unknown",
            Words(
                "Không có đơn vị nào mang mã định danh này.",
                "There is no unit with this identifier.",
            ),
            field="unit",
        )
    if Dossier.objects.filter(competent_unit=unit).exists():
        here = Step.objects.open().filter(dossier=OuterRef("pk"), unit=unit)
        return dossiers.filter(Q(competent_unit=unit) | Exists(here))
    # A part of a commune decides nothing itself: what lies there is found by its open steps.
    return dossiers.filter(pk__in=Step.objects.open().filter(unit=unit).values("dossier"))


def _moment(text: str) -> datetime:
    """A day (its beginning in Vietnam) or a time; one without offset is Vietnam's."""
    # An offset's plus sign that nobody encoded arrives as a space.
    text = text.replace(" ", "+") if "T" in text else text
    try:
        moment = datetime.fromisoformat(text)
        if moment.year not in YEARS:
            raise ValueError
    except ValueError:
        raise Invalid(
            "due_before_wrong",
            Words(
                "Nhập ngày hay thời điểm từ năm 2000 đến 2099, như 2026-11-23, 2026-11-23T09:00:00+07:00.",
                "Give a day or a time from 2000 to 2099, as in 2026-11-23 or 2026-11-23T09:00:00+07:00.",
            ),
            field="due_before",
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def _cursor(dossier: Dossier) -> str:
    return paging.write_cursor((dossier.due_at - EPOCH) // timedelta(microseconds=1), dossier.code)


def _beyond(dossiers: DossierQuerySet, cursor: str) -> DossierQuerySet:
    """What follows the cursor's row in the order of (due date, code)."""
    due, code = paging.read_cursor(cursor, int, str)
    if not (isinstance(due, int) and 0 <= due < LATEST and codes.DOSSIER.fullmatch(str(code))):
        raise paging.wrong_cursor()
    due_at = EPOCH + timedelta(microseconds=due)
    return dossiers.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, code__gt=code), due_at__gte=due_at)

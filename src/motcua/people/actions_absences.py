"""Who is away, and who stands in: registered before, ended early when they come back."""

from datetime import date, datetime, timedelta

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.authority import Revocation
from motcua.domain.refusal import Conflict, Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.people import access, instruments
from motcua.people.actions_grants import end_stand_in, enter_draft
from motcua.people.instruments import Paper
from motcua.people.models import Absence, Grant, Officer, Post
from motcua.places.hours import business_date

LONGEST = timedelta(days=366)
BACK = "Người được thay đã trở lại làm việc"


@action
def register_absence(
    officer: Officer,
    *,
    begins_on: date,
    ends_on: date,
    substitute: Officer | None = None,
    paper: Paper | None = None,
    by: Actor,
    now: datetime,
) -> Absence:
    """An officer is away on these days, both included, and ``substitute`` takes their turns.

    Who signs is stood in for by delegation only: ``paper`` is its document, and the delegations are
    entered with the absence. Refuses a second absence on a day, and a substitute who is away or elsewhere.
    """
    absence = Absence(officer=officer, begins_on=begins_on, ends_on=ends_on, substitute=substitute)
    drafts = planned(absence, paper=paper, by=by, now=now)
    absence.save(force_insert=True)
    for draft in drafts:
        enter_draft(draft, by=by, now=now)
    record(
        "absence.registered",
        absence,
        by=by,
        at=now,
        officer=str(officer.pk),
        substitute=str(substitute.pk) if substitute else None,
        begins=begins_on,
        ends=ends_on,
    )
    return absence


@action
def end_absence(absence: Absence, *, back_on: date, by: Actor, now: datetime) -> Absence:
    """The officer is back before the last day; the delegations for the absence end that day."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("officer").get(pk=absence.pk)
    today = business_date(now)
    access.check_may_register_absence(by, absence.officer, today)
    check_end(absence, back_on, today)
    absence.back_on = back_on
    absence.save(update_fields=["back_on"])
    for grant in absence.grants.filter(revoked_on__isnull=True, valid_to__gte=back_on):
        on = max(back_on, grant.valid_from)
        revocation = Revocation(
            on=on, document_no=grant.document_number, document_date=grant.document_date, reason=BACK
        )
        end_stand_in(grant, revocation=revocation, by=by, now=now)
    record("absence.ended", absence, by=by, at=now, back_on=back_on)
    return absence


def planned(absence: Absence, *, paper: Paper | None, by: Actor, now: datetime) -> list[Grant]:
    """The delegations that come with an absence, not saved; refuses what may not be registered."""
    day = business_date(now)
    access.check_may_register_absence(by, absence.officer, day)
    _check_days(absence, day)
    if absence.substitute is None:
        return []
    holder = _post_of_substitute(absence, absence.substitute)
    grants = _held_meanwhile(absence)
    if not grants:
        return []
    if paper is None:
        raise Invalid(
            "delegation_needed",
            Words(
                vi=f"{absence.officer.name_vi} có thẩm quyền ký; người thay chỉ được ký khi có văn bản ủy "
                "quyền: ghi số, ngày và điều kiện của văn bản đó.",
                en=f"{absence.officer.name_vi} signs; a substitute may sign only on a delegation: give its "
                "number, date and conditions.",
            ),
            basis=access.LOCAL,
            field="document_number",
        )
    drafts = list(instruments.standing_in(absence, grants, holder=holder, paper=paper))
    for draft in drafts:
        instruments.check_may_enter(draft, by=by, day=day)
    return drafts


def _held_meanwhile(absence: Absence) -> list[Grant]:
    posts = [post.pk for post in absence.officer.every_post]
    return [
        grant
        for grant in Grant.objects.filter(holder__in=posts, valid_from__lte=absence.ends_on)
        .exclude(valid_to__lt=absence.begins_on)
        .exclude(revoked_on__lte=absence.begins_on)
        .select_related("issuer__parent", "holder__unit__parent", "source")
        .order_by("pk")
    ]


def _check_days(absence: Absence, today: date) -> None:
    errors = []
    if absence.ends_on < absence.begins_on:
        errors.append(
            _wrong("ends_on", "Ngày cuối phải từ ngày đầu trở đi.", "It cannot end before it begins.")
        )
    elif absence.ends_on < today:
        errors.append(_wrong("ends_on", "Những ngày này đã qua.", "These days are over."))
    elif absence.ends_on - absence.begins_on > LONGEST:
        errors.append(
            _wrong(
                "ends_on",
                "Vắng mặt không quá một năm; lâu hơn thì phân công người khác giữ chức danh.",
                "At most a year; for longer, appoint somebody else to the post.",
            )
        )
    if errors:
        raise InvalidFields(errors)
    if Absence.objects.touching(absence.begins_on, absence.ends_on).filter(officer=absence.officer).exists():
        raise Conflict(
            "absent_already",
            Words(
                vi=f"{absence.officer.name_vi} đã đăng ký vắng mặt trong những ngày này.",
                en=f"{absence.officer.name_vi} is registered as away on some of these days already.",
            ),
            field="begins_on",
        )
    stands_in = (
        Absence.objects.touching(absence.begins_on, absence.ends_on)
        .filter(substitute=absence.officer)
        .select_related("officer")
        .first()
    )
    if stands_in is not None:
        raise Conflict(
            "stands_in_meanwhile",
            Words(
                vi=f"{absence.officer.name_vi} đang thay {stands_in.officer.name_vi} trong những ngày này.",
                en=f"{absence.officer.name_vi} stands in for {stands_in.officer.name_vi} on these days.",
            ),
            field="begins_on",
        )


def _post_of_substitute(absence: Absence, substitute: Officer) -> Post:
    """The post under which the substitute stands in: of the same organisation, and there all the time."""
    if substitute.pk == absence.officer.pk:
        raise _wrong("substitute", "Chọn người khác thay.", "Choose somebody else.")
    owners = {post.unit.owner.pk for post in absence.officer.posts_on(absence.begins_on)}
    whole = [
        post
        for post in substitute.posts_on(absence.begins_on)
        if post.unit.owner.pk in owners and post.holds_on(absence.ends_on)
    ]
    if not substitute.is_active or not whole:
        raise _wrong(
            "substitute",
            f"{substitute.name_vi} không cùng cơ quan trong suốt thời gian đó.",
            f"{substitute.name_vi} does not work in the same organisation all that time.",
        )
    away = Absence.objects.touching(absence.begins_on, absence.ends_on).filter(officer=substitute)
    if away.exists():
        raise _wrong(
            "substitute",
            f"{substitute.name_vi} cũng vắng mặt trong những ngày này.",
            f"{substitute.name_vi} is away on some of these days too.",
        )
    return whole[0]


def check_end(absence: Absence, back_on: date, today: date) -> None:
    """Whether the absence can end so; refuses one that is over and a day outside it or gone by."""
    if absence.back_on is not None or absence.ends_on < today:
        raise Conflict(
            "absence_over",
            Words(vi="Đợt vắng mặt này đã kết thúc.", en="This absence is over already."),
        )
    if not max(today, absence.begins_on) <= back_on <= absence.ends_on:
        raise _wrong(
            "back_on",
            "Chọn một ngày từ hôm nay đến ngày cuối của đợt vắng mặt.",
            "Choose a day from today to the last day of the absence.",
        )


def _wrong(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"absence_{field}", Words(vi=vi, en=en), field=field)

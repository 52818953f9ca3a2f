"""What the province sets about fees, with its text, and the account a center receives money in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.vietqr import Account, checked
from motcua.catalogue.models import Channel, Procedure
from motcua.domain.fees import checked_amount, waived
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers import fee_access
from motcua.dossiers.models import ExemptionClass, ReceivingAccount, Tariff
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center, Unit


@dataclass(frozen=True, slots=True)
class Rule:
    """What every line of the province has: its names, the text it rests on, from which day it holds."""

    name: Words
    basis: str
    valid_from: date
    valid_to: date | None = None


@action
def set_tariff(
    procedure: Procedure,
    *,
    owner: Unit,
    rule: Rule,
    amount: int,
    per: Words = Words("", ""),
    channel: str = "",
    replaces: Sequence[Tariff] = (),
    by: Actor,
    now: datetime,
) -> Tariff:
    """A line of the People's Council's list for a procedure: amount, what it is for, resolution, days.

    The lines it ``replaces`` hold until the day before; charges already made by them stay as they are.
    """
    _check_may_rule(by, now)
    if channel not in ("", *Channel.values):
        raise _gap("channel", "Chọn cách nộp hồ sơ.", "Choose a channel.")
    for line in replaces:
        check_replaced(line, procedure, rule.valid_from)
    tariff = Tariff.objects.create(
        procedure=procedure,
        channel=channel,
        amount=checked_amount(amount),
        per_vi=per.vi[:120],
        per_en=per.en[:120],
        **columns_of(rule, owner),
    )
    before = [line.pk for line in replaces]
    Tariff.objects.filter(pk__in=before).update(valid_to=rule.valid_from - timedelta(days=1))
    record(
        "fee.tariff_set",
        tariff,
        by=by,
        at=now,
        procedure=procedure.code,
        amount=amount,
        valid_from=rule.valid_from,
        replaces=len(before),
    )
    return tariff


@action
def end_tariff(tariff: Tariff, *, last_day: date, by: Actor, now: datetime) -> Tariff:
    """The line holds until this day; charges already made by it stay as they are."""
    _check_may_rule(by, now)
    _end(tariff, last_day)
    record("fee.tariff_ended", tariff, by=by, at=now, last_day=last_day)
    return tariff


@action
def set_exemption_class(
    code: str, *, owner: Unit, rule: Rule, percent: int = 100, by: Actor, now: datetime
) -> ExemptionClass:
    """A class of people and what they are let off, from a day on; the class of before ends the day before."""
    _check_may_rule(by, now)
    columns = columns_of(rule, owner)
    waived(1, percent=percent)
    before = ends_before(owner, code, rule.valid_from)
    if any(row.valid_from >= rule.valid_from for row in before):
        raise _gap(
            "valid_from",
            "Mức mới phải có hiệu lực sau mức hiện có.",
            "The new rule must begin after the present one.",
        )
    last_day = rule.valid_from - timedelta(days=1)
    ExemptionClass.objects.filter(pk__in=[row.pk for row in before]).update(valid_to=last_day)
    made = ExemptionClass.objects.create(code=code, percent=percent, **columns)
    record("fee.class_set", made, by=by, at=now, code=code, percent=percent, valid_from=rule.valid_from)
    return made


@action
def end_exemption_class(
    exempted: ExemptionClass, *, last_day: date, by: Actor, now: datetime
) -> ExemptionClass:
    """Nobody is let off by this class after this day; exemptions already given stay as they are."""
    _check_may_rule(by, now)
    _end(exempted, last_day)
    record("fee.class_ended", exempted, by=by, at=now, code=exempted.code, last_day=last_day)
    return exempted


def ends_before(owner: Unit, code: str, day: date) -> list[ExemptionClass]:
    """The rules of this class that a new one from ``day`` on meets, and ends the day before."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return list(ExemptionClass.objects.filter(still, owner=owner, code=code).order_by("valid_from"))


def check_replaced(line: Tariff, procedure: Procedure, valid_from: date) -> None:
    """A line can be replaced by one of the same procedure that begins later, while it still holds."""
    ended = line.valid_to is not None and line.valid_to < valid_from
    if line.procedure_id != procedure.pk or line.valid_from >= valid_from or ended:
        raise _gap(
            "replaces",
            "Chỉ thay được mức thu của chính thủ tục này, đã có hiệu lực trước mức mới.",
            "Only an earlier line of the same procedure can be replaced.",
        )


@action
def set_account(center: Center, *, account: Account, by: Actor, now: datetime) -> ReceivingAccount:
    """Where the center's VietQR codes send money from now on; only its head may say so."""
    if isinstance(by, Officer):
        fee_access.check_may_set_account(by, center, business_date(now))
    account = checked(account)
    ReceivingAccount.objects.filter(center=center, until__isnull=True).update(until=now)
    made = ReceivingAccount.objects.create(
        center=center, bank=account.bank, number=account.number, holder=account.holder, since=now
    )
    record("fee.account_set", center, by=by, at=now, account=str(made.pk), bank=account.bank)
    return made


def _end(rule: Tariff | ExemptionClass, last_day: date) -> None:
    if last_day < rule.valid_from:
        raise _gap("last_day", "Ngày cuối phải sau ngày đầu.", "The last day must come after the first.")
    if rule.valid_to is not None and rule.valid_to < last_day:
        raise _gap(
            "last_day",
            "Đã có ngày cuối sớm hơn; muốn thu tiếp thì nhập mức mới.",
            "It ends earlier already; to go on, enter a new one.",
        )
    type(rule).objects.filter(pk=rule.pk).update(valid_to=last_day)
    rule.valid_to = last_day


def _check_may_rule(by: Actor, now: datetime) -> None:
    if isinstance(by, Officer):
        fee_access.check_may_set_fees(by, business_date(now))


def columns_of(rule: Rule, owner: Unit) -> dict[str, object]:
    """What every line of the province keeps; ``Invalid`` where its name, text or days are wrong."""
    basis = written(rule.basis, field="basis", most=200)
    name = written(rule.name.vi, field="name_vi", most=200)
    if not name:
        raise _gap("name_vi", "Nhập tên.", "Enter a name.")
    if not basis:
        raise _gap("basis", "Nhập văn bản làm căn cứ.", "Enter the text it rests on.")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise _gap("valid_to", "Ngày cuối phải sau ngày đầu.", "The last day must come after the first.")
    return {
        "owner": owner,
        "name_vi": name,
        "name_en": rule.name.en[:200],
        "basis": basis,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
    }


def _gap(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)

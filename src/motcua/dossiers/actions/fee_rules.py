"""What the province sets about fees, with its text, and the account a center receives money in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
    by: Actor,
    now: datetime,
) -> Tariff:
    """A line of the People's Council's list for a procedure: amount, what it is for, resolution, days."""
    _check_may_rule(by, now)
    if channel not in ("", *Channel.values):
        raise _gap("channel", "Chọn cách nộp hồ sơ.", "Choose a channel.")
    tariff = Tariff.objects.create(
        procedure=procedure,
        channel=channel,
        amount=checked_amount(amount),
        per_vi=per.vi[:120],
        per_en=per.en[:120],
        **_columns(rule, owner),
    )
    record(
        "fee.tariff_set",
        tariff,
        by=by,
        at=now,
        procedure=procedure.code,
        amount=amount,
        valid_from=rule.valid_from,
    )
    return tariff


@action
def end_tariff(tariff: Tariff, *, last_day: date, by: Actor, now: datetime) -> Tariff:
    """The line holds until this day; charges already made by it stay as they are."""
    _check_may_rule(by, now)
    if last_day < tariff.valid_from:
        raise _gap("last_day", "Ngày cuối phải sau ngày đầu.", "The last day must come after the first.")
    Tariff.objects.filter(pk=tariff.pk).update(valid_to=last_day)
    tariff.valid_to = last_day
    record("fee.tariff_ended", tariff, by=by, at=now, last_day=last_day)
    return tariff


@action
def set_exemption_class(
    code: str, *, owner: Unit, rule: Rule, percent: int = 100, by: Actor, now: datetime
) -> ExemptionClass:
    """A class of people and what they are let off, from a day on; the class of before ends the day before."""
    _check_may_rule(by, now)
    columns = _columns(rule, owner)
    waived(1, percent=percent)
    before = ExemptionClass.objects.filter(owner=owner, code=code, valid_to__isnull=True).first()
    if before is not None and before.valid_from >= rule.valid_from:
        raise _gap(
            "valid_from",
            "Mức mới phải có hiệu lực sau mức hiện có.",
            "The new rule must begin after the present one.",
        )
    if before is not None:
        ExemptionClass.objects.filter(pk=before.pk).update(valid_to=rule.valid_from - timedelta(days=1))
    made = ExemptionClass.objects.create(code=code, percent=percent, **columns)
    record("fee.class_set", made, by=by, at=now, code=code, percent=percent, valid_from=rule.valid_from)
    return made


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


def _check_may_rule(by: Actor, now: datetime) -> None:
    if isinstance(by, Officer):
        fee_access.check_may_set_fees(by, business_date(now))


def _columns(rule: Rule, owner: Unit) -> dict[str, object]:
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

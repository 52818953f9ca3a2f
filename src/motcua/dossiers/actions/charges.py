"""What somebody owes for a dossier, and why they need not pay it."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.catalogue.queries import bundle
from motcua.domain.fees import Kind, checked_amount, price, waived
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.words import Words
from motcua.dossiers import access, charging, money
from motcua.dossiers.models import Charge, Dossier, Exemption, ExemptionClass, Tariff
from motcua.dossiers.moving import locked
from motcua.people.models import Officer
from motcua.places.hours import business_date

BASIS_LENGTH, PROOF_LENGTH = 200, 200


@action
def charge(
    dossier: Dossier,
    *,
    tariff: Tariff | None = None,
    amount: int = 0,
    basis: str = "",
    count: int = 1,
    copies: int = 1,
    by: Officer,
    now: datetime,
) -> Charge:
    """Ask for money beside what reception asked for: a counted fee, a line of the province's list, an extra.

    Without ``tariff`` and ``amount`` it is the procedure's own fixed fee, once. An ``amount`` typed by hand
    needs the text it rests on (Decree 118/2025 Art 8: a center collects what the rules name).
    """
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    if tariff is not None:
        made = charging.tariff_charge(
            dossier, checked_tariff(tariff, dossier, now), count=count, copies=copies, by=by, now=now
        )
    elif amount:
        made = _by_hand(dossier, amount, basis, count, copies, by, now)
    else:
        made = _fixed(dossier, count, copies, by, now)
    made.save(force_insert=True)
    record("fee.charged", dossier, by=by, at=now, charge=str(made.pk), amount=made.amount, fee=made.kind)
    return made


@action
def exempt(
    charge: Charge, *, exempted_class: ExemptionClass, proof: str, by: Officer, now: datetime
) -> Exemption:
    """Let somebody of this class off, wholly or in part, on the paper that was seen."""
    charge = held(charge)
    day = business_date(now)
    access.check_may_receive(by, charge.dossier.center, day)
    if not ExemptionClass.objects.in_force(day).filter(pk=exempted_class.pk).exists():
        raise Invalid(
            "class_not_in_force",
            Words(vi="Chọn một diện miễn, giảm còn hiệu lực.", en="Choose a class that is in force."),
            field="exempted_class",
        )
    proof = written(proof, field="proof", most=PROOF_LENGTH)
    if not proof:
        raise Invalid(
            "proof_missing",
            Words(vi="Ghi giấy tờ chứng minh đã xem.", en="Write which paper proves it."),
            field="proof",
        )
    _check_exemptable(charge)
    made = Exemption.objects.create(
        charge=charge,
        exempted_class=exempted_class,
        percent=exempted_class.percent,
        amount=waived(charge.amount, percent=exempted_class.percent),
        basis=exempted_class.basis,
        proof=proof,
        at=now,
        by=by,
    )
    record(
        "fee.exempted",
        charge.dossier,
        by=by,
        at=now,
        charge=str(charge.pk),
        amount=made.amount,
        exempted_class=exempted_class.code,
    )
    return made


def held(charge: Charge) -> Charge:
    """The charge, held until the end of the transaction, with what every act on it needs."""
    return (
        Charge.objects.select_for_update(of=("self",))
        .select_related("dossier__center__commune", "dossier__revision__procedure")
        .get(pk=charge.pk)
    )


def checked_tariff(tariff: Tariff, dossier: Dossier, now: datetime) -> Tariff:
    """The line, if it is one for this dossier's procedure and channel today."""
    fits = (
        tariff.procedure_id == dossier.revision.procedure_id
        and tariff.channel in ("", dossier.channel)
        and Tariff.objects.in_force(business_date(now)).filter(pk=tariff.pk).exists()
    )
    if not fits:
        raise Invalid(
            "tariff_wrong",
            Words(
                vi="Chọn một mức thu còn hiệu lực của thủ tục này.",
                en="Choose a line of the tariff that is in force for this procedure.",
            ),
            field="tariff",
        )
    return tariff


def _fixed(dossier: Dossier, count: int, copies: int, by: Officer, now: datetime) -> Charge:
    fee = bundle(dossier.revision).fee(dossier.channel)
    if fee is None or not fee.amount:
        raise Invalid(
            "amount_not_named",
            Words(
                vi="Thủ tục này không ghi sẵn mức thu: chọn mức theo nghị quyết hoặc nhập số tiền và căn cứ.",
                en="The procedure names no amount: choose a line of the tariff, or enter amount and basis.",
            ),
            field="amount",
        )
    if dossier.charges.filter(kind=Kind.FIXED).exists():
        raise Conflict(
            "charged_already",
            Words(vi="Hồ sơ này đã lập khoản thu rồi.", en="This dossier was charged already."),
        )
    return charging.fixed_charge(dossier, fee, count=count, copies=copies, by=by, now=now)


def _by_hand(
    dossier: Dossier, amount: int, basis: str, count: int, copies: int, by: Officer, now: datetime
) -> Charge:
    basis = written(basis, field="basis", most=BASIS_LENGTH)
    if not basis:
        raise Invalid(
            "basis_missing",
            Words(
                vi="Ghi căn cứ thu: số nghị quyết, thông tư hoặc bảng giá đã duyệt.",
                en="Write the basis: the resolution, circular or approved price list.",
            ),
            field="basis",
        )
    fee = bundle(dossier.revision).fee(dossier.channel)
    by_rule = fee is not None and fee.kind in charging.RULED_ELSEWHERE
    return Charge(
        dossier=dossier,
        kind=Kind.PROVINCIAL_RULE if by_rule else Kind.EXTRA,
        rate=checked_amount(amount),
        count=count,
        copies=copies,
        amount=checked_amount(price(amount, count=count, copies=copies)),
        basis=basis,
        made_at=now,
        made_by=by,
    )


def _check_exemptable(charge: Charge) -> None:
    if charge.kind == Kind.OBLIGATION:
        raise Refusal(
            "tax_office_exempts",
            Words(
                vi="Miễn, giảm khoản theo thông báo thuế do cơ quan thuế quyết định.",
                en="Only the tax office can exempt from what its notice asks for.",
            ),
        )
    if Exemption.objects.filter(charge=charge).exists():
        raise Conflict(
            "exempted_already",
            Words(vi="Khoản này đã được miễn, giảm.", en="This charge was exempted already."),
        )
    if money.balance_of(charge).paid:
        raise Refusal(
            "paid_already",
            Words(
                vi="Khoản này đã nộp; nếu thuộc diện miễn, giảm thì đề nghị hoàn tiền.",
                en="This charge is paid; for somebody who is exempt, ask for a refund.",
            ),
        )

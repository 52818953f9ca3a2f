"""Asking for the electronic original of a form, and keeping it once the work process has sealed it."""

from datetime import date, datetime

from motcua.base.actions import action, part_of_action
from motcua.base.actors import Actor
from motcua.base.counting import next_number
from motcua.base.files import kept
from motcua.base.journal import record
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.dossiers import access, receipt
from motcua.dossiers.forms.official import numbered
from motcua.dossiers.forms.sheets import sheet
from motcua.dossiers.models import Dossier, ElectronicForm, IssuedForm, ResultSeries
from motcua.dossiers.moving import actor_text, locked
from motcua.dossiers.register import MOST_PAGES, register
from motcua.dossiers.sealing import FILE_KIND, SYMBOL, authenticity_of
from motcua.people.models import Officer
from motcua.people.signing import has_key
from motcua.places.hours import business_date
from motcua.places.models import Center

BASIS = "Nghị định 30/2020/NĐ-CP, Điều 5 và Phụ lục I"
Form = ElectronicForm.Form


@action
def ask_electronic(
    dossier: Dossier, *, form: str, issued: IssuedForm | None = None, by: Officer, now: datetime
) -> ElectronicForm:
    """Somebody wants the receipt, the control slip as it stands now, or an issued form as a sealed file.

    Asked again where it failed before, it is tried again. Refuses ``already_sealed`` and ``key_missing``.
    """
    dossier = locked(dossier)
    access.check_may_see_person(by, dossier, business_date(now))
    if form == Form.RECEIPT and issued is None:
        receipt.check_accepted(dossier)
    if not has_key(dossier.center.unit):
        raise key_missing(dossier.center)
    known = _known(dossier, form, issued)
    if known is not None and known.sealed_at is not None:
        raise Conflict(
            "already_sealed",
            Words(vi="Bản điện tử của giấy tờ này đã có.", en="The electronic original is already there."),
        )
    if known is None and form == Form.NOTICE:
        raise access.not_found()  # only a refusal brings one about
    if known is None:
        return want_electronic(dossier, form=form, issued=issued, by=by, now=now)
    ElectronicForm.objects.filter(pk=known.pk).update(failure="")
    known.failure = ""
    record("dossier.seal_asked", dossier, by=by, at=now, electronic=str(known.pk), form=str(known.form))
    return known


@part_of_action
def want_electronic(
    dossier: Dossier, *, form: str, issued: IssuedForm | None = None, by: Actor, now: datetime
) -> ElectronicForm:
    """Put the making of an electronic original on its way; part of the action whose form it is."""
    symbol = issued.symbol if issued else _symbol(dossier, form, now)
    row = ElectronicForm(
        center=dossier.center,
        dossier=dossier,
        form=form,
        issued=issued,
        symbol=symbol,
        asked_at=now,
        asked_by=actor_text(by),
    )
    row.authenticity = authenticity_of(row)
    row.save(force_insert=True)
    record("dossier.seal_asked", dossier, by=by, at=now, electronic=str(row.pk), form=str(form))
    return row


@part_of_action
def want_notice(dossier: Dossier, *, by: Actor, now: datetime) -> ElectronicForm:
    """The notice of a refusal made now, numbered among the results, to be signed by who decided."""
    return want_electronic(dossier, form=Form.NOTICE, by=by, now=now)


@action
def ask_sealed_register(
    center: Center, *, begins_on: date, ends_on: date, by: Officer, now: datetime
) -> ElectronicForm:
    """The whole register of a period as a sealed file; as many pages as are printed at once."""
    access.check_may_read_register(by, business_date(now))
    if not has_key(center.unit):
        raise key_missing(center)
    asked = register(center, begins_on=begins_on, ends_on=ends_on, fields=[])
    if asked.pages > MOST_PAGES:
        raise Invalid(
            "too_many_pages",
            Words(
                vi=f"Mỗi tệp tối đa {MOST_PAGES} trang. Hãy chọn khoảng thời gian ngắn hơn.",
                en=f"A file has at most {MOST_PAGES} pages. Choose a shorter period.",
            ),
            field="ends_on",
        )
    row = ElectronicForm(
        center=center,
        form=Form.REGISTER,
        symbol=numbered(sheet("register"), begins_on.year, begins_on.year),
        begins_on=begins_on,
        ends_on=ends_on,
        asked_at=now,
        asked_by=actor_text(by),
    )
    row.authenticity = authenticity_of(row)
    row.save(force_insert=True)
    record("dossier.seal_asked", row, by=by, at=now, electronic=str(row.pk), form=str(row.form))
    return row


@action
def keep_sealed(form: ElectronicForm, *, pdf: bytes, by: Actor, now: datetime) -> bool:
    """Keep what was sealed, unless another process was faster."""
    waiting = ElectronicForm.objects.filter(pk=form.pk, sealed_at__isnull=True)
    if waiting.select_for_update().first() is None:
        return False
    name = f"{form.dossier.code if form.dossier else form.center.code}-{form.form}.pdf"
    file = kept(pdf, kind=FILE_KIND, name=name, now=now)
    waiting.update(file=file, sealed_at=now, failure="")
    about = form.dossier or form
    record(
        "dossier.form_sealed",
        about,
        by=by,
        at=now,
        electronic=str(form.pk),
        form=str(form.form),
        file=file.sha256,
    )
    return True


@action
def note_failure(form: ElectronicForm, *, why: str, by: Actor, now: datetime) -> None:
    """It could not be sealed; ``why`` is the refusal's code, and the paper is signed by hand."""
    ElectronicForm.objects.filter(pk=form.pk, sealed_at__isnull=True).update(failure=why[:20])
    about = form.dossier or form
    record(
        "dossier.form_not_sealed", about, by=by, at=now, electronic=str(form.pk), form=str(form.form), why=why
    )


def key_missing(center: Center) -> Invalid:
    name = receipt.name_of(center)
    return Invalid(
        "key_missing",
        Words(
            vi=f"{name} chưa có khóa ký số ở đây. Hãy in, ký và đóng dấu bản giấy.",
            en=f"{center.name_en} has no signing key here. Print the paper; sign and seal it by hand.",
        ),
        basis=BASIS,
    )


def _known(dossier: Dossier, form: str, issued: IssuedForm | None) -> ElectronicForm | None:
    """What was asked for before; of the control slip only what is not sealed yet, for it grows."""
    rows = dossier.electronic_forms.filter(form=form, issued=issued).order_by("-asked_at")
    if form == Form.CONTROL:
        rows = rows.filter(sealed_at__isnull=True)
    return rows.first()


def _symbol(dossier: Dossier, form: str, now: datetime) -> str:
    if form == Form.NOTICE:
        year = business_date(now).year
        return f"{next_number(ResultSeries, unit=dossier.competent_unit, year=year)}/{SYMBOL}"
    return numbered(sheet(form), receipt.serial(dossier), business_date(now).year)

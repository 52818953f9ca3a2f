"""Electronic originals of the forms: asked for, sealed off the request's path, recognised by /verify."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import Error, transaction

from motcua.base.files import read
from motcua.base.models import Delivery, Event
from motcua.base.work import work_off
from motcua.domain.authenticity import spaced
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.dossiers import actions, authentic
from motcua.dossiers.actions.sealing import ask_electronic, ask_sealed_register
from motcua.dossiers.models import Dossier, ElectronicForm, IssuedForm
from motcua.dossiers.sealing import notice_pdf
from motcua.people.signing import signatures_of
from motcua.people.signing.keys import holder_of
from tests.cast import MONDAY_0900, filing, received
from tests.dossiers.test_issuing import EVERY
from tests.dossiers.test_signatures import folders, keys, text_of  # noqa: F401 - fixtures
from tests.dossiers.test_steps import NOW, at

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=2)
REASON = "Không đủ điều kiện theo quy định."


def worked(now=LATER) -> None:
    """What the work process does for the originals that were asked for."""
    Delivery.objects.exclude(subscriber="dossiers.sealing").delete()
    while work_off(now):
        pass


def sealed(**wanted) -> tuple[ElectronicForm, bytes]:
    worked()
    form = ElectronicForm.objects.get(**wanted)
    assert form.file is not None, form.failure
    return form, read(form.file)


def online(dossier: Dossier) -> Dossier:
    Dossier.objects.filter(pk=dossier.pk).update(channel="online")
    dossier.refresh_from_db()
    return dossier


@pytest.mark.parametrize("kind", EVERY)
def test_who_filed_online_gets_each_form_sealed(cast, keys, kind):  # noqa: F811
    dossier = online(received(cast))
    issued = actions.issue_form(dossier, about=EVERY[kind], by=cast.leader, now=NOW)
    assert issued.is_electronic
    form, pdf = sealed(issued=issued)
    (seal,) = signatures_of(pdf, now=LATER)
    assert (seal.signer, seal.is_seal, seal.at, seal.is_good) == (
        "DEMO Ủy ban nhân dân xã Kim Bảng",
        True,
        LATER,
        True,
    )
    said = text_of(pdf)
    assert spaced(form.authenticity) in said
    assert issued.symbol in said
    assert Event.objects.get(kind="dossier.form_sealed").data["file"] == form.file.sha256
    assert Delivery.objects.get(subscriber="dossiers.sealing").state == Delivery.State.DONE


def test_who_filed_online_gets_the_receipt_as_a_file(cast, keys):  # noqa: F811
    sent = replace(filing(), channel="online")
    dossier = actions.submit(sent, center=cast.kim_bang, by=cast.counter, now=NOW)
    assert not ElectronicForm.objects.exists()
    actions.accept(dossier, by=cast.counter, now=NOW)
    form, pdf = sealed(form="receipt")
    assert dossier.code in text_of(pdf)
    assert "(Chữ ký số của người tiếp nhận hồ sơ)" in text_of(pdf)
    assert form.dossier == dossier


def test_what_is_handed_in_at_the_counter_costs_no_seal(cast, keys):  # noqa: F811
    dossier = received(cast)
    assert not actions.issue_form(dossier, about=EVERY["supplement"], by=cast.counter, now=NOW).is_electronic
    assert not ElectronicForm.objects.exists()


def test_receipt_slip_and_register_are_sealed_when_somebody_asks(cast, keys):  # noqa: F811
    dossier = received(cast)
    for form in ("receipt", "control"):
        ask_electronic(dossier, form=form, by=cast.counter, now=NOW)
        row, pdf = sealed(form=form)
        assert dossier.code in text_of(pdf)
        assert signatures_of(pdf, now=LATER)[0].is_good
        assert authentic.form_by_content(pdf) == row
        assert authentic.form_by_codes(dossier.code, row.authenticity) == row
    day = MONDAY_0900.date()
    ask_sealed_register(cast.kim_bang, begins_on=day, ends_on=day, by=cast.counter, now=NOW)
    row, pdf = sealed(form="register")
    assert dossier.code in text_of(pdf)
    assert authentic.form_by_content(pdf) == row


def test_asked_twice_there_is_one_receipt_and_a_slip_for_each_day(cast, keys):  # noqa: F811
    dossier = received(cast)
    first = ask_electronic(dossier, form="receipt", by=cast.counter, now=NOW)
    assert ask_electronic(dossier, form="receipt", by=cast.counter, now=NOW) == first
    ask_electronic(dossier, form="control", by=cast.counter, now=NOW)
    worked()
    with pytest.raises(Conflict):
        ask_electronic(dossier, form="receipt", by=cast.counter, now=LATER)
    ask_electronic(dossier, form="control", by=cast.counter, now=LATER)
    assert ElectronicForm.objects.filter(form="control").count() == 2


def test_without_a_key_it_is_said_and_nothing_is_asked(cast):
    dossier = online(received(cast))
    assert not actions.issue_form(dossier, about=EVERY["supplement"], by=cast.counter, now=NOW).is_electronic
    with pytest.raises(Invalid) as refused:
        ask_electronic(dossier, form="receipt", by=cast.counter, now=NOW)
    assert refused.value.code == "key_missing"
    assert not ElectronicForm.objects.exists()


def test_a_key_that_ended_is_noted_and_tried_again_when_asked(cast, keys):  # noqa: F811
    dossier = received(cast)
    late = NOW + timedelta(days=40)
    form = ask_electronic(dossier, form="receipt", by=cast.counter, now=NOW)
    worked(now=late)
    form.refresh_from_db()
    assert (form.file, form.failure) == (None, "key_expired")
    ask_electronic(dossier, form="receipt", by=cast.counter, now=NOW)
    sealed(form="receipt")


def test_those_of_another_commune_ask_for_nothing(cast, keys):  # noqa: F811
    for officer in (cast.of_son_lam("counter"), cast.province):
        with pytest.raises(Forbidden):
            ask_electronic(received(cast), form="receipt", by=officer, now=NOW)


def test_a_refusal_comes_with_a_notice_signed_by_who_decided(cast, keys):  # noqa: F811
    dossier = at("sign", cast)
    actions.decide(dossier, kind="refused", reason=REASON, by=cast.leader, now=NOW)
    assert IssuedForm.objects.get(dossier=dossier).form == "refusal"
    form, pdf = sealed(form="notice")
    assert form.symbol == "1/TB-UBND"
    person, seal = signatures_of(pdf, now=LATER)
    assert (person.signer, person.at, person.is_good) == ("DEMO Vũ Văn Làm Mẫu", NOW, True)
    assert (seal.at, seal.is_good) == (LATER, True)
    said = text_of(pdf)
    for words in (REASON, "không chấp thuận", dossier.code, spaced(form.authenticity), "khiếu nại"):
        assert words in said
    assert authentic.form_by_codes(dossier.code, form.authenticity) == form


def test_a_refusal_is_not_taken_back_so_its_notice_stands(cast, keys):  # noqa: F811
    dossier = at("sign", cast)
    actions.decide(dossier, kind="refused", reason=REASON, by=cast.leader, now=NOW)
    with pytest.raises(Refusal):
        actions.take_back(dossier, by=cast.leader, now=LATER)


def test_without_keys_the_notice_is_printed_and_signed_by_hand(cast):
    dossier = at("sign", cast)
    actions.decide(dossier, kind="refused", reason=REASON, by=cast.leader, now=NOW)
    worked()
    form = ElectronicForm.objects.get(form="notice")
    assert form.failure == "key_missing"
    assert "BẢN GIẤY" in text_of(notice_pdf(form))


def test_a_decider_without_a_key_holds_nothing_up(cast, keys):  # noqa: F811
    (keys / f"{holder_of(cast.leader)}.p12").unlink()
    dossier = at("sign", cast)
    actions.decide(dossier, kind="refused", reason=REASON, by=cast.leader, now=NOW)
    worked()
    assert ElectronicForm.objects.get(form="notice").failure == "key_missing"


def test_what_is_sealed_stays_and_the_same_event_twice_seals_once(cast, keys):  # noqa: F811
    ask_electronic(received(cast), form="receipt", by=cast.counter, now=NOW)
    form, _ = sealed(form="receipt")
    Delivery.objects.update(state=Delivery.State.WAITING)
    worked()
    assert Event.objects.filter(kind="dossier.form_sealed").count() == 1
    with pytest.raises(Error), transaction.atomic():
        ElectronicForm.objects.update(symbol="9/KHÁC")
    assert form.sealed_at == LATER

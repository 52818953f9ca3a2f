"""Messages: what a carrier answers, that each leaves once, and that nobody's address stays or is logged."""

import email
import email.policy
import logging
from datetime import UTC, datetime

import pytest

from motcua.base import messages, outgoing, work
from motcua.base.actions import writing
from motcua.base.actors import System
from motcua.base.messages import ByKind, Console, Failure, Message, Receipt, Sms
from motcua.base.messages_smtp import Smtp
from motcua.base.models import Delivery, Event
from motcua.config import environment, messaging
from motcua.domain.refusal import Refusal
from motcua.sandbox.messages import Mailbox, Provider, Store
from tests.base import smtp_server
from tests.base.workers import Thing

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
MAIL = Message("vi.du@mau.vn", "email", "Hồ sơ sắp đến hạn", "Xin xem H41.17.791-261123-0001.", "vi", "k-1")
SMS = Message("0900000001", "sms", "", "Hồ sơ H41.17.791-261123-0001 có ngày hẹn mới.", "vi", "k-2")


class Carrier:
    """Answers as told, then takes everything."""

    def __init__(self, *answers):
        self.answers, self.sent = list(answers), []

    def send(self, message):
        answer = self.answers.pop(0) if self.answers else Receipt("r-1")
        if isinstance(answer, Receipt):
            self.sent.append(message)
        return answer


@pytest.fixture
def carried_by(monkeypatch):
    def carry(carrier):
        outgoing.register()
        monkeypatch.setattr(outgoing, "sender", lambda: carrier)
        return carrier

    return carry


def prepared(message=SMS):
    with writing():
        return outgoing.prepare(message, about=Thing(), purpose="due_75", by=System(), now=NOW)


@pytest.fixture
def mail_server(settings):
    with smtp_server.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 2
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "motcua@xa.vn"
        yield server


def test_a_mail_arrives_as_it_was_written(mail_server):
    assert Smtp().send(MAIL) == Receipt("k-1@motcua.invalid")
    ((sender, recipients, text),) = mail_server.received
    mail = email.message_from_string(text, policy=email.policy.default)
    assert (sender, recipients) == ("motcua@xa.vn", ["vi.du@mau.vn"])
    assert (mail["Subject"], mail["Message-ID"]) == (MAIL.subject, "<k-1@motcua.invalid>")
    assert mail.get_content().strip() == MAIL.text
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "vi")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("550 no such user", Failure("smtp_550", is_final=True)),
        ("451 try again later", Failure("smtp_451")),
        ("530 log in first", Failure("smtp_530")),
    ],
)
def test_a_server_refuses_for_good_or_for_now(mail_server, said, expected):
    mail_server.answers[MAIL.to] = said
    assert Smtp().send(MAIL) == expected
    assert mail_server.received == []


def test_a_server_that_is_not_there_is_a_failure_for_now(settings, mail_server):
    mail_server.server_close()
    mail_server.shutdown()
    settings.EMAIL_PORT = 1
    assert Smtp().send(MAIL) == Failure("ConnectionRefusedError")


def test_the_sandbox_takes_mobile_numbers_once_and_fails_when_told_to(tmp_path):
    store = Store(tmp_path / "messages")
    carrier = Sms(Provider(store))
    store.fail(times=1)
    assert carrier.send(SMS) == Failure("temporarily_failed")
    assert carrier.send(SMS) == carrier.send(SMS) == Receipt("sandbox-k-2")
    landline = Message("02383844123", "sms", "", "x", "vi", "k-3")
    assert carrier.send(landline) == Failure("number_refused", is_final=True)
    wrong = Message("12", "sms", "", "x", "vi", "k-4")
    assert carrier.send(wrong) == Failure("number_wrong", is_final=True)
    Mailbox(store).send(MAIL)
    assert [(kept.kind, kept.to) for kept in store.messages()] == [
        ("sms", "+84900***001"),
        ("email", "v***@mau.vn"),
    ]


def test_each_kind_has_its_carrier():
    by_kind = ByKind({"sms": Console()})
    assert by_kind.send(SMS) == Receipt("console")
    assert by_kind.send(MAIL) == Failure("no_carrier", is_final=True)


def test_the_console_says_no_address(caplog):
    caplog.set_level(logging.INFO)
    Console().send(MAIL)
    assert MAIL.to not in caplog.text
    assert "v***@mau.vn" in caplog.text


@pytest.mark.parametrize(
    ("demo", "host", "sms", "expected"),
    [
        (False, "", "", (Console, Console)),
        (True, "", "", (Mailbox, Sms)),
        (True, "mail.xa.vn", "", (Smtp, Sms)),
        (False, "mail.xa.vn", "sandbox", (Smtp, Sms)),
    ],
)
def test_the_settings_wire_the_carriers(settings, demo, host, sms, expected):
    settings.DEMO, settings.EMAIL_HOST, settings.SMS_PROVIDER = demo, host, sms
    made = messaging.sender()
    assert tuple(type(made.carriers[kind]) for kind in ("email", "sms")) == expected


def test_an_unknown_provider_is_refused_in_words(settings):
    settings.SMS_PROVIDER = "nobody"
    with pytest.raises(Refusal) as refusal:
        messaging.sender()
    assert "sandbox" in refusal.value.words.en


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp+tls://u%40x:p@mail.xa.vn", ("mail.xa.vn", 587, "u@x", "p")),
        ("smtps://mail.xa.vn:4650", ("mail.xa.vn", 4650, "", "")),
        ("", ("", 0, "", "")),
    ],
)
def test_the_mail_server_is_named_by_one_address(monkeypatch, url, expected):
    monkeypatch.setenv("MOTCUA_SMTP_URL", url)
    mail = environment.mail()
    assert (mail.host, mail.port, mail.user, mail.password) == expected


@pytest.mark.parametrize("url", ["mail.xa.vn", "http://mail.xa.vn", "smtp://", "smtp://mail.xa.vn:x"])
def test_an_address_that_names_no_mail_server_is_refused(monkeypatch, url):
    monkeypatch.setenv("MOTCUA_SMTP_URL", url)
    with pytest.raises(Refusal):
        environment.mail()


@pytest.mark.django_db(transaction=True)
class TestOnItsWay:
    def test_it_leaves_once_and_only_the_journal_remembers_without_the_address(self, carried_by):
        carrier = carried_by(Carrier())
        row = prepared()
        assert carrier.sent == []
        assert work.work_off(NOW) == 1
        row.refresh_from_db()
        assert (row.sent_at, row.to, row.reference) == (NOW, "0900***001", "r-1")
        assert carrier.sent[0].key == str(row.pk)
        (delivery,) = Delivery.objects.filter(subscriber="base.messages")
        outgoing.send(delivery.event, NOW)  # a process killed before its note comes again
        assert len(carrier.sent) == 1
        events = Event.objects.filter(kind__startswith="message.").order_by("number")
        assert [event.kind for event in events] == ["message.prepared", "message.sent"]
        assert all(SMS.to not in str(event.data) and SMS.text not in str(event.data) for event in events)

    def test_a_failure_for_now_is_tried_again_later(self, carried_by, caplog):
        carrier = carried_by(Carrier(Failure("down"), Failure("down")))
        prepared()
        attempts = 0
        while (row := Delivery.objects.get(subscriber="base.messages")).state == "waiting":
            attempts += work.work_off(row.due_at)
        assert (attempts, row.state, len(carrier.sent)) == (3, "done", 1)
        assert SMS.to not in caplog.text

    def test_what_never_works_is_a_visible_dead_end(self, carried_by):
        carried_by(Carrier(*[Failure("down")] * 20))
        message = prepared()
        while (row := Delivery.objects.get(subscriber="base.messages")).state == "waiting":
            work.work_off(row.due_at)
        message.refresh_from_db()
        assert (row.state, row.error, message.sent_at) == ("dead", "NotSent", None)

    def test_a_refusal_for_good_is_not_tried_again(self, carried_by):
        carrier = carried_by(Carrier(Failure("number_refused", is_final=True)))
        message = prepared()
        work.work_off(NOW)
        message.refresh_from_db()
        assert (message.refused_at, message.reference, carrier.sent) == (NOW, "number_refused", [])
        event = Event.objects.get(kind="message.refused")
        assert event.data["why"] == "number_refused"
        assert work.work_off(NOW.replace(month=12)) == 0

    def test_no_transaction_is_open_while_the_carrier_works(self, carried_by):
        from django.db import connection

        class Looking(Carrier):
            def send(self, message):
                assert not connection.in_atomic_block
                return super().send(message)

        carrier = carried_by(Looking())
        prepared()
        work.work_off(NOW)
        assert len(carrier.sent) == 1


def test_the_port_is_what_the_settings_name(settings):
    settings.MESSAGE_SENDER = "motcua.base.messages.Console"
    messages.sender.cache_clear()
    try:
        assert isinstance(messages.sender(), Console)
    finally:
        messages.sender.cache_clear()

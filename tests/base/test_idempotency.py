"""The same request twice: one effect, one answer."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.base import idempotency
from motcua.base.actors import Resident, System
from motcua.base.idempotency import Request, once
from motcua.base.models import Answered
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.words import Words
from tests.base.workers import together

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
REQUEST = Request("key-1", b'{"field": "land"}', "POST /api/v1/centers/17791/tickets")


class Effect:
    """Counts how often it was done."""

    def __init__(self, refusals=0):
        self.times, self.refusals = 0, refusals

    def __call__(self):
        self.times += 1
        if self.times <= self.refusals:
            raise Refusal("no", Words("Không.", "No."))
        return 201, {"number": f"A{self.times:03}"}


@pytest.mark.django_db
def test_a_repetition_gets_the_first_answer():
    effect = Effect()
    first = once(REQUEST, effect, by=System(), now=NOW)
    again = once(REQUEST, effect, by=System(), now=NOW + timedelta(days=29))
    assert first == again == (201, {"number": "A001"})
    assert effect.times == 1


@pytest.mark.parametrize(
    "other",
    [
        Request("key-1", b'{"field": "civil"}', REQUEST.target),
        Request("key-1", REQUEST.body, "POST /api/v1/centers/17759/tickets"),
        Request("key-1", b"", REQUEST.target),
    ],
)
@pytest.mark.django_db
def test_a_key_belongs_to_one_request(other):
    effect = Effect()
    once(REQUEST, effect, by=System(), now=NOW)
    with pytest.raises(Conflict) as refused:
        once(other, effect, by=System(), now=NOW)
    assert refused.value.code == "idempotency_key_reused"
    assert effect.times == 1


@pytest.mark.django_db
def test_a_key_belongs_to_one_sender():
    effect = Effect()
    once(REQUEST, effect, by=System(), now=NOW)
    assert once(REQUEST, effect, by=Resident("abc"), now=NOW) == (201, {"number": "A002"})


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x00b", "a\nb", "a\u202eb"])
def test_a_key_is_short_and_printable(key):
    with pytest.raises(Invalid):
        once(Request(key, b"", ""), Effect(), by=System(), now=NOW)


@pytest.mark.django_db
def test_a_refused_effect_leaves_nothing_and_may_be_tried_again():
    effect = Effect(refusals=1)
    with pytest.raises(Refusal):
        once(REQUEST, effect, by=System(), now=NOW)
    assert not Answered.objects.exists()
    assert once(REQUEST, effect, by=System(), now=NOW) == (201, {"number": "A002"})


@pytest.mark.django_db
def test_answers_are_forgotten_after_a_month():
    once(REQUEST, Effect(), by=System(), now=NOW)
    once(Request("key-2", b"", ""), Effect(), by=System(), now=NOW + timedelta(days=20))
    assert idempotency.forget_old(NOW + timedelta(days=31)) == 1
    assert Answered.objects.get().key == "key-2"


def test_four_at_the_same_moment_have_one_effect(spare_database, tmp_path):
    log = tmp_path / "effects"
    answers = {line for lines in together(spare_database, 4, "repetitions", "key", log) for line in lines}
    assert log.read_text() == "effect\n"
    assert len(answers) == 1

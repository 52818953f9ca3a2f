"""Looking for dossiers: what a text means, who finds what, and that nothing of it stays anywhere."""

import json
from datetime import timedelta

import pytest

from motcua.base.models import Event
from motcua.domain.codes import invented_person_id
from motcua.domain.refusal import Forbidden, Invalid, NotFound
from motcua.dossiers import actions, finding
from motcua.dossiers.filing import Person
from motcua.dossiers.models import Applicant, Dossier, Search, SearchWord
from motcua.people.models import Officer
from motcua.places.hours import business_date
from tests.cast import ALICE, MONDAY_0900, received

DAY = business_date(MONDAY_0900)
BINH = Person(
    name="Trần Thị Ngọc Bình",
    identity_number=invented_person_id(2, woman=True, year=71),
    address="Xóm 2, Xã Kim Bảng",
    phone="0900000002",
)


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        (" h41.17.791-261123-0007 ", "code", "H41.17.791-261123-0007"),
        ("https://motcua.example/d/0123456789ABCDEFGHJKMNPQ?lang=vi", "code", "0123456789ABCDEFGHJKMNPQ"),
        ("0123-4567-89ab-cdef-ghjk-mnpq", "code", "0123456789ABCDEFGHJKMNPQ"),
        ("7", "last_digits", "0007"),
        ("12345", "last_digits", "12345"),
        ("261123-0010", "last_digits", "261123-0010"),
        ("791-261123-0010", "last_digits", "261123-0010"),
        (" h41.17.791 - 261123 - 10 ", "last_digits", "261123-0010"),
        ("261123 10", "last_digits", "261123-0010"),
        ("261199-0010", "identity", "2611990010"),
        ("091212 3456", "phone", "0912123456"),
        ("040912 000001", "identity", "040912000001"),
        ("+84 900 000 001", "phone", "0900000001"),
        ("040 958 000 001", "identity", "040958000001"),
        ("c1234567", "identity", "C1234567"),
        ("Nguyễn  Thị Ví-Dụ", "name", "nguyen thi vi du"),
        ("Đ", "name", "d"),
        ("%_'", "name", ""),
    ],
)
def test_a_text_is_taken_by_its_shape(typed, kind, text):
    assert finding.read(typed) == (kind, text)


@pytest.mark.parametrize("typed", ["", "  ", "\x00"])
def test_nothing_is_refused(typed):
    with pytest.raises(Invalid):
        finding.read(typed)


def look(officer: Officer, text: str, **how) -> list[str]:
    search = actions.search(text, by=officer, now=MONDAY_0900)
    page = finding.listed(search, officer, DAY, limit=how.pop("limit", 50), **how)
    return [row.dossier.code for row in page.rows]


def test_each_kind_of_text_finds_it_and_only_it(cast):
    alice, binh = received(cast), received(cast, applicant=BINH)
    hers = (
        alice.code,
        alice.token,
        alice.code[-4:],
        alice.code[-11:],
        f"791-{alice.code[-11:]}",
        ALICE.phone,
        "+84 900 000 001",
        ALICE.identity_number,
        "vi du",
        "DỤ nguyễn",
        "du ngu",
    )
    for text in hers:
        assert look(cast.clerk, text) == [alice.code], text
    assert look(cast.clerk, "thị") == [binh.code, alice.code]
    never = (
        "09000000",
        ALICE.identity_number[:-1],
        ALICE.identity_number[1:],
        "guyen",
        "nguyen binh",
        "%",
        "0003",
        "261122-0001",
    )
    for text in never:
        assert look(cast.clerk, text) == [], text


def test_another_commune_and_the_province_find_nobody(cast):
    dossier = received(cast)
    for text in (
        dossier.code,
        dossier.token,
        "0001",
        "261123-0001",
        ALICE.phone,
        ALICE.identity_number,
        "nguyen",
    ):
        assert look(cast.of_son_lam("clerk"), text) == []
    assert look(cast.province, dossier.code) == [dossier.code]
    for text in ("0001", ALICE.phone, ALICE.identity_number, "nguyen"):
        with pytest.raises(Forbidden):
            look(cast.province, text)


def test_pages_join(cast):
    codes = [received(cast).code for _ in range(5)]
    search = actions.search("nguyen", by=cast.clerk, now=MONDAY_0900)
    seen, after = [], ""
    while True:
        page = finding.listed(search, cast.clerk, DAY, after=after, limit=2)
        seen += [row.dossier.code for row in page.rows]
        after = page.next
        if not after:
            break
    assert seen == codes[::-1]
    with pytest.raises(Invalid):
        finding.listed(search, cast.clerk, DAY, after="x", limit=2)


def test_the_journal_knows_that_somebody_looked_and_not_for_whom(cast):
    received(cast)
    for text in (ALICE.phone, ALICE.identity_number, "Nguyễn Thị Ví Dụ"):
        actions.search(text, by=cast.clerk, now=MONDAY_0900)
    told = list(Event.objects.filter(kind="dossier.searched").order_by("number"))
    assert [event.data for event in told] == [{"by_what": kind} for kind in ("phone", "identity", "name")]
    assert {event.actor_id for event in told} == {str(cast.clerk.pk)}
    said = json.dumps([(event.subject, event.data) for event in told])
    assert ALICE.phone not in said
    assert "guy" not in said


def test_a_search_is_its_officers_and_does_not_stay(cast):
    search = actions.search("nguyen", by=cast.clerk, now=MONDAY_0900)
    assert finding.opened(search.pk, cast.clerk, MONDAY_0900) == search
    later = MONDAY_0900 + timedelta(minutes=31)
    for officer, now in ((cast.head, MONDAY_0900), (cast.clerk, later)):
        with pytest.raises(NotFound):
            finding.opened(search.pk, officer, now)
    actions.search("tran", by=cast.head, now=later)
    assert not Search.objects.filter(pk=search.pk).exists()


def test_the_words_follow_the_name(cast):
    dossier = received(cast)

    def words() -> set[str]:
        return set(SearchWord.objects.filter(dossier=dossier).values_list("word", flat=True))

    assert words() == {"nguyen", "thi", "vi", "du", "0001", "261123-0001"}
    Applicant.objects.filter(dossier=dossier).update(name_search="tran van van")
    assert words() == {"tran", "van", "0001", "261123-0001"}
    Applicant.objects.filter(dossier=dossier).delete()
    assert words() == set()
    assert Dossier.objects.filter(pk=dossier.pk).exists()

"""The helpers' desk on a tablet: finding a number, checking papers, the list, and the way back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.catalogue.queries import in_force
from motcua.domain.codes import spaced_token
from motcua.hall import actions, loads, presence, service_times
from motcua.hall.models import HelpSession, PapersCheck, Ticket
from motcua.hall.replay import replay
from motcua.places.actions import offer_pairing, pair_device
from motcua.places.hours import business_date
from motcua.places.models import Counter
from motcua.web.device import COOKIE, _signer
from tests.cast import BIRTH, MONDAY_0900

MINUTE = timedelta(minutes=1)


def issue(cast, field="civil-status", ago=20, **more):
    at = MONDAY_0900 - ago * MINUTE
    return actions.issue(cast.kim_bang, field=Field.objects.get(code=field), by=cast.support, now=at, **more)


@pytest.fixture
def ticket(cast):
    return issue(cast)


def form(outcome, missing=0, **more):
    documents = in_force(BIRTH, business_date(MONDAY_0900)).documents
    always = [doc.code for doc in documents if doc.is_always]
    marks = {f"found-{doc.code}": "have" if doc.is_always else "none" for doc in documents}
    marks |= {f"found-{code}": "missing" for code in always[:missing]}
    return marks | {"outcome": outcome} | more


def check(client, ticket, outcome, missing=0, **more):
    return client.post(f"/support/numbers/{ticket.pk}/papers/{BIRTH}", form(outcome, missing, **more))


def text(response):
    return response.content.decode()


def test_the_desk_shows_who_waits_longest_first(client, cast, ticket):
    late = issue(cast, ago=45)
    page = text(client.get("/support/"))
    assert page.index(f'<strong class="number">{late.text}') < page.index(
        f'<strong class="number">{ticket.text}'
    )
    assert "quá 30 phút" in page
    assert "<html" not in text(client.get("/support/", headers={"HX-Request": "true"}))


def test_the_desk_tells_by_field_what_who_comes_now_waits(client, cast, ticket):
    counter = Counter.objects.filter(center=cast.kim_bang).first()
    actions.open_counter(counter, by=cast.counter, now=MONDAY_0900 - 60 * MINUTE)
    for place in range(4):
        now = MONDAY_0900 - (60 - 5 * place) * MINUTE
        issue(cast, ago=60)
        served = actions.call_next(counter, by=cast.counter, now=now)
        actions.start_serving(served, by=cast.counter, now=now)
        actions.complete(served, by=cast.counter, now=now + 4 * MINUTE)
    service_times.learn(cast.kim_bang, MONDAY_0900)
    told = next(row.wait for row in loads.by_field(cast.kim_bang, MONDAY_0900) if row.waiting)
    assert told.words.vi in text(client.get("/support/"))


@pytest.mark.parametrize("typed", ["{short}", "{text}", "{token}", "http://127.0.0.1:8000/t/{token}"])
def test_a_number_is_found_as_typed_or_scanned(client, ticket, typed):
    q = typed.format(short=f"{ticket.series.lower()} {ticket.number}", text=ticket.text, token=ticket.token)
    answer = client.post("/support/search", {"q": q})
    assert answer["Location"] == f"/support/numbers/{ticket.pk}"


@pytest.mark.parametrize("typed", ["", "Z99", "\x00", "A", "7K2M9-Q4TBX", "0" * 24, "số mười lăm"])
def test_what_is_no_number_is_said_beside_the_field(client, ticket, typed):
    answer = client.post("/support/search", {"q": typed})
    assert answer.status_code == 422
    assert 'id="q-error"' in text(answer)


def test_a_procedure_is_found_without_diacritics(client, ticket):
    assert "Đăng ký khai sinh" in text(client.get(f"/support/numbers/{ticket.pk}/procedures?q=khai sinh"))


def test_complete_papers(client, ticket):
    page = text(client.get(check(client, ticket, "complete")["Location"]))
    assert "Đủ giấy tờ." in page
    assert Ticket.objects.get(pk=ticket.pk).checked_at == MONDAY_0900


def test_an_incomplete_form_keeps_what_was_ticked(client, ticket):
    sent = form("complete", missing=1)
    answer = client.post(f"/support/numbers/{ticket.pk}/papers/{BIRTH}", sent)
    assert answer.status_code == 422
    assert text(answer).count('value="missing" checked') == 1
    gone = {name: value for name, value in sent.items() if not name.startswith("found")}
    assert client.post(f"/support/numbers/{ticket.pk}/papers/{BIRTH}", gone).status_code == 422
    assert not PapersCheck.objects.exists()


def test_the_written_list_and_the_way_back(client, cast, ticket):
    check(client, ticket, "home", 1, language="en")
    found = PapersCheck.objects.get()
    place = f"/hall/{cast.kim_bang.code}/papers/{found.code}"
    page = text(client.get(place))
    assert "What is still missing" in page  # in the person's language
    assert "Giấy tờ còn thiếu" in text(client.get(f"{place}?lang=vi"))
    assert client.get(f"{place}/list.pdf").content[:5] == b"%PDF-"
    assert client.get(place.replace(cast.kim_bang.code, cast.son_lam.code)).status_code == 404
    assert "What is still missing" not in text(client.get(f"/t/{ticket.token}"))
    brought = client.post("/support/search", {"q": f"http://x{place}"})["Location"]
    assert brought == f"/support/lists/{found.code}"
    assert client.get(brought).status_code == 200
    back = client.post(brought)["Location"]
    new = Ticket.objects.get(pk=back.rsplit("/", 1)[1])
    assert (new.lane, new.procedure_code) == ("come_back", BIRTH)
    assert new.text in text(client.get(place))


def test_back_by_the_phone_with_what_the_display_shows(client, cast, ticket):
    check(client, ticket, "home", 1)
    place = f"/hall/{cast.kim_bang.code}/papers/{PapersCheck.objects.get().code}"
    wrong = client.post(f"{place}/return", {"proof": "abc"})
    assert wrong.status_code == 422
    assert "error-summary" in text(wrong)
    right = {"proof": presence.code(cast.kim_bang, MONDAY_0900)}
    new = Ticket.objects.filter(lane="come_back")
    assert client.post(f"{place}/return", right)["Location"] == f"/t/{new.get().token}"
    assert new.get().queued_at == ticket.queued_at


def test_whom_the_counter_sent_for_a_paper_is_back_by_the_old_number(client, cast, ticket):
    place = f"/support/numbers/{ticket.pk}"
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=MONDAY_0900)
    actions.call_next(counter, by=cast.counter, now=MONDAY_0900)
    actions.start_serving(ticket, by=cast.counter, now=MONDAY_0900)
    assert "/returns" not in text(client.get(place))
    client.post(f"{place}/returns")
    assert Ticket.objects.get().state == "serving"
    actions.complete(ticket, outcome="supplement", by=cast.counter, now=MONDAY_0900)
    assert f"{place}/returns" in text(client.get(place))
    client.post(f"{place}/returns")
    back = Ticket.objects.get()
    assert (back.state, back.lane, back.queued_at) == ("waiting", "come_back", ticket.queued_at)


def test_the_number_of_who_was_sent_home_leads_to_its_list(client, ticket):
    check(client, ticket, "home", 1)
    assert f"/support/lists/{PapersCheck.objects.get().code}" in text(
        client.get(f"/support/numbers/{ticket.pk}")
    )


def test_back_today_keeps_the_number(client, ticket):
    check(client, ticket, "today", 1)
    assert Ticket.objects.get(pk=ticket.pk).state == "held"
    assert client.get(f"/t/{ticket.token}").status_code == 200
    client.post(f"/support/numbers/{ticket.pk}/resumptions")
    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.state, now.lane, now.queued_at) == ("waiting", "come_back", ticket.queued_at)


def test_what_can_be_done_before_the_call(client, ticket):
    place = f"/support/numbers/{ticket.pk}"
    client.post(f"{place}/claims", {"priority": "elderly", "needs": ["wheelchair"]})
    client.post(f"{place}/lanes", {"lane": "result"})
    client.post(f"{place}/transfers", {"field": "land"})
    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.priority, now.needs, now.lane, now.field_id) == ("elderly", ["wheelchair"], "result", "land")
    client.post(f"{place}/help", {"kind": "declare"})
    session = HelpSession.objects.get()
    client.post(f"/support/help/{session.pk}/ending", {"outcome": "done"})
    assert HelpSession.objects.get().outcome == "done"
    for noun, sent in (
        ("claims", {"priority": "vip"}),
        ("lanes", {"lane": "result", "dossier": "no"}),
        ("transfers", {}),
        ("help", {}),
        ("voids", {}),
    ):
        assert client.post(f"{place}/{noun}", sent).status_code == 422, noun
    client.post(f"{place}/voids", {"reason": "elsewhere"})
    assert Ticket.objects.get(pk=ticket.pk).state == "void"
    assert client.get(place).status_code == 200


def test_another_centers_numbers_are_not_even_a_rumour(client, cast):
    theirs = actions.issue(
        cast.son_lam,
        field=Field.objects.get(code="land"),
        by=cast.of_son_lam("counter"),
        now=MONDAY_0900,
    )
    assert client.get(f"/support/numbers/{theirs.pk}").status_code == 404
    assert client.post(f"/support/numbers/{theirs.pk}/voids", {"reason": "left"}).status_code == 404


def test_statements_do_not_grow_with_the_line(client, cast, ticket):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            client.get("/support/")
        return len(captured)

    issue(cast, "land")
    few = statements()
    for minutes in range(10):
        issue(cast, ago=minutes)
        issue(cast, "land", ago=minutes)
    assert statements() == few


def test_a_helper_gives_a_number(client):
    assert client.get("/support/numbers").status_code == 200
    assert client.post("/support/numbers", {}).status_code == 422
    place = client.post("/support/numbers", {"field": "land", "priority": "elderly"})["Location"]
    ticket = Ticket.objects.get(pk=place.rsplit("/", 1)[1])
    assert (ticket.field_id, ticket.priority, ticket.source) == ("land", "elderly", "staff")


def test_the_kiosk_takes_the_lists_code(client, cast, ticket):
    check(client, ticket, "home", 1)
    code = PapersCheck.objects.get().spaced_code
    pairing = offer_pairing(cast.kim_bang, kind="kiosk", by=System("test"), now=MONDAY_0900)
    kiosk = pair_device(cast.kim_bang, kind="kiosk", code=pairing, by=System("test"), now=MONDAY_0900)[1]
    client.cookies[COOKIE] = _signer.sign(kiosk)
    answer = client.post(f"/kiosk/{cast.kim_bang.code}/missing", {"code": code, "press": "p" * 20})
    assert answer.status_code == 302
    assert Ticket.objects.get(lane="come_back").procedure_code == BIRTH


def test_the_counter_sees_the_check(client, cast, ticket):
    check(client, ticket, "complete")
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=MONDAY_0900)
    actions.call_next(counter, by=cast.counter, now=MONDAY_0900)
    client.force_login(cast.counter)
    assert f"{cast.support.name_vi} đã xem giấy tờ lúc" in text(client.get("/counter/"))


def test_the_line_before_the_call_replays(client, cast, ticket):
    """What helpers change is in the journal: the day's calls follow from it alone."""
    place = f"/support/numbers/{ticket.pk}"
    others = [issue(cast, ago=ago) for ago in (19, 18, 17)]
    client.post(f"{place}/claims", {"priority": "elderly"})
    check(client, others[0], "today", 1)
    code = PapersCheck.objects.get().code
    check(client, others[1], "home", 1)
    client.post(f"/support/lists/{code}")
    client.post(f"/support/numbers/{others[2].pk}/transfers", {"field": "land"})
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=MONDAY_0900)
    called = []
    while (turn := actions.call_next(counter, by=cast.counter, now=MONDAY_0900)) is not None:
        actions.start_serving(turn, by=cast.counter, now=MONDAY_0900)
        actions.complete(turn, by=cast.counter, now=MONDAY_0900)
        called.append(turn.pk)
    assert called == [ticket.pk, others[0].pk, others[2].pk]
    verdict = replay(cast.kim_bang, MONDAY_0900.date())
    assert (verdict.calls, verdict.difference, verdict.out_of_turn) == (3, None, [])


def test_who_got_a_number_without_a_slip_scans_it_from_the_helpers_tablet(client, cast):
    given = client.post("/support/numbers", {"field": "land", "press": "p1"}, follow=True)
    ticket = Ticket.objects.get()
    page = text(given)
    assert page.count(spaced_token(ticket.token)) == 2, "said at once, and kept on the number's page"
    assert "qr-box" in page
    actions.void(ticket, reason="left", by=cast.support, now=MONDAY_0900)
    assert "qr-box" not in text(client.get(f"/support/numbers/{ticket.pk}"))


def test_one_number_for_several_things(client):
    assert 'name="n-land"' in client.get("/support/numbers").content.decode()
    wrong = client.post("/support/numbers", {"field": "social", "n-land": "many"})
    assert wrong.status_code == 422
    assert '<a href="#id_n-land">' in wrong.content.decode()
    client.post("/support/numbers", {"field": "social", "n-land": "4", "press": "p"})
    ticket = Ticket.objects.get(press="p")
    assert [(errand.field_id, errand.amount) for errand in ticket.errands.all()] == [("land", 4)]

"""The page on which like decisions are signed together: ticked by hand, looked over, then signed."""

import re
from datetime import timedelta

import pytest

from motcua.dossiers.models import Decision, Opening
from motcua.people.models import Grant
from tests.dossiers.test_four_eyes import delegated
from tests.dossiers.test_signing_many import OTHER, turn
from tests.dossiers.test_steps import at
from tests.web.office.conftest import TEN

pytestmark = pytest.mark.django_db
PAGE = "/office/signing"


@pytest.fixture
def waiting(cast):
    return [at("sign", cast) for _ in range(3)]


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def ticks(response) -> int:
    return text(response).count('type="checkbox" name="step"')


def ticked(response) -> int:
    return len(re.findall(r'name="step" value="[^"]+" checked', text(response)))


def test_what_was_opened_is_signed_and_the_rest_stays(cast, desk, waiting):
    leader = desk(cast.leader)
    assert ticks(leader.get(PAGE)) == 0
    for dossier in waiting[:2]:
        assert leader.get(f"/office/dossiers/{dossier.code}").status_code == 200
    assert ticks(leader.get(PAGE)) == 2
    sent = {"step": [str(turn(dossier)) for dossier in waiting]}
    summary = text(leader.post(PAGE, sent))
    assert "Trước khi ký" in summary
    assert all(dossier.code in summary for dossier in waiting)
    assert summary.count(waiting[0].applicant.name) == summary.count('name="step"') == 2
    assert "chưa mở" in summary
    assert "Chấp thuận" in summary
    assert not Decision.objects.exists()  # a summary signs nothing
    report = text(leader.post(PAGE, {**sent, "go": "sign"}))
    assert "Đã ký: 2" in report
    assert "Chưa ký: 1" in report
    assert "chưa mở" in report
    assert Decision.objects.filter(dossier__in=waiting).count() == 2
    again = text(leader.post(PAGE, {**sent, "go": "sign"}))  # a reload signs nothing twice
    assert "Đã ký: 0" in again
    assert cast.leader.name_vi in again
    late = text(leader.post(PAGE, sent))
    assert cast.leader.name_vi in late
    assert 'name="step"' not in late


def test_nothing_is_ticked_unless_asked_for(cast, desk, waiting):
    leader = desk(cast.leader)
    for dossier in waiting[:2]:
        leader.get(f"/office/dossiers/{dossier.code}")
    plain = leader.get(PAGE)
    assert (ticks(plain), ticked(plain)) == (2, 0)
    every = re.search(r'href="(\?all=[^"#]+)', text(plain)).group(1)
    assert ticked(leader.get(PAGE + every)) == 2
    assert ticked(leader.get(PAGE + "?all=x")) == 0
    back = leader.post(PAGE, {"step": [str(turn(waiting[0]))], "go": "change"})
    assert ticked(back) == 1
    assert not Decision.objects.exists()


def test_what_changes_after_the_summary_is_not_signed(cast, desk, waiting):
    leader = desk(cast.leader)
    leader.get(f"/office/dossiers/{waiting[0].code}")
    sent = {"step": [str(turn(waiting[0]))]}
    assert "Sắp ký: 1" in text(leader.post(PAGE, sent))
    waiting[0].papers.update(count=2)
    assert "Đã ký: 0" in text(leader.post(PAGE, {**sent, "go": "sign"}))
    assert not Decision.objects.exists()


def test_a_substitute_has_the_queue_and_is_told_what_four_eyes_bar(cast, desk, waiting):
    head = desk(cast.head)
    assert head.get("/office/queues/sign").status_code == 404
    delegated(cast)
    queue = head.get("/office/queues/sign")
    assert queue.status_code == 200
    assert waiting[0].code in text(queue)
    page = text(head.get(PAGE))
    assert "đã thẩm định hoặc xem xét" in page
    sent = {"step": [str(turn(waiting[0]))]}
    assert "đã thẩm định hoặc xem xét" in text(head.post(PAGE, sent))
    assert "Đã ký: 0" in text(head.post(PAGE, {**sent, "go": "sign"}))
    assert not Decision.objects.exists()


def test_only_a_page_that_is_read_by_whose_turn_it_is_counts_as_opened(cast, desk, waiting):
    address = f"/office/dossiers/{waiting[0].code}"
    desk(cast.leader).head(address)
    desk(cast.leader).get(address, headers={"Sec-Purpose": "prefetch"})
    for officer in (cast.head, cast.office, cast.province):
        desk(officer).get(address)
    assert not Opening.objects.exists()
    desk(cast.leader).get(address)
    desk(cast.leader).get(address)
    assert Opening.objects.get().officer == cast.leader


def test_nothing_ticked_and_unlike_ones_lose_nothing(cast, desk, waiting):
    leader = desk(cast.leader)
    leader.get(f"/office/dossiers/{waiting[0].code}")
    empty = leader.post(PAGE, {"step": ["x", "\x00"]})
    assert empty.status_code == 422
    assert "Chọn ít nhất một hồ sơ" in text(empty)
    other = at("sign", cast, procedure=OTHER)
    unlike = leader.post(PAGE, {"step": [str(turn(waiting[0])), str(turn(other))]})
    assert unlike.status_code == 422
    assert "giống nhau" in text(unlike)
    assert not Decision.objects.exists()


def test_without_authority_today_the_page_says_so(cast, desk, waiting, clock):
    day = (TEN + timedelta(minutes=5)).date()
    Grant.objects.filter(holder__officer=cast.leader).update(
        revoked_on=day, revocation_number="9/QĐ", revocation_date=day, revocation_reason="Thu hồi"
    )
    page = text(desk(cast.leader).get(PAGE))
    assert "Không ký chung được" in page
    assert "Xem lại các hồ sơ đã chọn" not in page


def test_whoever_signs_nothing_sees_an_empty_page(cast, desk, waiting):
    page = desk(cast.clerk).get(PAGE)
    assert page.status_code == 200
    assert waiting[0].code not in text(page)
    assert desk(cast.of_son_lam("leader")).post(PAGE, {"step": [str(turn(waiting[0]))]}).status_code == 404
    assert desk(cast.counter).get(PAGE).status_code == 403

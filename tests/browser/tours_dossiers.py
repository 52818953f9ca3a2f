"""Walks through what an officer does with a dossier beside its straight way, and what its resident sees."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.hands import Hands
from tests.browser.tours import TURN_OF
from tests.browser.visitor import Tour, Visitor, expect_summary

MINE = """SELECT d.code FROM dossiers_step s JOIN dossiers_dossier d ON d.id = s.dossier_id
    JOIN people_officer o ON o.id = s.officer_id JOIN catalogue_revision r ON r.id = d.revision_id
    WHERE s.done_at IS NULL AND s.act = 'appraise' AND d.state = 4 AND o.login = 'office.kimbang'
    AND NOT EXISTS (SELECT 1 FROM dossiers_supplement p WHERE p.dossier_id = d.id)
    AND NOT EXISTS (SELECT 1 FROM dossiers_opinion q WHERE q.dossier_id = d.id)
    AND {} EXISTS (SELECT 1 FROM catalogue_fee f WHERE f.revision_id = r.id AND f.kind = 'by_law')
    ORDER BY d.received_at DESC LIMIT 1"""
ORDINARY, LAND = MINE.format("NOT"), MINE.format("")
PAUSED = "SELECT {} FROM dossiers_dossier WHERE state = 6 AND code LIKE 'H41.17.791%' LIMIT 1"
CHARGED = """SELECT d.code FROM dossiers_charge c JOIN dossiers_dossier d ON d.id = c.dossier_id
    WHERE d.code LIKE 'H41.17.791%' AND c.kind <> 'obligation' ORDER BY d.received_at DESC LIMIT 1"""

Stops = Iterator[tuple[str, Page]]


def supplement(visitor: Visitor) -> Stops:
    """From the request to the completion: the office, the resident, the counter."""
    code = visitor.first(ORDINARY)
    token = visitor.dossier("token", f"code = '{code}'")
    office = visitor.hands("office.kimbang")
    page = office.page
    office.go(f"/office/dossiers/{code}")
    yield "dossier-with-choices", page
    office.follow("Ask for missing papers")
    office.see("Ask for missing papers")
    yield "supplement-request", page
    office.press("Write the request (Form 02)")
    expect_summary(page)
    yield "supplement-request-error", page
    office.choose(page.locator("input[name^=lack-]").first)
    page.locator("input[name^=wanted-]").first.fill("12/34")
    if page.locator("select[name=allowed_by]").count():  # received more than three working days ago
        page.locator("select[name=allowed_by]").select_option(index=1)
        page.locator("input[name=allowed_reason]").fill("12/34")
    office.press("Write the request (Form 02)")
    expect(page.locator(".notice-good").first).to_be_visible()
    yield "dossier-asked", page
    resident = visitor.hands()
    resident.go(f"/d/{token}")
    yield "resident-asked", resident.page
    counter = visitor.hands("counter.kimbang")
    counter.go(f"/counter/dossiers/{code}")
    yield "counter-dossier-asked", counter.page
    counter.follow("Take in the missing papers")
    counter.see("Take in the missing papers")
    yield "counter-supplement", counter.page
    counter.choose(counter.page.locator("input[name$=-handed]").first)
    counter.press("Everything is there")
    expect(counter.page.locator(".notice-good").first).to_be_visible()
    office.go(f"/office/dossiers/{code}/clock")
    yield "clock-of-a-supplement", page
    for noun in ("withdrawal", "closing"):
        counter.go(f"/counter/dossiers/{code}/{noun}")
        yield f"counter-{noun}", counter.page


def tax(visitor: Visitor) -> Stops:
    """A land dossier: the notice, the wait, the resident's page, the proof."""
    office = visitor.hands("office.kimbang")
    page = office.page
    found = visitor.town.ask(LAND)
    if found:  # the demo's day may have them all waiting already
        office.go(f"/office/dossiers/{found[0][0]}/pause")
        yield "pause", page
        office.press("Enter the notice; the term stands still")
        expect_summary(page)
        yield "pause-error", page
    code = visitor.first(PAUSED.format("code"))
    office.go(f"/office/dossiers/{code}")
    yield "dossier-paused", page
    office.go(f"/office/dossiers/{code}/resumption")
    yield "resumption", page
    office.press("Paid: the dossier goes on")
    expect_summary(page)
    yield "resumption-error", page
    resident = visitor.hands()
    resident.go(f"/d/{visitor.first(PAUSED.format('token'))}")
    yield "resident-to-pay", resident.page


def opinions(visitor: Visitor) -> Stops:
    code = visitor.first(ORDINARY)
    office = visitor.hands("office.kimbang")
    page = office.page
    office.go(f"/office/dossiers/{code}/opinions")
    yield "opinion", page
    office.press("Ask them now")
    expect_summary(page)
    yield "opinion-error", page
    for box in page.locator("input[name=units]").all():
        office.choose(box)
    page.locator("textarea[name=question]").fill("12/34?")
    office.press("Ask them now")
    expect(page.locator(".notice-good").first).to_be_visible()
    office.go(f"/office/dossiers/{code}")
    yield "dossier-with-opinions", page
    head = visitor.hands("leader.kimbang")
    head.go("/office/opinions")
    yield "opinions-asked", head.page
    head.activate(head.page.locator("a[href*='/opinions/'][href$='/answer']").first)
    head.see_heading("")
    yield "opinion-answer", head.page
    head.press("Send the answer")
    expect_summary(head.page)
    yield "opinion-answer-error", head.page


def head_of_unit(visitor: Visitor) -> Stops:
    """What a head does: acknowledge, give work to others, send back, stop, apologise, keep the register."""
    head = visitor.hands("head.kimbang")
    page = head.page
    for name in ("hand-overs", "warnings", "reassignments"):
        head.go(f"/office/{name}")
        yield f"head-{name}", page
    head.press("Show what would move")
    expect_summary(page)
    yield "reassignments-error", page
    head.choose(page.locator("input[name=to]").last)
    head.press("Show what would move")
    head.see_heading("")
    yield "reassignments-preview", page
    code = visitor.first(TURN_OF, "review")
    for noun in ("send-back", "reassignment", "stopping", "clock"):
        head.go(f"/office/dossiers/{code}/{noun}")
        yield f"head-{noun}", page
    head.go(f"/office/dossiers/{code}/stopping")
    head.press("Stop the dossier (Form 05)")
    expect_summary(page)
    yield "stopping-error", page
    yield from _extension(head)
    leader = visitor.hands("leader.kimbang")
    leader.go("/office/register")
    yield "register", leader.page
    leader.press("Show the register")
    yield "register-shown", leader.page
    leader.go("/office/register?begins_on=2026-11-20&ends_on=2026-11-01")
    yield "register-error", leader.page


def _extension(head: Hands) -> Stops:
    """The letter of one who can still be told in time; which ones there are depends on the day."""
    head.go("/office/warnings")
    letters = head.page.locator("a[href$='/extension']")
    if letters.count():
        head.activate(letters.first)
        head.see("Apology and new date")
        yield "extension", head.page
        head.press("Sign the apology (Form 04)")
        expect_summary(head.page)
        yield "extension-error", head.page


def money(visitor: Visitor) -> Stops:
    """Fees of a dossier, the day's money, the head of the center's view of it."""
    counter = visitor.hands("counter.kimbang")
    page = counter.page
    counter.go(f"/counter/dossiers/{visitor.first(CHARGED)}/fees")
    yield "fees", page
    counter.go(f"/counter/dossiers/{visitor.first(PAUSED.format('code'))}/fees")
    yield "fees-of-a-tax", page
    for number in (1, 2):
        counter.go(f"/counter/cash?counter={number}")
        yield f"cash-{number}", page
    counter.press("Close the day")
    expect_summary(page)
    yield "cash-error", page
    head = visitor.hands("center.kimbang")
    head.go("/counter/cash")
    yield "cash-of-the-head", head.page


def center(visitor: Visitor) -> Stops:
    head = visitor.hands("center.kimbang")
    head.go("/center/")
    yield "center", head.page
    for heap in ("received", "overdue", "silent"):
        head.go(f"/center/{heap}")
        yield f"center-{heap}", head.page
    code = visitor.first(TURN_OF, "review")
    head.go(f"/office/dossiers/{code}/clock/correction")
    yield "correction", head.page
    head.press("Put it right")
    expect_summary(head.page)
    yield "correction-error", head.page


TOURS: dict[str, Tour] = {
    "supplement": supplement,
    "tax": tax,
    "opinions": opinions,
    "head of unit": head_of_unit,
    "money": money,
    "center": center,
}

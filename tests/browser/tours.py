"""Walks through every page of each audience in the demo. A tour stops at a page by yielding its name.

Tours leave the hall as they found it, so that the same one can be walked in the other language.
"""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.hands import Hands
from tests.browser.visitor import Tour, Visitor, expect_summary

TICKET = "SELECT token FROM hall_ticket WHERE state = ? ORDER BY issued_at DESC LIMIT 1"
RETURNED, READY, OPEN = "state = 10", "state = 9", "state IN (2, 4)"
TURN_OF = """SELECT d.code FROM dossiers_step s JOIN dossiers_dossier d ON d.id = s.dossier_id
    WHERE s.done_at IS NULL AND s.act = ? AND d.code LIKE 'H41.17.791%' ORDER BY s.due_at LIMIT 1"""


def resident(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    person = visitor.hands()
    page = person.page
    person.go("/")
    yield "home", page
    person.write("Follow your number or your dossier", "AAAA")
    person.press("Follow")
    expect_summary(page)
    yield "home-error", page
    for state in ("waiting", "serving", "done"):
        person.go(f"/t/{visitor.first(TICKET, state)}")
        yield f"ticket-{state}", page
    person.go(f"/t/{visitor.first(TICKET, 'waiting')}")
    person.follow("I do not need this number any more")
    yield "ticket-departure", page
    person.follow("Keep my place")
    person.follow("Send me a message before my turn")
    person.press("Send me the message")
    expect_summary(page)
    yield "ticket-notice-error", page
    for name, condition in (("open", f"{OPEN} AND due_at > received_at"), ("ready", READY)):
        person.go(f"/d/{visitor.dossier('token', condition, 'due_at DESC')}")
        yield f"dossier-{name}", page
    person.go(f"/d/{visitor.dossier('token', OPEN, 'due_at')}")
    yield "dossier-late", page
    unrated = (
        f"{RETURNED} AND id NOT IN (SELECT dossier_id FROM feedback_rating WHERE dossier_id IS NOT NULL)"
    )
    person.go(f"/d/{visitor.dossier('token', unrated)}")
    yield "dossier-returned", page
    person.press("Send my opinion")
    expect_summary(page)
    yield "dossier-rating-error", page


def kiosk(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    person = visitor.hands()
    page = person.page
    person.go("/kiosk/17791")
    yield "kiosk-unpaired", page
    page.locator("summary").click()
    person.write("Pairing code", "1")
    person.press("Pair")
    expect_summary(page)
    yield "kiosk-pairing-error", page
    person.press("Use this browser as the kiosk")
    person.see("What do you come for today?")
    yield "kiosk", page
    person.go("/kiosk/17791/priority")
    yield "kiosk-priority", page
    page.locator("main a").first.click()
    page.wait_for_url("**?priority=*")
    yield "kiosk-with-priority", page
    person.go("/kiosk/17791?lane=result")
    yield "kiosk-result", page
    page.locator("button[name=field]").first.click()
    person.see("Your number")
    yield "kiosk-number", page


def display(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    person = visitor.hands()
    person.go("/display/17791")
    yield "display-unpaired", person.page
    person.press("Use this browser as the display")
    expect(person.page.locator(".call-number").first).to_be_visible()
    yield "display", person.page
    for number in (1, 2):
        person.go(f"/display/17791/{number}")
        yield f"display-sign-{number}", person.page


def counter(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    officer = visitor.hands("counter.kimbang")
    page = officer.page
    officer.see("Which counter do you open?")
    yield "counter-opening", page
    for box in page.locator("input[name=fields]").all():
        box.uncheck(force=True)
    officer.press("Open this counter")
    expect_summary(page)
    yield "counter-opening-error", page
    for box in page.locator("input[name=fields]").all():
        box.check(force=True)
    officer.press("Open this counter")
    officer.see("Counter %(number)s", number=1)
    yield "counter-free", page
    officer.press("Call the next person")
    expect(page.locator(".number-big")).to_be_visible()
    yield "counter-called", page
    officer.press("Start serving")
    expect(page.locator("[data-key=e]")).to_be_visible()
    yield "counter-serving", page
    yield from reception(officer)
    officer.go(f"/counter/dossiers/{visitor.dossier('code', OPEN)}")
    yield "counter-dossier", page
    officer.go("/counter/dossiers")
    yield "counter-dossiers", page
    officer.go("/counter/waiting")
    yield "counter-waiting", page
    officer.page.locator("#find").fill("zzzz")
    officer.press("Find")
    yield "counter-nothing-found", page
    yield from results(officer, visitor)
    officer.go("/counter/")
    officer.press("End the visit")
    officer.go("/counter/opening")
    yield "counter-closing", page
    page.locator("form[action$=closing] button").click()
    expect(page.locator(".notice-good")).to_be_visible()


def reception(officer: Hands) -> Iterator[tuple[str, Page]]:
    page = officer.page
    officer.go("/counter/reception?q=khai%20sinh")
    yield "reception-choose", page
    officer.go("/counter/reception?q=zzzz")
    yield "reception-nothing-found", page
    officer.go("/counter/reception/1.001193")
    yield "reception", page
    officer.write("Scan the QR code of the identity card", "no card")
    officer.press("Fill in from the card")
    expect(page.locator("#id_scan[aria-invalid]")).to_be_visible()
    yield "reception-scan-error", page
    officer.press("Receive the dossier")
    expect_summary(page)
    yield "reception-error", page
    officer.go("/counter/reception/9.999999")
    yield "reception-refused", page


def results(officer: Hands, visitor: Visitor) -> Iterator[tuple[str, Page]]:
    page = officer.page
    officer.go("/counter/results")
    yield "results", page
    officer.write("Scan the receipt, or type the code, its last digits or the name", "zzzz")
    officer.press("Search")
    yield "results-nothing-found", page
    at_hand = f"{READY} AND id NOT IN (SELECT dossier_id FROM dossiers_shipment)"
    officer.go(f"/counter/results/{visitor.dossier('code', at_hand)}")
    yield "result", page
    officer.press("Hand the result over")
    expect_summary(page)
    yield "result-error", page
    officer.go(f"/counter/results/{visitor.dossier('code', RETURNED)}")
    yield "result-returned", page


def office(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    head = visitor.hands("head.kimbang")
    expect(head.page.get_by_role("heading", level=1)).to_be_visible()
    yield "office", head.page
    for name in ("unit", "done", "queues/resident", "queues/others", "?standing=overdue"):
        head.go(f"/office/{name}")
        yield f"office-{name.rpartition('/')[2].strip('?').replace('=', '-')}", head.page
    for text in ("nguyen", "zzzz"):
        head.go("/office/")
        head.write("Code, name, phone or identity number", text)
        head.press("Find")
        yield f"office-found-{text}", head.page
    for login, act in (
        ("head.kimbang", "assign"),
        ("office.kimbang", "appraise"),
        ("head.kimbang", "review"),
        ("leader.kimbang", "sign"),
        ("clerk.kimbang", "number"),
        ("clerk.kimbang", "return"),
    ):
        rows = visitor.town.ask(TURN_OF, act)
        if rows:  # the demo's day may have no dossier at this very step
            officer = visitor.hands(login)
            officer.go(f"/office/dossiers/{rows[0][0]}")
            yield f"office-{act}", officer.page
            if act == "sign":
                officer.press("Sign this decision")
                expect_summary(officer.page)
                yield "office-sign-error", officer.page


def province(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    officer = visitor.hands("province")
    page = officer.page
    officer.see("The province today")
    yield "province", page
    officer.go("/province/communes/17791")
    yield "province-commune", page
    officer.go("/province/communes/16681")
    yield "province-commune-in-sum", page
    officer.go(f"/province/dossiers/{visitor.dossier('code', OPEN)}")
    yield "province-dossier", page


def refusals(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    person = visitor.hands()
    page = person.page
    person.go("/login/")
    yield "login", page
    person.write("Log-in name", "counter.kimbang")
    person.write("Password", "wrong")
    person.press("Log in")
    expect_summary(page)
    yield "login-error", page
    page.context.clear_cookies(name="csrftoken")
    person.press("Log in")
    expect(page.locator(".error-summary")).to_have_count(0)
    yield "403-csrf", page
    person.go("/t/AAAAAAAAAAAAAAAAAAAAAAAA")
    yield "404-token", page
    person.go("/nowhere")
    yield "404", page
    person.go("/counter/")
    yield "login-needed", page
    person.go("/api/v1/docs")
    yield "api-docs", page
    officer = visitor.hands("counter.sonlam")
    officer.go("/province/")
    yield "403", officer.page
    officer.go(f"/counter/dossiers/{visitor.dossier('code', OPEN)}")
    yield "404-of-another-commune", officer.page


TOURS: dict[str, Tour] = {
    "resident": resident,
    "kiosk": kiosk,
    "display": display,
    "counter": counter,
    "office": office,
    "province": province,
    "refusals": refusals,
}

"""Walks through the work list, signing together, and what becomes of results and of kept dossiers."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.tours import READY, RETURNED
from tests.browser.visitor import Tour, Visitor, expect_summary

Stops = Iterator[tuple[str, Page]]
ISSUED = """SELECT d.{} FROM dossiers_result r JOIN dossiers_dossier d ON d.id = r.dossier_id
    WHERE d.code LIKE 'H41.17.791%' AND d.state = 10 ORDER BY d.code LIMIT 1"""


def work_list(visitor: Visitor) -> Stops:
    """Every queue of a leader, then those to sign together."""
    leader = visitor.hands("leader.kimbang")
    page = leader.page
    leader.go("/office/")
    addresses = [link.get_attribute("href") for link in page.locator("main a[href^='/office/queues/']").all()]
    for address in dict.fromkeys(addresses):
        leader.go(address)
        yield f"queue-{address.rpartition('/')[2]}", page
    leader.go("/office/signing")
    yield "signing", page
    for box in page.locator("main input[type=checkbox]").all():
        box.uncheck(force=True)
    if page.locator("main form[method=post]").count():
        page.locator("main form[method=post] button.button").last.click()
        page.wait_for_load_state()
        yield "signing-none-ticked", page


def results(visitor: Visitor) -> Stops:
    """At the counter: how a result travels, letters, originals that are kept."""
    counter = visitor.hands("counter.kimbang")
    page = counter.page
    ready = visitor.dossier("code", READY)
    for name, path in (
        ("way", f"dossiers/{ready}/way"),
        ("letters", "letters"),
        ("originals", "originals"),
    ):
        counter.go(f"/counter/{path}")
        yield f"counter-{name}", page
    counter.go("/counter/letters")
    letters = page.locator("main a[href^='/counter/letters/']:not([href$='.pdf'])")
    if letters.count():
        counter.activate(letters.first)
        page.wait_for_url("**/counter/letters/*")
        yield "counter-letter", page
    resident = visitor.hands()
    for name, state in (("ready", READY), ("returned", RETURNED)):
        resident.go(f"/d/{visitor.dossier('token', state)}/result")
        yield f"resident-result-{name}", resident.page


def afterwards(visitor: Visitor) -> Stops:
    """A result is revoked or issued again; the dossier is kept, and one day destroyed."""
    leader = visitor.hands("leader.kimbang")
    page = leader.page
    code = visitor.first(ISSUED.format("code"))
    for noun in ("", "/revocation", "/reissue", "/retention", "/originals"):
        leader.go(f"/office/dossiers/{code}{noun}")
        yield f"issued{noun.replace('/', '-')}", page
    leader.go("/office/destruction")
    yield "destruction", page
    lists = page.locator("main a[href^='/office/destruction/']:not([href$='.pdf']):not([href$=proposal])")
    if lists.count():
        leader.activate(lists.first)
        page.wait_for_url("**/office/destruction/*")
        yield "destruction-list", page
    clerk = visitor.hands("clerk.kimbang")
    clerk.go("/office/destruction/proposal")
    yield "destruction-proposal", clerk.page
    province = visitor.hands("province")
    for name in ("retention", "retention/entry"):
        province.go(f"/setup/{name}")
        yield f"setup-{name.replace('/', '-')}", province.page
    province.page.locator("main form[method=post] button.button").first.click()
    expect_summary(province.page)
    yield "setup-retention-error", province.page


def fees(visitor: Visitor) -> Stops:
    """The province's tariffs, who is let off and what results are; the center's account; what was sent."""
    officer = visitor.hands("finance")
    page = officer.page
    for name in ("fees", "fees/tariffs/entry", "fees/classes/entry", "results", "results/entry"):
        officer.go(f"/setup/{name}")
        yield f"setup-{name.replace('/', '-')}", page
        if name.endswith("entry"):
            page.locator("main form[method=post] button.button").first.click()
            expect_summary(page)
            yield f"setup-{name.replace('/', '-')}-error", page
    head = visitor.hands("center.kimbang")
    head.go("/setup/fees/account")
    yield "setup-account", head.page
    head.page.locator("main form[method=post] button.button").first.click()
    expect_summary(head.page)
    yield "setup-account-error", head.page
    person = visitor.hands()
    person.go("/demo/messages")
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    yield "demo-messages", person.page


TOURS: dict[str, Tour] = {
    "work list": work_list,
    "results": results,
    "afterwards": afterwards,
    "fees": fees,
}

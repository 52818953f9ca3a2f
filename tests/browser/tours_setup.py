"""Walks through set-up (authority, absences, calendar, procedures) and what the public reads of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.visitor import Tour, Visitor, expect_summary

Stops = Iterator[tuple[str, Page]]
RESULT = """SELECT d.code FROM dossiers_result r JOIN dossiers_dossier d ON d.id = r.dossier_id
    ORDER BY d.code LIMIT 1"""


def public(visitor: Visitor) -> Stops:
    """What anybody may ask: who decides what, and whether a paper is genuine."""
    person = visitor.hands()
    page = person.page
    for name, path in (
        ("authority", "/authority/"),
        ("authority-before", "/authority/?day=2020-01-01"),
        ("procedure", "/p/1.001193"),
        ("procedure-unknown", "/p/9.999999"),
    ):
        person.go(path)
        yield name, page
    for name, part in (("unit", "units"), ("document", "documents")):
        person.go("/authority/")
        person.activate(page.locator(f"main a[href*='/authority/{part}/']").first)
        page.wait_for_url(f"**/authority/{part}/**")
        yield f"authority-{name}", page
    person.go("/verify")
    yield "verify", page
    person.press("Check the paper")
    expect_summary(page)
    yield "verify-error", page
    person.go(f"/verify?result={visitor.first(RESULT)}&code=AAAAAAAAAA")
    yield "verify-unknown", page
    person.press("Check the file")
    expect_summary(page)
    yield "verify-file-error", page


def authority(visitor: Visitor) -> Stops:
    keeper = visitor.hands("center.kimbang")
    page = keeper.page
    for name, path in (
        ("home", ""),
        ("grants", "grants"),
        ("grants-ended", "grants?show=ended"),
        ("grant", "grants/entry"),
    ):
        keeper.go(f"/setup/{path}")
        yield f"setup-{name}", page
    keeper.press("See what it changes")
    expect_summary(page)
    yield "setup-grant-error", page
    keeper.go("/setup/grants")
    keeper.activate(page.locator("a[href$='/revocation']").first)
    keeper.see("Revoke an instrument")
    yield "setup-revocation", page
    keeper.write("Number of the revoking document", "46/QĐ")
    keeper.write("Reason", "12/34")
    keeper.press("See what it changes")
    keeper.see("Before it is revoked")
    yield "setup-revocation-preview", page


def absences(visitor: Visitor) -> Stops:
    head = visitor.hands("head.kimbang")
    page = head.page
    head.go("/setup/absences")
    yield "setup-absences", page
    head.go("/setup/absences/entry")
    yield "setup-absence", page
    head.press("See what it changes")
    expect_summary(page)
    yield "setup-absence-error", page
    of_mine = page.locator("select[name=officer] option", has_text="Lê Thị Làm Mẫu")
    page.locator("select[name=officer]").select_option(of_mine.first.get_attribute("value"))
    for name in ("begins_on", "ends_on"):
        page.locator(f"input[name={name}]").fill("2027-03-01")
    head.press("See what it changes")
    head.see("Before it is saved")
    yield "setup-absence-preview", page


def closures(visitor: Visitor) -> Stops:
    """One is entered for a day far ahead, looked at, and taken back."""
    head = visitor.hands("center.kimbang")
    page = head.page
    head.go("/setup/hall/closures")
    yield "setup-closures-none", page
    head.go("/setup/hall/closures/new")
    head.press("See what it changes")
    expect_summary(page)
    yield "setup-closure-error", page
    day = f"{datetime.now(UTC) + timedelta(days=90):%Y-%m-%d}"
    for name, text in (
        ("begins_on", day),
        ("begins_time", "08:00"),
        ("ends_on", day),
        ("ends_time", "12:00"),
        ("reason_vi", "mất điện"),
        ("reason_en", "power cut"),
    ):
        page.locator(f"[name={name}]").fill(text)
    head.press("See what it changes")
    head.see("Before it is saved")
    yield "setup-closure-preview", page
    head.press("Save this closure")
    page.wait_for_url("**/setup/hall/closures")
    yield "setup-closures", page
    head.activate(page.locator("a[href$='/end']").first)
    page.wait_for_url("**/end")
    yield "setup-closure-end", page
    head.press("Withdraw it")
    page.wait_for_url("**/setup/hall/closures")


def calendar(visitor: Visitor) -> Stops:
    admin = visitor.hands("admin")
    page = admin.page
    admin.go("/setup/calendar")
    yield "setup-calendar", page
    admin.go("/setup/calendar/change")
    yield "setup-calendar-change", page
    admin.press("See what it changes")
    expect_summary(page)
    yield "setup-calendar-error", page
    first = visitor.first("SELECT date(MAX(due_at)) FROM dossiers_dossier WHERE state IN (2, 4)")
    page.locator("input[name=first]").fill(first)
    for name, text in (
        ("name_vi", "Ngày thử"),
        ("name_en", "Trial day"),
        ("decision", "1/QĐ"),
        ("source", "1"),
    ):
        page.locator(f"[name={name}]").fill(text)
    admin.press("See what it changes")
    admin.see("Before it is saved")
    yield "setup-calendar-preview", page


def procedures(visitor: Visitor) -> Stops:
    """A draft is made of the text in force, looked at, and put away again."""
    admin = visitor.hands("admin")
    page = admin.page
    revision = "1.001193/revisions/1"
    for name, path in (
        ("all", ""),
        ("found", "?q=khai+sinh"),
        ("nothing-found", "?q=zzzz"),
        ("one", "1.001193/"),
        ("on-a-day", "1.001193/?on=2026-01-02"),
        ("differences", "1.001193/differences"),
        ("revision", revision),
        ("open-dossiers", f"{revision}/dossiers"),
        ("end", f"{revision}/end"),
    ):
        admin.go(f"/setup/procedures/{path}")
        yield f"procedures-{name}", page
    admin.press("Set its last day")
    expect_summary(page)
    yield "procedures-end-error", page
    admin.go(f"/setup/procedures/{revision}")
    admin.press("Make a draft that says the same")
    page.wait_for_url("**/draft")
    address = page.url.removesuffix("/draft")
    yield "procedures-draft", page
    page.locator("form .cells :is(textarea, input:not([type=checkbox])):visible").first.fill("")
    page.locator(".save-bar button").click()
    expect(page.locator(".error-summary, .notice-warn").first).to_be_visible()
    yield "procedures-draft-error", page
    for noun in ("", "/approval"):
        page.goto(address + noun)
        yield f"procedures-draft{noun.replace('/', '-') or '-kept'}", page
    page.goto(address)
    admin.press("Put it away")
    expect(page.locator(".notice-good").first).to_be_visible()
    yield "procedures-put-away", page


TOURS: dict[str, Tour] = {
    "public": public,
    "authority": authority,
    "absences": absences,
    "closures": closures,
    "calendar": calendar,
    "procedures": procedures,
}

"""Dossiers that do not go straight on: papers are asked for, authority changes hands, a tax is waited for."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.browser.casework import Case, done, lines, when
from tests.browser.conftest import NewPage
from tests.browser.hands import Hands, Keys
from tests.browser.town import Town

ALLOWANCE = "1.001776"  # ten working days; the unit of culture
LAND = "1.013978"  # with a tax by the tax office's notice
NEW = "47/QĐ-UBND"


def case(town: Town, new_page: NewPage, *, kind: type[Hands] = Hands) -> Case:
    def hands(login: str) -> Hands:
        person = kind(new_page(town))
        if login:
            person.log_in(login)
        return person

    return Case(hands)


def test_papers_are_asked_for_once_and_the_clock_begins_anew_by_keyboard(
    town: Town, new_page: NewPage
) -> None:
    dossier = case(town, new_page, kind=Keys)
    dossier.receive(ALLOWANCE)
    dossier.act("head.kimbang", "Assign")
    office = dossier.open("office.kimbang")
    office.follow("Ask for missing papers")
    office.see("Ask for missing papers")
    office.press("Write the request (Form 02)")
    summary = office.page.locator(".error-summary")
    expect(summary).to_be_focused()  # nothing was named yet
    paper = office.page.locator("input[name^=lack-]").first
    name = paper.locator("xpath=..").inner_text()
    office.choose(paper)
    office.type_into(office.page.locator("input[name^=wanted-]").first, "Giấy đã hết hạn; nộp giấy mới")
    office.write("What else must be mended", "Ký vào tờ khai")
    office.press("Write the request (Form 02)")
    expect(office.page.get_by_text(office.words("Waiting for the applicant's papers"))).to_be_visible()

    resident = dossier.at_the_residents()
    resident.see("What to bring")
    asked = resident.page.locator("section[aria-labelledby=asked-title]")
    expect(asked.get_by_text(name)).to_be_visible()
    expect(asked).to_contain_text(resident.words("and %(count)s more as the slip says", count=1))
    expect(asked).not_to_contain_text("hết hạn")  # the officer's own words are on the slip only

    counter = dossier.person("counter.kimbang")
    counter.go(f"/counter/dossiers/{dossier.code}")
    counter.follow("Take in the missing papers")
    counter.choose(counter.page.locator("input[name$=-handed]").first)
    counter.choose(counter.page.get_by_label("Ký vào tờ khai"))
    counter.press("Everything is there")
    done(counter)

    resident = dossier.at_the_residents()
    expect(resident.page.locator("section[aria-labelledby=asked-title]")).to_have_count(0)
    promised = when(resident.page.locator("section[aria-labelledby=due-title]").inner_text())
    office = dossier.open("office.kimbang")
    office.follow("Every date, line by line")
    office.see("What happened to the term")
    happened = lines(office.page)
    assert len(happened) == 3  # received, asked, complete
    assert promised in happened[2]
    expect(office.page.locator(".facts")).to_contain_text(promised)


def test_authority_ends_and_is_given_anew(town: Town, new_page: NewPage) -> None:
    """Without an instrument nobody can sign; the preview says so before it is saved, for this dossier."""
    dossier = case(town, new_page)
    dossier.receive(ALLOWANCE)
    dossier.act("head.kimbang", "Assign")
    dossier.act("office.kimbang", "Done, pass it on")
    dossier.act("head.kimbang", "Approved, submit for signature")

    keeper = dossier.person("center.kimbang")
    keeper.go("/setup/grants")
    keeper.activate(keeper.page.locator("a[href$='/revocation']").first)
    keeper.write("Number of the revoking document", "46/QĐ-UBND")
    keeper.write("Reason", "Phân công lại lãnh đạo.")
    keeper.press("See what it changes")
    expect(keeper.page.locator("#orphans")).to_be_visible()
    expect(keeper.page.get_by_text(dossier.code)).to_be_visible()
    keeper.press("Revoke this instrument")
    done(keeper)
    leader = dossier.person("leader.kimbang")
    leader.go(f"/office/dossiers/{dossier.code}")
    expect(leader.page.locator("#no-authority")).to_be_visible()

    keeper.follow("Enter an instrument")
    keeper.press("See what it changes")
    expect(keeper.page.locator(".error-summary")).to_be_focused()
    keeper.write("Number of the document", NEW)
    post = keeper.page.locator("select[name=holder] option", has_text="Vũ Văn Làm Mẫu").get_attribute("value")
    keeper.page.locator("select[name=holder]").select_option(post)
    for box in keeper.page.locator("input[name=fields_]").all():
        keeper.choose(box)
    begins = date.fromisoformat(keeper.page.locator("input[name=valid_from]").input_value())
    keeper.page.locator("input[name=valid_to]").fill(begins.replace(year=begins.year + 1, day=1).isoformat())
    keeper.write("Conditions", "Ký thay Chủ tịch; báo cáo hằng tuần")
    keeper.press("See what it changes")
    keeper.see("Before it is saved")
    row = keeper.page.locator("tr", has_text=dossier.code)
    expect(row).to_contain_text(keeper.words("nobody"))
    expect(row).to_contain_text("Phó Chủ tịch")
    keeper.press("Save this instrument")
    done(keeper)

    signed = dossier.act("leader.kimbang", "Sign this decision")
    expect(signed.page.get_by_role("main")).to_contain_text(NEW)
    public = dossier.person("")
    public.go("/authority/")
    public.activate(public.page.get_by_role("link", name=NEW))
    public.see_heading(NEW)
    expect(public.page.get_by_role("main")).to_contain_text("Phó Chủ tịch")
    expect(public.page.get_by_role("main")).not_to_contain_text("Vũ Văn Làm Mẫu")


def test_land_waits_for_its_tax_and_gets_a_second_appointment(town: Town, new_page: NewPage) -> None:
    dossier = case(town, new_page)
    dossier.receive(LAND)
    dossier.act("head.kimbang", "Assign")
    office = dossier.open("office.kimbang")
    office.follow("Tax notice: wait for the payment")
    office.write("Number of the notice", "6555/TB-CT")
    office.write("Issued by", "Thuế cơ sở 3")
    office.write("Amount, in dong", "không rõ")
    office.press("Enter the notice; the term stands still")
    expect(office.page.locator(".error-summary")).to_be_focused()
    expect(office.page.locator("input[name=number]")).to_have_value("6555/TB-CT")  # nothing typed is lost
    office.write("Amount, in dong", "15.626.000")
    office.press("Enter the notice; the term stands still")
    main = office.page.get_by_role("main")
    expect(main).to_contain_text("15.626.000 đồng")
    expect(office.page.get_by_role("button", name=office.words("Done, pass it on"))).to_have_count(0)

    resident = dossier.at_the_residents()
    resident.see("What is to be paid")
    expect(resident.page.locator("section[aria-labelledby=pay-title]")).to_contain_text("15.626.000 đồng")
    expect(resident.page.locator("section[aria-labelledby=due-title]")).to_have_count(0)  # no date meanwhile

    office.follow("The applicant has paid")
    office.write("Number of the payment paper", "KB-2611-0042")
    office.press("Paid: the dossier goes on")
    done(office)
    resident = dossier.at_the_residents()
    expect(resident.page.locator("section[aria-labelledby=pay-title]")).to_have_count(0)
    second = when(resident.page.locator("section[aria-labelledby=due-title]").inner_text())
    office = dossier.open("office.kimbang")
    office.follow("Every date, line by line")
    happened = lines(office.page)
    assert len(happened) == 3  # received, stands still, goes on
    assert re.search("6555/TB-CT", happened[1])
    assert second in happened[2]
    counter = dossier.person("counter.kimbang")
    counter.go(f"/counter/dossiers/{dossier.code}")
    expect(counter.page.get_by_role("main")).to_contain_text(second)

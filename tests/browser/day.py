"""One whole day at Kim Bảng for one dossier: from the number to the result and the rating."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from motcua.domain.codes import invented_person_id
from tests.browser.hands import Hands

PERSON = invented_person_id(77, woman=True, year=90)
NAME = "Nguyễn Thị Ví Dụ Bảy"
CARD = f"{PERSON}||{NAME}|15031990|Nữ|Xóm 7, Kim Bảng, Nghệ An|01072024"
BIRTH = {"vi": "Đăng ký khai sinh", "en": "Birth registration"}
CODE = re.compile(r"H41\.17\.791-\d{6}-\d{4}")
OFFICE_ACTS = (
    ("head.kimbang", "Assign"),
    ("office.kimbang", "Done, pass it on"),
    ("head.kimbang", "Approved, submit for signature"),
    ("leader.kimbang", "Sign this decision"),
    ("clerk.kimbang", "Number and issue"),
)


@dataclass
class Day:
    """``hands`` gives a person at a screen of their own, who has logged in under a name or under none.

    ``searches`` says whether the list of procedures appears while one types (it needs script).
    """

    hands: Callable[[str], Hands]
    display: Hands
    searches: bool = True
    number: str = ""
    ticket: str = ""
    code: str = ""
    token: str = ""
    people: dict[str, Hands] = field(default_factory=dict)

    def person(self, login: str) -> Hands:
        if login not in self.people:
            self.people[login] = self.hands(login)
        return self.people[login]

    def run(self) -> None:
        self.take_number()
        self.call()
        self.receive()
        self.check_receipt()
        self.process(OFFICE_ACTS[:1])
        self.look_from_the_province()
        self.process(OFFICE_ACTS[1:])
        self.hand_over()
        self.rate()

    def take_number(self) -> None:
        kiosk = self.person("")
        kiosk.go("/kiosk/17791")
        kiosk.press("Use this browser as the kiosk")
        kiosk.see("What do you come for today?")
        kiosk.activate(kiosk.page.locator("button[name=field][value=civil-status]"))
        kiosk.see("Your number")
        self.number = kiosk.page.locator(".ticket-number").inner_text()
        self.ticket = ticket_address(kiosk)
        assert re.fullmatch(r"A\d{3}", self.number)

    def call(self) -> None:
        self.display.go("/display/17791")
        if self.display.page.locator("form").count():
            self.display.press("Use this browser as the display")
        phone, counter = self.hands(""), self.person("counter.kimbang")
        phone.go(self.ticket)
        expect(phone.page.locator(".ticket-number")).to_have_text(self.number)
        counter.see("Which counter do you open?")
        counter.press("Open this counter")
        counter.see("Counter %(number)s", number=1)
        counter.press("Call the next person")
        expect(self.display.page.locator(".call-now .call-number")).to_have_text(self.number)
        expect(counter.page.locator(".number-big")).to_have_text(self.number)
        counter.look()
        phone.go(self.ticket)
        expect(phone.page.locator(".ticket-ahead")).to_have_text(
            phone.words("Please come to counter %(n)s", n=1)
        )
        counter.press("Start serving")

    def receive(self) -> None:
        counter = self.person("counter.kimbang")
        counter.follow("Receive a dossier")
        counter.see("Which procedure?")
        counter.write("Name or code of the procedure", "khai sinh")
        if not self.searches:
            counter.press("Search")
        first = counter.page.locator("#found a").first
        expect(first).to_contain_text(BIRTH[counter.language])
        counter.look()
        counter.activate(first)
        counter.see_heading(BIRTH[counter.language])
        counter.write("Scan the QR code of the identity card", CARD)
        counter.page.keyboard.press("Enter")  # as the scanner does
        expect(counter.page.get_by_label(counter.words("Full name"), exact=True)).to_have_value(NAME)
        counter.look()
        for paper in required_papers(counter):
            counter.choose(paper)
        counter.press("Receive the dossier")
        expect(counter.page).to_have_url(CODE)
        counter.look()
        self.code = CODE.search(counter.page.url)[0]

    def check_receipt(self) -> None:
        """The receipt is a PDF with the dossier's code; the resident's page is behind its QR."""
        counter = self.person("counter.kimbang")
        answer = counter.page.request.get(f"/counter/dossiers/{self.code}/receipt.pdf")
        assert answer.headers["content-type"] == "application/pdf", answer.text()
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
        assert self.code in text
        assert NAME in text
        link = counter.one("link", "Open the resident's page").get_attribute("href") or ""
        self.token = link.rpartition("/")[2]
        counter.press("End the visit of %(number)s", number=self.number)
        counter.see("Counter %(number)s", number=1)

    def process(self, acts: tuple[tuple[str, str], ...]) -> None:
        """Each officer finds the dossier among what is their turn, and does their act."""
        for login, button in acts:
            officer = self.person(login)
            officer.go("/office/")
            officer.activate(officer.page.get_by_role("link", name=self.code))
            officer.see("It is your turn")
            if button == "Sign this decision":
                officer.choose(officer.page.locator("input[name=kind][value=granted]"))
            officer.press(button)
            expect(officer.page.locator(".notice-good").first).to_be_visible()
            officer.look()

    def look_from_the_province(self) -> None:
        province = self.person("province")
        province.go("/province/")
        province.go("/province/communes/17791")
        province.activate(province.page.get_by_role("link", name=self.code))
        province.see_heading(BIRTH[province.language])
        text = province.page.content()
        assert NAME not in text
        assert PERSON not in text

    def hand_over(self) -> None:
        counter = self.person("counter.kimbang")
        counter.follow("Return results")
        counter.activate(counter.page.locator(f"a[href$='/results/{self.code}']"))
        counter.see("Return the result")
        counter.choose(counter.page.locator("input[name=proof][value=identity_card]"))
        counter.write("Number on the paper they show", PERSON)
        counter.press("Hand the result over")
        counter.see("The result was handed over")

    def rate(self) -> None:
        resident = self.hands("")
        resident.go(f"/d/{self.token}")
        resident.see_heading(BIRTH[resident.language])
        text = resident.page.content()
        assert NAME not in text
        assert PERSON not in text
        assert resident.page.locator(".why li").count() >= 2
        resident.choose(resident.page.locator("input[name=stars][value='5']"))
        resident.press("Send my opinion")
        resident.see("Thank you")


def ticket_address(kiosk: Hands) -> str:
    """The page that follows the number the kiosk shows: what its QR code holds."""
    return kiosk.page.locator("a[href^='/t/']").get_attribute("href") or ""


def required_papers(counter: Hands) -> list[Locator]:
    """The boxes of the papers that the procedure always asks for."""
    required = counter.page.locator("tr", has=counter.page.get_by_text(counter.words("Required"), exact=True))
    return required.locator("input[type=checkbox]").all()

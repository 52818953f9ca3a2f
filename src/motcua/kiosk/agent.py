"""The agent: its book, what was lent to it, the line to the server, and the numbers it gives without one."""

import logging
import secrets
import time
import uuid
from datetime import date, datetime
from pathlib import Path

from motcua.domain.codes import TOKEN_BYTES, new_token
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.kiosk import pages
from motcua.kiosk.book import Book, Entry
from motcua.kiosk.kit import Kit
from motcua.kiosk.line import Answer, Line
from motcua.kiosk.moment import Now
from motcua.kiosk.printing import NoPrinter, Printer, Slip
from motcua.kiosk.upkeep import Upkeep

log = logging.getLogger("motcua.kiosk")
SILENT = 150.0
"""Seconds without a request after which the watchdog starts the browser anew."""
ANSWER_STAYS = 60.0
"""Seconds in which a press that the server answered may be repeated; the page is gone long before."""
LANES = ("new", "result")


class Agent:
    """All that the door and the upkeep share."""

    def __init__(
        self, address: str, center: str, folder: Path, *, printer: Printer | None = None, every: float = 3.0
    ) -> None:
        self.book = Book(folder)
        self.kit = Kit.load(folder)
        if not self.book.identity or self.book.identity != self.kit.book:
            if self.kit.token:
                log.error("the book of numbers is not the one the leases belong to: pair this kiosk anew")
            self.kit.forget()
            if not self.book.identity:
                self.book.begin(uuid.uuid4().hex)
            self.kit.book = self.book.identity
        last = self.book.entries[-1].at if self.book.entries else None
        known = max((at for at in (last, self.kit.heard_at) if at), default=None)
        self.moment = Now(known, self.kit.until)
        self.line = Line(address.rstrip("/"), center)
        self.printer = printer or NoPrinter()
        self.fetched: dict[str, Answer] = {}  # the page of the number just given, until the browser asks
        self._answers: dict[str, tuple[float, Answer]] = {}
        self._seen = time.monotonic()
        self.upkeep = Upkeep(self.line, self.book, self.kit, self.moment, every=every)

    @property
    def home(self) -> str:
        return f"/kiosk/{self.line.center}"

    def browser_asked(self) -> None:
        self._seen = time.monotonic()

    @property
    def browser_lives(self) -> bool:
        """Every page asks again within a minute (its Refresh), so a silent browser hangs or is elsewhere."""
        return time.monotonic() - self._seen < SILENT

    def paired(self, token: str) -> None:
        self.kit.token, self.kit.leases, self.kit.pages = token, {}, {}
        self.kit.save()
        self.upkeep.wake()

    def keep_answer(self, form: dict[str, str], answer: Answer) -> None:
        """The server's number for a press, for a moment: a second touch must not get a lent one instead."""
        now = time.monotonic()
        kept = {press: known for press, known in self._answers.items() if now - known[0] < ANSWER_STAYS}
        press = self.press_of(form)
        self._answers = kept | ({press: (now, answer)} if press else {})

    def answer_to(self, form: dict[str, str]) -> Answer | None:
        """What the server answered to this press a moment ago."""
        at, answer = self._answers.get(self.press_of(form), (0.0, None))
        return answer if time.monotonic() - at < ANSWER_STAYS else None

    def give(self, form: dict[str, str]) -> Entry | Words:
        """A number from those lent, on disk before it is returned; or why there is none."""
        moment = self.moment()
        day = self.kit.day_at(moment)
        if day is None:
            return self.why_closed(moment)
        code = self.field_of(form)
        field = self.kit.pages["fields"].get(code)
        if field is None:
            return Words("Chọn một trong các ô.", "Choose one of the tiles.")
        priority, lane = form.get("priority", ""), form.get("lane", "")
        why = None if lane == "result" else self.why_none(code, day, moment)
        if why is not None and self.book.of_press(self.press_of(form)) is None:
            return why
        try:
            entry = self.book.give(
                self.kit.numbers(day, field["series"]),
                day=day,
                series=field["series"],
                field=code,
                token=new_token(secrets.token_bytes(TOKEN_BYTES)),
                at=moment,
                priority=priority if priority in self.kit.pages["priorities"] else "",
                lane=lane if lane in LANES else "",
                press=self.press_of(form),
            )
        except OSError:
            log.exception("a number could not be written down")
            return pages.NO_DISK
        if entry is None:
            return pages.RUN_OUT
        self.upkeep.wake()
        return entry

    def why_none(self, code: str, day: date, moment: datetime) -> Words | None:
        """Why this field gives no number: closed, out of its hours or full, as known at the last contact."""
        field = self.kit.pages["fields"][code]
        spans, left = field.get("spans"), (field.get("left") or {}).get(day.isoformat())
        if field.get("closed"):
            return Words(**field["closed"])
        if spans is not None and not any(
            datetime.fromisoformat(begins) <= moment < datetime.fromisoformat(ends) for begins, ends in spans
        ):
            return Words(**field["out_of_hours"])
        if left is not None and self.book.count(day, code) >= left:
            return Words(**field["full"])
        return None

    def field_of(self, form: dict[str, str]) -> str:
        """The tile that was touched; of a basket the first matter, as the server would number it."""
        wanted = (code for code in self.kit.pages.get("fields", {}) if form.get(f"n-{code}", "0") != "0")
        return next(wanted, form.get("field", ""))

    def press_of(self, form: dict[str, str]) -> str:
        """What makes repetitions of one touch harmless, here and at the server; empty without one."""
        return f"{form['press'][:32]}:{self.field_of(form)}" if form.get("press") else ""

    def why_closed(self, moment: datetime) -> Words:
        begins = self.kit.next_begin(moment)
        if begins is None:
            return pages.RUN_OUT
        at = local(begins)
        return Words(
            vi=f"Máy cấp số lại lúc {at:%H:%M} ngày {at:%d/%m/%Y}.",
            en=f"Numbers are given again at {at:%H:%M} on {at:%d/%m/%Y}.",
        )

    def slip(self, entry: Entry, person: pages.Person) -> Slip:
        return Slip(
            center=self.kit.pages["center"][person.language],
            number=entry.text,
            field=self.kit.pages["fields"].get(entry.field, {}).get(person.language, ""),
            at=entry.at,
            token=entry.token,
            follow=pages.follow(self.kit, entry),
            language=person.language,
        )

"""What all official forms have in common: letterhead, number line, QR code, ways of signing.

Decree 30/2020/NĐ-CP (the national header), Annex I of Circular 03/2025/TT-VPCP. A form becomes a PDF in two
pure steps: ``values`` says it in words, ``printed`` sets the words. The words are what an issued form keeps.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from motcua.base.qr import qr_svg
from motcua.base.typesetting import typeset
from motcua.dossiers.forms.sheets import FOLDER, Sheet, sheet
from motcua.dossiers.forms.wording import day_in_words, local, moment_in_words, unit_held

Values = dict[str, Any]
"""A form in words, as its template takes it: JSON of texts, lists and truth values."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person or an organisation as the form names one."""

    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """What every form says beside its matter. Times carry a zone; texts are printed as they stand.

    ``code`` is the dossier's; ``number`` the paper's own serial (``142``, the symbol is added); ``agency``
    and ``center`` are full names; ``place`` heads the date; ``link`` is the page that the QR opens.
    ``electronic``: digital signatures stand in place of wet ones.
    """

    code: str
    number: str
    agency: str
    center: str
    place: str
    issued_at: datetime
    link: str
    electronic: bool = False


def in_words(form: Official, name: str, own: Sheet | None = None) -> Values:
    """What a form says: its own fields, times and days in words, and the sheet that the law prescribes."""
    paper = own or sheet(name)
    said = {field.name: _worded(getattr(form, field.name)) for field in fields(form)}
    del said["link"]  # an address may change; what was said does not
    return said | {
        "sheet": asdict(paper),
        "letterhead": {"agency": unit_held(form.agency), "center": unit_held(form.center)},
        "symbol": numbered(paper, form.number, local(form.issued_at).year),
        "place_and_day": f"{form.place}, {day_in_words(local(form.issued_at))}",
    }


def numbered(paper: Sheet, number: int | str, year: int) -> str:
    """The number line without its word: ``12/PXL``, ``142/2026-TTPVHCC``."""
    return paper.symbol.format(number=number, year=year)


def printed(template: str, values: Mapping[str, Any], *, link: str, at: datetime) -> bytes:
    """The PDF of these words; ``link`` is what the QR code opens, ``at`` the instant of making."""
    data = {**values, "link": link}
    return typeset(FOLDER / f"{template}.typ", data, at=at.astimezone(UTC), pictures={"qr": qr_svg(link)})


def _worded(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, list | tuple):
        return [_worded(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _worded(getattr(value, field.name)) for field in fields(value)}
    return value

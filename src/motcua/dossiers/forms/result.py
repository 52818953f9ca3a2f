"""The notice of a result, granted or refused (Thông báo kết quả giải quyết thủ tục hành chính).

Decree 30/2020/NĐ-CP Annex I: layout, number and symbol, who signs how (KT., II.7); Decree 61/2018/NĐ-CP Art
19(8) for a refusal. Motcua prints this one paper for every procedure; a procedure's own form (a birth
certificate) comes from its national system.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from motcua.base.qr import qr_svg
from motcua.base.typesetting import Spot, typeset_anchored
from motcua.domain.authenticity import spaced
from motcua.dossiers.forms.official import Person
from motcua.dossiers.forms.sheets import FOLDER
from motcua.dossiers.forms.wording import day_in_words, local, unit_held

SIGNER = "signer"
TITLE = "Thông báo"
ABOUT = "Kết quả giải quyết thủ tục hành chính"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultNotice:
    """All that the notice says. Times carry a zone; texts are printed as they stand.

    ``grounds`` are the instruments it stands on; ``outcome`` is what is granted, ``reason`` why it is not.
    ``remark``: what a paper issued again says of itself; ``validity``: until when it holds, where it ends.
    ``address`` is the page to check it at, ``link`` the same with both codes in it. Not ``electronic``: to be
    printed, signed and sealed by hand, and it says so.
    """

    code: str
    symbol: str
    agency: str
    center: str
    place: str
    procedure: str
    applicant: Person
    received_at: datetime
    issued_at: datetime
    granted: bool
    outcome: str
    reason: str = ""
    remark: str = ""
    validity: str = ""
    grounds: tuple[str, ...]
    title_lines: tuple[str, ...]
    signer: str
    authenticity: str
    link: str
    address: str
    electronic: bool


def render(notice: ResultNotice) -> tuple[bytes, Spot]:
    """The PDF, and the spot between title and name where its signature belongs."""
    issued, received = local(notice.issued_at), local(notice.received_at)
    data = asdict(notice) | {
        "title": TITLE,
        "about": ABOUT,
        "agency": unit_held(notice.agency),
        "center": unit_held(notice.center),
        "place_and_day": f"{notice.place}, {day_in_words(issued)}",
        "received_at": f"{received:%d/%m/%Y}",
        "issued_at": f"{issued:%d/%m/%Y}",
        "authenticity": spaced(notice.authenticity),
        "copies": ("Như trên", unit_held(notice.center), "Lưu: VT"),
    }
    pdf, spots = typeset_anchored(
        FOLDER / "result.typ", data, at=notice.issued_at, pictures={"qr": qr_svg(notice.link)}
    )
    return pdf, spots[SIGNER]


def title_lines(title: str) -> tuple[str, ...]:
    """How a post's title stands above its signature; a deputy signs in the head's place (KT.).

    >>> title_lines("Phó Chủ tịch UBND"), title_lines("Chủ tịch UBND")
    (('KT. Chủ tịch', 'Phó Chủ tịch'), ('Chủ tịch',))
    """
    own = title.removesuffix(" UBND").strip()
    head = own.removeprefix("Phó ")
    return (own,) if head == own else (f"KT. {head[:1].upper()}{head[1:]}", own)

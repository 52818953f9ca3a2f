"""The notice of a result, granted or refused (Thông báo kết quả giải quyết thủ tục hành chính).

Decree 30/2020/NĐ-CP Annex I: layout, number and symbol, who signs how (KT., TL., TUQ., II.7); Decree
61/2018/NĐ-CP Art 19(8) for a refusal. Motcua prints this one paper for every procedure; a procedure's own
form (a birth certificate) comes from its national system.
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


def title_lines(title: str, *, authorised_by: str = "", ordered_by: str = "") -> tuple[str, ...]:
    """How the signer's post stands above the signature (Decree 30/2020/NĐ-CP Annex I II.7).

    ``authorised_by``: the head on whose authorisation it is signed (TUQ.); ``ordered_by``: the head of the
    organisation, where whoever heads one of its parts signs in the organisation's name (TL.). With neither,
    the head signs as such and a deputy in the head's place (KT.).

    >>> title_lines("Phó Chủ tịch UBND"), title_lines("Chủ tịch UBND")
    (('KT. Chủ tịch', 'Phó Chủ tịch'), ('Chủ tịch',))
    >>> title_lines("Phó Chủ tịch UBND", authorised_by="Chủ tịch UBND")
    ('TUQ. Chủ tịch', 'Phó Chủ tịch')
    >>> title_lines("Trưởng phòng", ordered_by="Chủ tịch UBND")
    ('TL. Chủ tịch', 'Trưởng phòng')
    """
    own = _short(title)
    if authorised_by:
        return f"TUQ. {_short(authorised_by)}", own
    if ordered_by:
        return f"TL. {_short(ordered_by)}", own
    head = head_of(own)
    return (own,) if head == own else (f"KT. {head}", own)


def head_of(title: str) -> str:
    """The post that a deputy's title is the deputy of; a head's title as it is.

    >>> head_of("Phó Trưởng phòng"), head_of("Chủ tịch UBND")
    ('Trưởng phòng', 'Chủ tịch UBND')
    """
    head = title.removeprefix("Phó ")
    return head[:1].upper() + head[1:]


def _short(title: str) -> str:
    return title.removesuffix(" UBND").strip()

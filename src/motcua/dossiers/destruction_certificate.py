"""The certificate of a destruction, filled from the rows of its list."""

from datetime import date, datetime

from motcua.dossiers.forms.destruction import SHEET, Certificate, Gone, Signed, Stayed, render
from motcua.dossiers.forms.official import numbered
from motcua.dossiers.models import DestructionCertificate, DestructionLine, DestructionList
from motcua.dossiers.receipt import name_of, place_of
from motcua.people.models import Officer
from motcua.places.hours import business_date

ERASED = (
    "thông tin của người nộp, người nhận và người được ủy quyền; nội dung kê khai; danh mục giấy tờ; "
    "nội dung các phiếu đã phát hành; lý do, ý kiến và ghi chú viết tay; tệp kết quả và các tệp kèm theo"
)
REMAINS = (
    "mã hồ sơ, thủ tục, các mốc thời gian và trạng thái, số của kết quả và của các phiếu, người xử lý, "
    "số tiền phí, nhật ký điện tử và mã băm"
)


def symbol_of(asked: DestructionList) -> str:
    """The number line of the certificate of this list: ``3/BB-TTPVHCC``."""
    return numbered(SHEET, asked.number, asked.year)


def certificate_pdf(asked: DestructionList, certificate: DestructionCertificate) -> bytes:
    """``asked`` is carried out and its lines have their outcome."""
    lines = asked.lines.exclude(outcome=DestructionLine.Outcome.EXCLUDED).select_related(
        "rule", "dossier__result", "dossier__revision__procedure"
    )
    gone = [line for line in lines if line.outcome == DestructionLine.Outcome.DESTROYED]
    rules: dict[str, int] = {}
    for line in gone:
        rules.setdefault(_rule(line), len(rules) + 1)
    return render(
        Certificate(
            code="",
            number=str(asked.number),
            agency=asked.center.unit.owner.name_vi,
            center=name_of(asked.center),
            place=place_of(asked.center),
            issued_at=certificate.at,
            link="",
            list_number=asked.text,
            signed=_signed(asked),
            rules=tuple(rules),
            gone=tuple(_gone(line, rules[_rule(line)]) for line in gone),
            stayed=tuple(
                Stayed(code=line.dossier.code, why=line.why.vi)
                for line in lines
                if line.outcome == DestructionLine.Outcome.LEFT
            ),
            files=certificate.files,
            digest=certificate.digest,
            erased=ERASED,
            remains=REMAINS,
        )
    )


def _rule(line: DestructionLine) -> str:
    return f"{line.rule.name_vi} ({line.rule.basis})" if line.rule else ""


def _gone(line: DestructionLine, rule: int) -> Gone:
    result = getattr(line.dossier, "result", None)
    return Gone(
        code=line.dossier.code,
        procedure=line.dossier.revision.procedure.name_vi,
        result=result.text if result else "không có",
        closed=_day(line.closed_on),
        kept_until=_day(line.kept_until),
        rule=rule,
        digest=line.content_digest,
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _signed(asked: DestructionList) -> tuple[Signed, ...]:
    """In the order in which they acted: proposed, approved, approved, carried out."""
    parts = (
        ("Lập danh mục", asked.proposed_by, asked.proposed_at),
        ("Duyệt lần một", asked.first_by, asked.first_at),
        ("Duyệt lần hai", asked.second_by, asked.second_at),
        ("Thực hiện tiêu hủy", asked.executed_by, asked.executed_at),
    )
    return tuple(
        Signed(part=part, name=who.name_vi, title=_title(who, at), at=at)
        for part, who, at in parts
        if who is not None and at is not None
    )


def _title(officer: Officer, at: datetime) -> str:
    posts = officer.posts_on(business_date(at))
    return posts[0].title_vi if posts else ""

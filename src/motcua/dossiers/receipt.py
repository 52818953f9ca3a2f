"""The receipt of a dossier (Form 01) as the dossier's own facts fill it."""

import re
from typing import cast

from motcua.domain.clock_words import term_words
from motcua.domain.delivery import Way
from motcua.domain.refusal import Conflict
from motcua.domain.term import Term, Unit
from motcua.domain.words import Words
from motcua.dossiers import forms
from motcua.dossiers.delivering import address_of
from motcua.dossiers.fee_line import fee_of
from motcua.dossiers.forms.form01 import PaperKind
from motcua.dossiers.models import Dossier
from motcua.places.models import Center

KIND_OF_PLACE = re.compile(r"^(xã|phường|đặc khu) (?!\d)", re.IGNORECASE)


def receipt_pdf(dossier: Dossier, *, link: str) -> bytes:
    """The receipt as PDF, the same however often it is printed; ``link`` is the resident's page in full.

    Raises ``Conflict`` for what was never accepted.
    """
    check_accepted(dossier)
    return forms.render(form_of(dossier, link=link))


def check_accepted(dossier: Dossier) -> None:
    """Refuses Form 01 where no clock was started: it would promise a date that nobody counts."""
    if not dossier.clock_entries.all():
        raise Conflict(
            "not_accepted",
            Words(
                vi="Hồ sơ chưa được tiếp nhận nên chưa có Giấy tiếp nhận và hẹn trả kết quả.",
                en="The dossier has not been accepted, so there is no receipt with an appointment.",
            ),
            basis="Nghị định 118/2025/NĐ-CP, Điều 17",
        )


def form_of(dossier: Dossier, *, link: str) -> forms.Form01:
    """Form 01 with this dossier's values. Who files for somebody else stands first, as on the form."""
    center, person = dossier.center, dossier.applicant
    applicant = forms.Person(person.name, person.identity_number, person.address, person.phone, person.email)
    agent = forms.Person(person.agent_name, person.agent_identity_number) if person.agent_name else None
    return forms.Form01(
        code=dossier.code,
        number=serial(dossier),
        agency=dossier.competent_unit.name_vi,
        center=center_name(dossier),
        place=place_of(center),
        hotline=center.hotline,
        submitter=agent or applicant,
        principal=applicant if agent else None,
        authorisation=person.agent_paper,
        request=dossier.revision.procedure.name_vi,
        papers=tuple(
            forms.Paper(paper.document.name_vi, cast(PaperKind, paper.kind), paper.count)
            for paper in dossier.papers.select_related("document")
        ),
        term=term_words(Term(dossier.term_value, Unit(dossier.term_unit))).vi,
        issued_at=dossier.received_at,
        received_at=dossier.received_at,
        due_at=dossier.due_original,
        collect_at=collect_at(dossier),
        fee=fee_of(dossier),
        receiver=dossier.received_by.name_vi,
        link=link,
    )


def collect_at(dossier: Dossier) -> str:
    """Where the applicant registered to receive the result; the form prints the present choice."""
    way = Way(dossier.return_way)
    if way is Way.POST:
        address, phone = address_of(dossier.applicant)
        return f"{way.words.vi}: " + ", ĐT ".join(part for part in (address, phone) if part)
    if way is Way.ELECTRONIC:
        return f"{way.words.vi}, tải tại trang theo dõi hồ sơ (quét mã QR)"
    return ", ".join(part for part in (center_name(dossier), dossier.center.address) if part)


def center_name(dossier: Dossier) -> str:
    return name_of(dossier.center)


def name_of(center: Center) -> str:
    """Trung tâm Phục vụ hành chính công xã Kim Bảng: the unit's own name stands without its commune."""
    unit, commune = center.unit.name_vi, center.commune.name_vi
    return unit if commune.lower() in unit.lower() else f"{unit} {commune[:1].lower()}{commune[1:]}"


def place_of(center: Center) -> str:
    """What heads the date: the commune's own name without its kind, but a number keeps it: Phường 5.

    Decree 30/2020/NĐ-CP, Annex I, Part II, II.4.
    """
    return KIND_OF_PLACE.sub("", center.commune.name_vi)


def serial(dossier: Dossier) -> str:
    """The paper's own number: the part of the code after the agency, once a day in each center."""
    return dossier.code.partition("-")[2]

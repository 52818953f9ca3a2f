"""The official papers of a dossier, to look at and print: receipt, control slip, and every form issued."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.files import read
from motcua.domain.refusal import Forbidden, NotFound
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers import access, queries
from motcua.dossiers.control_slip import control_slip_pdf
from motcua.dossiers.issuing import form_pdf
from motcua.dossiers.models import Dossier, FormKind, IssuedForm, Result
from motcua.dossiers.receipt import receipt_pdf
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

READERS = (
    Role.COUNTER,
    Role.SPECIALIST,
    Role.HEAD_OF_UNIT,
    Role.LEADER,
    Role.CLERK,
    Role.CENTER_HEAD,
    Role.PROVINCE,
    Role.WORKING_GROUP,
    Role.DEPARTMENT,
)
NEVER_RECEIVED = (State.SUBMITTED, State.NOT_ACCEPTED)
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A line of ``office/issued_forms.html``."""

    name: str
    link: str
    symbol: str = ""
    issued: IssuedForm | None = None


def name_of(form: str) -> str:
    """What a form is called on a page, in the reader's language."""
    return {
        FormKind.RECEIPT: _("Receipt with a new appointment"),
        FormKind.SUPPLEMENT: _("Request for missing papers"),
        FormKind.REFUSAL: _("Refusal slip"),
        FormKind.APOLOGY: _("Apology with a new date"),
        FormKind.STOPPING: _("Notice of stopping"),
    }[FormKind(form)]


def papers_of(dossier: Dossier) -> list[Paper]:
    """All that may be printed of this dossier; two statements. Only for who may see whose it is."""
    issued = [
        Paper(name_of(row.form), reverse("office_form", args=[dossier.code, place]), row.symbol, row)
        for place, row in enumerate(dossier.issued_forms.defer("words"), start=1)
    ]
    slip = Paper(_("Processing control slip"), reverse("office_control_slip", args=[dossier.code]))
    if State(dossier.state) in NEVER_RECEIVED:
        return issued
    ended = Result.objects.filter(dossier=dossier, file__isnull=False).first()
    if ended is not None:
        link = reverse("office_result", args=[dossier.code])
        issued.append(Paper(_("Document of the result"), link, ended.text))
    receipt_of = Paper(_("Receipt and appointment"), reverse("office_receipt", args=[dossier.code]))
    return [receipt_of, *issued, slip]


@never_cache
@require_safe
@role_required(*READERS)
def receipt(request: OfficerRequest, code: str) -> HttpResponse:
    dossier = _whose(request, code)
    return _pdf(receipt_pdf(dossier, link=_link(request, dossier)), f"{dossier.code}-01")


@never_cache
@require_safe
@role_required(*READERS)
def control_slip(request: OfficerRequest, code: str) -> HttpResponse:
    """Form 06, as the journal has it now."""
    dossier = _whose(request, code)
    pdf = control_slip_pdf(dossier, link=_link(request, dossier), now=request.now)
    return _pdf(pdf, f"{dossier.code}-06")


@never_cache
@require_safe
@role_required(*READERS)
def form(request: OfficerRequest, code: str, place: int) -> HttpResponse:
    """The form that was issued as the dossier's first, second, ... paper."""
    dossier = _whose(request, code)
    issued = dossier.issued_forms.all()[place - 1 : place].first() if 0 < place < MOST else None
    if issued is None:
        raise NotFound(
            "no_such_form", Words(vi="Hồ sơ không có giấy tờ này.", en="The dossier has no such paper.")
        )
    name = f"{dossier.code}-{issued.form}-{issued.number}"
    return _pdf(form_pdf(issued, link=_link(request, dossier)), name)


@never_cache
@require_safe
@role_required(*READERS)
def result(request: OfficerRequest, code: str) -> HttpResponse:
    """The document of the result as it was issued, with its signatures."""
    dossier = _whose(request, code)
    issued = Result.objects.filter(dossier=dossier, file__isnull=False).select_related("file").first()
    if issued is None or issued.file is None:
        words = Words(vi="Hồ sơ chưa có văn bản kết quả.", en="The dossier has no document of a result yet.")
        raise NotFound("no_result_document", words)
    return _pdf(read(issued.file), f"ket-qua-{dossier.code}")


def _whose(request: OfficerRequest, code: str) -> Dossier:
    """The dossier, for officers of the commune in charge: these papers name the person."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    if not access.may_see_person(request.user, dossier, day):
        raise Forbidden(
            "personal_data",
            Words(
                vi="Giấy tờ có thông tin cá nhân; chỉ cán bộ của xã đang giải quyết được xem.",
                en="These papers have personal data; only officers of the commune in charge may see them.",
            ),
            basis="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
        )
    return dossier


def _link(request: OfficerRequest, dossier: Dossier) -> str:
    return request.build_absolute_uri(reverse("dossier", args=[dossier.token]))


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response

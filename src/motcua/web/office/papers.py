"""The official papers of a dossier, to look at and print: receipt, control slip, and every form issued."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.files import read
from motcua.domain.refusal import Forbidden, NotFound
from motcua.domain.words import Words
from motcua.dossiers import access, queries
from motcua.dossiers.control_slip import control_slip_pdf
from motcua.dossiers.destruction import check_kept
from motcua.dossiers.issuing import form_pdf
from motcua.dossiers.models import Dossier, Numbered, Reissue, Result
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
MOST = 1_000


@never_cache
@require_safe
@role_required(*READERS)
def receipt(request: OfficerRequest, code: str) -> HttpResponse:
    dossier = whose(request, code)
    return _pdf(receipt_pdf(dossier, link=_link(request, dossier)), f"{dossier.code}-01")


@never_cache
@require_safe
@role_required(*READERS)
def control_slip(request: OfficerRequest, code: str) -> HttpResponse:
    """Form 06, as the journal has it now."""
    dossier = whose(request, code)
    pdf = control_slip_pdf(dossier, link=_link(request, dossier), now=request.now)
    return _pdf(pdf, f"{dossier.code}-06")


@never_cache
@require_safe
@role_required(*READERS)
def form(request: OfficerRequest, code: str, place: int) -> HttpResponse:
    """The form that was issued as the dossier's first, second, ... paper."""
    dossier = whose(request, code)
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
    """The document of the result as it was issued, with its signatures; ``?position=2``: as issued again."""
    dossier = whose(request, code)
    asked = request.GET.get("position", "")[:3]
    issued: Numbered | None
    if asked.isascii() and asked.isdigit() and int(asked):
        again = Reissue.objects.filter(result__dossier=dossier, position=int(asked))
        issued, name = again.select_related("file").first(), f"ket-qua-{dossier.code}-cap-lai-{int(asked)}"
    else:
        found = Result.objects.filter(dossier=dossier)
        issued, name = found.select_related("file").first(), f"ket-qua-{dossier.code}"
    if issued is None or issued.file is None:
        words = Words(vi="Hồ sơ chưa có văn bản kết quả.", en="The dossier has no document of a result yet.")
        raise NotFound("no_result_document", words)
    return _pdf(read(issued.file), name)


def whose(request: OfficerRequest, code: str) -> Dossier:
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
    check_kept(dossier)
    return dossier


def _link(request: OfficerRequest, dossier: Dossier) -> str:
    return request.build_absolute_uri(reverse("dossier", args=[dossier.token]))


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response

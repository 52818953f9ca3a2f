"""Whether a printed or a stored result is one of ours: asked by anybody, answered without a person's data.

Not here: who signed a file (``people.signing``). domain.md 1.8(12): a public look-up reveals nobody.
"""

import hashlib
import hmac

from django.db.models import Q, QuerySet

from motcua.domain.authenticity import read_authenticity_code
from motcua.domain.codes import parse_dossier_code
from motcua.domain.refusal import Invalid, InvalidFields, NotFound
from motcua.domain.words import Words
from motcua.dossiers.models import ElectronicForm, Reissue, Result
from motcua.dossiers.result_document import KIND
from motcua.dossiers.sealing import FILE_KIND as FORM_KIND


def by_codes(code: str, authenticity: str) -> Result | Reissue:
    """The result, or the paper issued again, that two codes name.

    Raises ``InvalidFields`` (``result``, ``code``) for what was mistyped, before anything is asked of the
    database, and ``NotFound`` where no result has both: which of the two is wrong is not said.
    """
    typed = _typed(code, authenticity)
    found = _results().filter(dossier__code=code.strip().upper()).first()
    papers: list[Result | Reissue] = [found, *found.reissues.all()] if found else []
    paper = next((one for one in papers if hmac.compare_digest(one.authenticity, typed)), None)
    if paper is None:
        raise NotFound(
            "result_unknown",
            Words(
                vi="Không có kết quả nào ứng với hai mã này. Văn bản có thể là giả; hãy hỏi trung tâm.",
                en="No result has these two codes. The paper may be forged; please ask the center.",
            ),
        )
    return paper


def form_by_codes(code: str, authenticity: str) -> ElectronicForm | None:
    """The electronic original of a form, or the notice of a refusal, that two codes name; None where none is.

    Raises ``InvalidFields`` as ``by_codes`` does.
    """
    typed = _typed(code, authenticity)
    rows = _forms().filter(dossier__code=code.strip().upper())
    return next((row for row in rows if hmac.compare_digest(row.authenticity, typed)), None)


def form_by_content(pdf: bytes) -> ElectronicForm | None:
    """The electronic original whose stored file is this one, byte for byte."""
    digest = hashlib.sha256(pdf).hexdigest()
    return _forms().filter(file__sha256=digest, file__kind=FORM_KIND).first()


def _typed(code: str, authenticity: str) -> str:
    """The authenticity code, tidied; ``InvalidFields`` for what was mistyped."""
    errors: list[Invalid] = []
    typed = ""
    try:
        parse_dossier_code(code, "result")
    except Invalid as error:
        errors.append(error)
    try:
        typed = read_authenticity_code(authenticity, "code")
    except Invalid as error:
        errors.append(error)
    if errors:
        raise InvalidFields(errors)
    return typed


def by_content(pdf: bytes) -> Result | Reissue | None:
    """The result, or the paper issued again, whose stored file is this one, byte for byte."""
    digest = hashlib.sha256(pdf).hexdigest()
    found = _results().filter(file__sha256=digest, file__kind=KIND).first()
    if found is not None:
        return found
    again = Reissue.objects.filter(file__sha256=digest, file__kind=KIND).first()
    if again is None:
        return None
    result = _results().get(pk=again.result_id)
    return next(one for one in result.reissues.all() if one.pk == again.pk)


def _forms() -> "QuerySet[ElectronicForm]":
    """What is made: sealed, or a notice that was printed because no key could be used."""
    made = Q(sealed_at__isnull=False) | (Q(form=ElectronicForm.Form.NOTICE) & ~Q(failure=""))
    return ElectronicForm.objects.filter(made).select_related("center__unit", "center__commune", "dossier")


def _results() -> "QuerySet[Result]":
    """With all that ``aftermath.after`` asks of them."""
    related = ("unit", "dossier__revision__procedure", "dossier__decision", "revocation", "kind")
    return Result.objects.select_related(*related).prefetch_related("reissues__unit")

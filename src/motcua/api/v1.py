"""API version 1: its endpoints, its errors, its description."""

import copy
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from motcua import __version__
from motcua.api import (
    clock,
    counters,
    dossiers,
    events,
    extensions,
    hall,
    hall_moves,
    leases,
    loads,
    pauses,
    payments,
    printing,
    problems,
    procedures,
    results,
    statistics,
    steps,
    supplements,
    visits,
    work,
)
from motcua.api.auth import unauthenticated
from motcua.api.reading import StrictParser
from motcua.api.validation import refusal_of
from motcua.domain.refusal import Refusal

DESCRIPTION = """The day at a Public Administration Service Center: numbers, calls, dossiers, procedures.

**Tokens.** `Authorization: Bearer ...`, made by `motcua token create --login NAME`. A token acts as its
officer, within its scopes (`hall`, `dossiers`, `procedures`, `journal`). A paired kiosk may give numbers
and read the hall of its own center, a paired display may read it.

**Repetition.** Every POST needs an `Idempotency-Key`. The same key and body give the same answer and one
effect; the same key with another body is 409.

**Errors** are RFC 9457 problems (`application/problem+json`) with a stable `code`, a sentence in the
language of `Accept-Language` (Vietnamese by default), `errors` by field and the law as `basis`.

**For everybody**, without a token: how full the halls are (`/loads`, `/centers/{center}/load`).

**Lists** are paged by key: `?after=CURSOR&limit=N` answers `{"items": [...], "next": CURSOR|null}`.

**Times** are answered in Vietnam's time with its offset. Unknown members of a body are ignored."""


class Api(NinjaAPI):
    """Ninja's API whose description says that problems are ``application/problem+json``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.described: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Made once: it costs half a second, and anybody may ask for it."""
        key = repr(options)
        if key not in self.described:
            schema = super().get_openapi_schema(**options)
            for path in schema["paths"].values():
                for operation in path.values():
                    operation["responses"] = {
                        status: _as_problem(answer) if int(status) >= 400 else answer
                        for status, answer in copy.deepcopy(operation["responses"]).items()
                    }
            self.described[key] = schema
        return self.described[key]


def _as_problem(answer: dict[str, Any]) -> dict[str, Any]:
    content = answer.pop("content", {})
    if "application/json" in content:
        answer["content"] = {problems.CONTENT_TYPE: content["application/json"]}
    return answer


api = Api(
    title="Motcua",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-v1",
    docs_url=None,
    parser=StrictParser(),
    openapi_extra={"info": {"x-program-version": __version__}},
)
for part in (
    hall,
    counters,
    visits,
    hall_moves,
    leases,
    loads,
    dossiers,
    clock,
    supplements,
    extensions,
    steps,
    procedures,
    events,
    statistics,
    pauses,
    payments,
    results,
    work,
    printing,
):
    api.add_router("", part.router)
api.add_router("", payments.callbacks)
api.add_router("", printing.pairing)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    return problems.of_refusal(request, error)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.of_refusal(request, refusal_of(error.errors))


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problems.of_refusal(request, unauthenticated())


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja wraps what the parser refused; the reason is inside."""
    if isinstance(error.__cause__, Refusal):
        return problems.of_refusal(request, error.__cause__)
    return problems.of_status(request, error.status_code)


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problems.of_status(request, 413)


@api.exception_handler(UnreadablePostError)
def cut_off(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    return problems.of_status(request, 400)


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    return problems.of_fault(request, error)

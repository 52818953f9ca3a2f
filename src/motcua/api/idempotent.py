"""Every POST carries an Idempotency-Key and has one effect and one answer, however often it arrives.

The answer is kept in the transaction of its effect, so that neither exists without the other. Kept
answers hold no personal data: whose dossier it is, a GET says. A refusal had no effect and is not kept:
the same request may succeed later.
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Schema

from motcua.api.auth import ApiRequest
from motcua.base.idempotency import Request, once
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

HEADER = "Idempotency-Key"
PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "The same key and body give the same answer and one effect; with another body 409.",
}
JSON = "application/json"


def post(request: ApiRequest, effect: Callable[[], Schema | None], *, status: int = 200) -> HttpResponse:
    """Run ``effect`` once for this caller's key and answer with what it returns; None is answered 204.

    Raises ``Invalid`` without a key, ``Conflict`` where the key came before with another request.
    """

    def answer() -> tuple[int, Any]:
        result = effect()
        return (204, None) if result is None else (status, result.model_dump(mode="json"))

    asked = Request(key=_key(request), body=request.body, target=request.get_full_path())
    return _response(*once(asked, answer, by=request.auth, now=request.now))


def get(result: Schema) -> HttpResponse:
    """The answer of a GET."""
    return HttpResponse(result.model_dump_json(), content_type=JSON, headers={"Cache-Control": "no-store"})


def _response(status: int, body: Any) -> HttpResponse:
    if status == 204:
        return HttpResponse(status=204)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)  # the same bytes on every repetition
    return HttpResponse(text, status=status, content_type=JSON, headers={"Cache-Control": "no-store"})


def _key(request: ApiRequest) -> str:
    key = request.headers.get(HEADER)
    if key is None:
        raise Invalid(
            "idempotency_key_missing",
            Words(
                "Mỗi POST phải có tiêu đề Idempotency-Key, mỗi việc một khóa riêng.",
                "Every POST needs the header Idempotency-Key, a new key for each piece of work.",
            ),
            field=HEADER,
        )
    return key

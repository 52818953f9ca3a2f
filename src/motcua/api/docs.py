"""The API's documentation as one page of ours, made from its own description.

Ninja's ready pages load scripts from elsewhere, which our Content-Security-Policy and a commune without a
fast line both refuse.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from motcua.api.idempotent import HEADER

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a member of an object."""

    name: str
    type: str
    shape: str  # the name of the shape it links to, or empty
    required: bool
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``statuses`` that are answered with one shape."""

    statuses: str
    shape: str


@dataclass(frozen=True, slots=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: list[Value]
    body: str
    answers: list[Answer]

    @property
    def parts(self) -> list[str]:
        """The path's parts: a narrow screen may break it between them."""
        return self.path.strip("/").split("/")


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    text: str
    values: list[Value]


@dataclass(frozen=True, slots=True)
class Group:
    title: "StrOrPromise"
    operations: list[Operation]


TITLES = {
    "hall": _("The hall"),
    "printing": _("Printing slips"),
    "dossiers": _("Dossiers"),
    "work": _("Work lists and searches"),
    "procedures": _("Procedures"),
    "journal": _("The journal"),
    "statistics": _("Figures"),
}


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html", {"groups": groups(), "shapes": shapes(), "header": HEADER})


@cache
def groups() -> list[Group]:
    """The endpoints by their tag, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    for path, methods in _description()["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_operation(method.upper(), path, operation))
    return [Group(TITLES[tag], operations) for tag, operations in found.items()]


@cache
def shapes() -> list[Shape]:
    """Every object that goes in or out, by name."""
    found = _description()["components"]["schemas"]
    return [
        Shape(name, schema.get("description", ""), _members(schema)) for name, schema in sorted(found.items())
    ]


@cache
def _description() -> Json:
    from motcua.api.v1 import api  # v1 imports the endpoints; the page is made when first asked for

    return api.get_openapi_schema(path_prefix="/api/v1/")


def _operation(method: str, path: str, given: Json) -> Operation:
    body = given.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        id=given["operationId"].removeprefix("motcua_api_"),
        method=method,
        path=path,
        summary=given["summary"],
        text=given.get("description", ""),
        parameters=[
            _value(
                each["name"],
                each["schema"],
                each.get("required", False),
                place=each["in"],
                text=each.get("description", ""),
            )
            for each in given.get("parameters", [])
            if each["name"] != HEADER
        ],
        body=_named(body),
        answers=_answers(given["responses"]),
    )


def _answers(responses: Json) -> list[Answer]:
    by_shape: dict[str, list[str]] = {}
    for status, answer in sorted(responses.items()):
        by_shape.setdefault(_shape_of(answer), []).append(str(status))
    return [Answer(", ".join(statuses), shape) for shape, statuses in by_shape.items()]


def _shape_of(answer: Json) -> str:
    return next((_named(content.get("schema", {})) for content in answer.get("content", {}).values()), "")


def _members(schema: Json) -> list[Value]:
    required = schema.get("required", [])
    return [_value(name, each, name in required) for name, each in schema.get("properties", {}).items()]


def _value(name: str, schema: Json, required: bool, *, place: str = "", text: str = "") -> Value:
    return Value(name, _type(schema), _named(schema), required, text or schema.get("description", ""), place)


def _type(schema: Json) -> str:
    """A type in a word or two: string, integer, list of StepOut, null."""
    if "$ref" in schema:
        return _named(schema)
    if options := schema.get("anyOf") or schema.get("allOf"):
        return " | ".join(_type(option) for option in options)
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "any"))


def _named(schema: Json) -> str:
    """The shape a schema refers to, itself or in its items or options."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inner = [schema.get("items", {}), *schema.get("anyOf", []), *schema.get("allOf", [])]
    return next((name for each in inner if each and (name := _named(each))), "")

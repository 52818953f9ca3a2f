"""Shapes that several answers share."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, PlainSerializer, WithJsonSchema

from motcua.domain.workdays import local

Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: local(at).isoformat(timespec="seconds"), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-26T17:00:00+07:00"]}),
]
"""A time as people here read it, with its offset: 2026-11-26T17:00:00+07:00."""


class Named(Schema):
    """Something with a code and its name in both languages."""

    code: str
    name_vi: str
    name_en: str


class Reason(Schema):
    """One sentence of why a date is that date."""

    at: Moment
    text_vi: str
    text_en: str


class Problem(Schema):
    """RFC 9457. ``detail`` is a sentence in the language of Accept-Language (Vietnamese by default)."""

    type: str = Field(examples=["urn:motcua:problem:counter_closed"])
    title: str
    status: int
    detail: str
    code: str = Field(description="stable; what programs hold on to", examples=["counter_closed"])
    errors: dict[str, list[str]] | None = Field(None, description="sentences by field")
    basis: str | None = Field(None, description="the law behind the refusal")


READ_REFUSALS = frozenset({401, 403, 404, 422})
POST_REFUSALS = frozenset({400, 401, 403, 404, 409, 413, 415, 422, 429})

"""Junk for every endpoint: bodies near to and far from what the API's own description asks for."""

import json
from typing import Any

from hypothesis import strategies as st

from motcua.api.v1 import api

DESCRIPTION = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
SHAPES = DESCRIPTION["components"]["schemas"]
Json = dict[str, Any]

awkward = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "\udfff\ud800",
        "\u202e",
        "a\u0301" * 9,
        "x" * 3_000,
        "' OR 1=1 --",
        "{{ 7*7 }}",
        "../../etc/passwd",
        "%00",
        "null",
        "17791",
        "17791-1",
        "1.001193",
        "civil-status",
        "H41.17.791-261123-0001",
        "9999-12-31",
        "0001-01-01T00:00:00+14:00",
        "00000000-0000-0000-0000-000000000000",
        "−1",
        "٣",
    ]
)
texts = awkward | st.text(max_size=40)
numbers = st.sampled_from([0, -1, 1, 99, 100, 2**31, 2**63, -(2**63) - 1, 10**300, 1.5, 1e300, float("nan")])
scalars = st.none() | st.booleans() | numbers | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def paths(method: str) -> list[str]:
    return [path for path, methods in DESCRIPTION["paths"].items() if method in methods]


def bodies(path: str) -> st.SearchStrategy[Any]:
    """Bodies of about the right shape, with junk in some places; and anything at all."""
    content = DESCRIPTION["paths"][path]["post"].get("requestBody", {}).get("content", {})
    shape = content.get("application/json", {}).get("schema")
    return (like(shape) | like(shape) | values) if shape else values


def like(schema: Json) -> st.SearchStrategy[Any]:
    """What the schema asks for, or in one place of four something else."""
    return st.integers(0, 3).flatmap(lambda dice: values if dice == 0 else right(schema))


def right(schema: Json) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return right(SHAPES[schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return st.one_of([right(option) for option in schema["anyOf"]])
    kind = schema.get("type")
    if kind == "object":
        members = schema.get("properties", {})
        needed = set(schema.get("required", []))
        return st.fixed_dictionaries(
            {name: like(member) for name, member in members.items() if name in needed},
            optional={name: like(member) for name, member in members.items() if name not in needed},
        )
    if kind == "array":
        return st.lists(like(schema.get("items", {})), max_size=3)
    simple = {"integer": st.integers(-5, 120), "boolean": st.booleans(), "string": texts, "null": st.none()}
    return simple.get(str(kind), values)


def as_bytes(body: Any) -> bytes:
    """JSON as a careless program writes it: NaN, and half surrogate pairs as escapes."""
    return json.dumps(body).encode()

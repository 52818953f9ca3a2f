"""Work that does not answer all five clears is refused."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from motcua.domain.five_clears import Clear, Clears, check, missing
from motcua.domain.refusal import Refusal

STEP = Clears("An", "Thẩm định", "120/2025/NĐ-CP", datetime(2026, 11, 26, tzinfo=UTC), "Dự thảo quyết định")


def test_five_answers_are_enough() -> None:
    assert missing(STEP) == ()
    check(STEP)


@pytest.mark.parametrize("clear", Clear)
def test_each_one_is_needed(clear: Clear) -> None:
    for empty in (None,) if clear is Clear.DUE_AT else (None, "", "  "):
        answer: dict[str, Any] = {clear.value: empty}
        lacking = replace(STEP, **answer)
        assert missing(lacking) == (clear,)
        with pytest.raises(Refusal) as refused:
            check(lacking)
        assert refused.value.code == "clears_missing"
        assert refused.value.field == clear.value
        assert "315/2025" in refused.value.basis


def test_all_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        check(Clears(None, "Thẩm định", "Luật", None, ""))
    assert refused.value.words.vi == "Công việc chưa rõ: còn thiếu ai làm, khi nào xong, kết quả là gì."
    assert refused.value.words.en.endswith("who, by when, with which result are missing.")

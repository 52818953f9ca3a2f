"""The lock's check: nothing unlocked, nothing without a hash, no place named."""

import pytest

from scripts import lock

GOOD = lock.LOCK.read_text(encoding="utf-8")


def test_the_lock_in_the_repository_is_good():
    assert lock.check(GOOD) == []


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("\ndjango==", "\ndjangoo==", "django is not locked"),
        ("\n    --hash=sha256:", "\n    --hash=md5:", "has no hash"),
        ("# What", "--find-links=wheels\n# What", "names a place"),
    ],
)
def test_a_bad_lock_is_caught(was, becomes, complaint):
    assert any(complaint in line for line in lock.check(GOOD.replace(was, becomes)))

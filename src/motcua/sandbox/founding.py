"""What stands before the demo's first day: places, catalogue, people, the rules about money, signing keys."""

from datetime import datetime

from motcua.sandbox import archive, results, setting, tills
from motcua.sandbox.keys import load_keys


def found(founded: datetime, *, now: datetime) -> int:
    """Everything the played days lean on, entered as of ``founded``; returns how many procedures."""
    province = setting.load_places(founded)
    count = setting.load_catalogue(province, founded)
    setting.load_cast(founded)
    tills.load_rules(province, founded)
    results.load_kinds(province, founded)
    archive.load_retention(province, founded)
    load_keys(now)
    return count

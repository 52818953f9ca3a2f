"""The narrowed lists that the demo's officers keep."""

from datetime import datetime

from motcua.dossiers.actions import save_filter
from motcua.dossiers.desks import desk_of
from motcua.dossiers.queues import QUEUES
from motcua.dossiers.selecting import Selection
from motcua.people.models import Officer

KEPT = (
    ("head", "Hộ tịch sắp đến hạn", "turns", Selection(field="civil-status", standing="due_soon")),
    ("head", "Đã chuyển, quá hạn", "others", Selection(standing="overdue")),
    ("leader", "Chờ ký, nhận tuần này", "sign", Selection(period="week")),
)


def keep_filters(people: dict[str, Officer], *, now: datetime) -> None:
    """``people``: a commune's officers by the first word of their log-in."""
    for who, name, queue, chosen in KEPT:
        desk = desk_of(people[who], now)
        if desk is not None:
            save_filter(name, queue=QUEUES[queue], chosen=chosen, desk=desk, by=people[who], now=now)

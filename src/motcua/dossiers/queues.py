"""The queues of work, as data: one record each says who may see it, what is in it and in which order.

The pages and the API are made of these records; a new queue is one more. ``lists`` are parts of which each
has its own index and none shares a row with another: one condition with OR between them would be read whole
and sorted at every look. What is in no queue nobody works on: together with the counter's pages these hold
every open dossier.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.domain.refusal import NotFound
from motcua.domain.states import OPEN_STATES, RUNNING_STATES, WAITING_STATES, State
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers.desks import Desk
from motcua.dossiers.models import Dossier, DossierQuerySet, Step, StepQuerySet
from motcua.people.absences import takes_role
from motcua.people.models import Officer, Role

Lists = Sequence[QuerySet[Any]]
OFFICES = (Role.SPECIALIST, Role.HEAD_OF_UNIT, Role.LEADER, Role.CLERK, Role.CENTER_HEAD)
CENTER = (Role.COUNTER, Role.CENTER_HEAD)
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Queue:
    """``roles``: who has it, in their own commune, and whoever stands in for them that day. ``lists`` are of
    steps or of dossiers, in order of ``by``, a time. ``empty`` says what it means that nothing is there."""

    code: str
    name: Words
    empty: Words
    roles: tuple[Role, ...]
    lists: Callable[[Desk], Lists]
    by: str = "due_at"
    newest_first: bool = False

    def is_for(self, officer: Officer, day: date) -> bool:
        return takes_role(officer, *self.roles, day=day)


def _turns(desk: Desk) -> list[StepQuerySet]:
    """Theirs by name, or their post's and nobody's yet; also of those they stand in for today. Not of a
    dossier that waits for the applicant: nobody here can act on it now."""
    open_ones = Step.objects.open().exclude(dossier__state__in=WAITING_STATES)
    by_post = sorted({(post.unit_id, post.role) for post in desk.posts})
    return [
        *(open_ones.filter(officer=person) for person in desk.people),
        *(open_ones.filter(officer__isnull=True, unit=unit, role=role) for unit, role in by_post),
    ]


def _today(desk: Desk) -> Lists:
    midnight = datetime.combine(desk.day + timedelta(days=1), time(), ZONE)
    return [steps.filter(due_at__gte=desk.now, due_at__lt=midnight) for steps in _turns(desk)]


def _overdue(desk: Desk) -> Lists:
    """A result that waits for its owner is never late."""
    return [steps.filter(due_at__lt=desk.now).exclude(act="return") for steps in _turns(desk)]


def _of_act(act: str) -> Callable[[Desk], Lists]:
    return lambda desk: [steps.filter(act=act) for steps in _turns(desk)]


def _to_return(desk: Desk) -> Lists:
    """The turn of whoever is at the counter; the head of the center sees the same."""
    units = sorted({post.unit_id for post in desk.posts if post.role in CENTER})
    waiting = Step.objects.open().filter(role=Role.COUNTER, act="return")
    return [waiting.filter(unit=unit) for unit in units]


def _resident(desk: Desk) -> Lists:
    """A supplement or a payment is awaited: of the whole commune for its center and leaders, else of what
    lies at the officer's units."""
    waiting = [_of_commune(desk).filter(state=state) for state in sorted(WAITING_STATES)]
    if any(post.role in (*CENTER, Role.LEADER) for post in desk.posts):
        return waiting
    here = _open_step().filter(unit__in=_units(desk))
    return [dossiers.filter(Exists(here)) for dossiers in waiting]


def _others(desk: Desk) -> Lists:
    """What the officer has done a step of and given on, and somebody else works on now."""
    done = Step.objects.filter(
        dossier=OuterRef("pk"), done_by__in=[person.pk for person in desk.people], outcome=Step.Outcome.DONE
    )
    theirs = Q(officer__in=[person.pk for person in desk.people])
    for post in desk.posts:
        theirs |= Q(officer__isnull=True, unit=post.unit_id, role=post.role)
    elsewhere = _open_step().exclude(theirs)
    running = _open(desk).filter(state__in=RUNNING_STATES)
    return [running.filter(Exists(done), Exists(elsewhere))]


def _unit(desk: Desk) -> Lists:
    """Each open dossier that has come through one of the officer's units."""
    through = Step.objects.filter(dossier=OuterRef("pk"), unit__in=_units(desk))
    return [_open(desk).filter(Exists(through))]


def _arrived(desk: Desk) -> Lists:
    return [_of_commune(desk).filter(state=State.SUBMITTED)]


def _done(desk: Desk) -> Lists:
    done = Step.objects.filter(done_by=desk.officer, done_at__gte=desk.now - RECENT)
    return [done.filter(outcome=Step.Outcome.DONE)]


def _of_commune(desk: Desk) -> DossierQuerySet:
    return Dossier.objects.filter(center__in=desk.centers)


def _open(desk: Desk) -> DossierQuerySet:
    return _of_commune(desk).filter(state__in=OPEN_STATES)


def _open_step() -> StepQuerySet:
    return Step.objects.open().filter(dossier=OuterRef("pk"))


def _units(desk: Desk) -> list[Any]:
    return sorted({post.unit_id for post in desk.posts})


_ALL = (
    Queue(
        "turns",
        Words("Đến lượt tôi", "My turn"),
        Words(
            "Khi đến lượt bạn, hồ sơ hiện ở đây, gấp nhất lên đầu.",
            "When it is your turn, the dossier appears here, the most urgent first.",
        ),
        (*OFFICES, Role.COUNTER),
        _turns,
    ),
    Queue(
        "overdue",
        Words("Quá hạn", "Overdue"),
        Words("Không việc nào của bạn quá hạn.", "None of your work is overdue."),
        (*OFFICES, Role.COUNTER),
        _overdue,
    ),
    Queue(
        "today",
        Words("Đến hạn hôm nay", "Due today"),
        Words("Hôm nay không còn việc nào đến hạn.", "Nothing more falls due today."),
        (*OFFICES, Role.COUNTER),
        _today,
    ),
    Queue(
        "sign",
        Words("Chờ ký", "To sign"),
        Words("Không hồ sơ nào chờ bạn ký.", "No dossier waits for your signature."),
        (Role.LEADER,),
        _of_act("sign"),
    ),
    Queue(
        "number",
        Words("Chờ cấp số", "To number"),
        Words("Không kết quả nào chờ cấp số và ban hành.", "No result waits for its number."),
        (Role.CLERK,),
        _of_act("number"),
    ),
    Queue(
        "arrived",
        Words("Chờ kiểm tra", "To check"),
        Words(
            "Không hồ sơ trực tuyến hay bưu chính nào chờ kiểm tra.",
            "Nothing that came online or by post waits for its check.",
        ),
        CENTER,
        _arrived,
    ),
    Queue(
        "return",
        Words("Chờ trả kết quả", "To return"),
        Words("Không kết quả nào chờ người đến nhận.", "No result waits for its owner."),
        CENTER,
        _to_return,
    ),
    Queue(
        "resident",
        Words("Chờ người dân", "Waiting for the resident"),
        Words(
            "Không hồ sơ nào chờ người dân bổ sung giấy tờ hay nộp tiền.",
            "No dossier waits for papers or a payment.",
        ),
        (*OFFICES, Role.COUNTER),
        _resident,
    ),
    Queue(
        "others",
        Words("Chờ người khác", "Waiting for others"),
        Words(
            "Không hồ sơ nào bạn đã chuyển còn ở chỗ người khác.",
            "Nothing that you gave on is still with somebody else.",
        ),
        OFFICES,
        _others,
    ),
    Queue(
        "unit",
        Words("Hồ sơ của đơn vị tôi", "Open dossiers of my unit"),
        Words(
            "Hồ sơ ở lại đây từ ngày đến đơn vị cho đến khi có kết quả.",
            "A dossier stays here from the day it reaches your unit until its result is issued.",
        ),
        OFFICES,
        _unit,
    ),
    Queue(
        "done",
        Words("Tôi đã làm", "Done by me"),
        Words(
            "Việc bạn làm xong trong 30 ngày hiện ở đây, mới nhất lên đầu.",
            "What you completed in 30 days appears here, the latest first.",
        ),
        (*OFFICES, Role.COUNTER),
        _done,
        by="done_at",
        newest_first=True,
    ),
)

QUEUES: dict[str, Queue] = {queue.code: queue for queue in _ALL}


def seen_by(officer: Officer, day: date) -> list[Queue]:
    return [queue for queue in _ALL if queue.is_for(officer, day)]


def queue_of(code: str, officer: Officer, day: date) -> Queue:
    """The queue of this code; ``NotFound`` where the officer has none such."""
    queue = QUEUES.get(code)
    if queue is None or not queue.is_for(officer, day):
        raise NotFound("no_queue", Words(vi="Bạn không có danh sách này.", en="You have no such list."))
    return queue

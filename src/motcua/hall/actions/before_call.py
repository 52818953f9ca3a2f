"""What a helper changes of a number before it is called: field, lane, priority class, needed skills."""

from collections.abc import Collection
from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.domain.queueing import Priority, Skill
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall.actions.help import lock_before_call
from motcua.hall.guards import somebody_was_first
from motcua.hall.helping import check_may_help
from motcua.hall.locking import lock_hall
from motcua.hall.models import HelpSession, Ticket
from motcua.people.models import Officer

Lane = Ticket.Lane


@action
def move_before_call(ticket: Ticket, *, field: Field, by: Officer, now: datetime) -> Ticket:
    """To another field before anybody called it, with the same number and the first arrival."""
    check_may_help(ticket.center, by, now)
    lock_hall(ticket.center, now)
    fresh = lock_before_call(ticket)
    if fresh.field_id == field.code:
        words = Words("Số này đang ở đúng lĩnh vực đó.", "It is in that field already.")
        raise Invalid("same_field", words, field="field")
    fresh.field = field
    fresh.procedure_code = ""
    fresh.save(update_fields=["field", "procedure_code"])
    record("ticket.transferred", fresh, by=by, at=now, field=field.code)
    return fresh


@action
def move_to_lane(ticket: Ticket, *, lane: str, by: Officer, now: datetime, dossier_code: str = "") -> Ticket:
    """To collect a result (with the dossier's code where it is known), or to file something after all."""
    check_may_help(ticket.center, by, now)
    if lane not in (Lane.NEW, Lane.RESULT):
        raise Invalid("lane_unknown", Words("Chọn một làn.", "Choose a lane."), field="lane")
    if dossier_code:
        codes.parse_dossier_code(dossier_code, field="dossier")
    lock_hall(ticket.center, now)
    fresh = lock_before_call(ticket)
    fresh.lane = lane
    fresh.dossier_code = dossier_code if lane == Lane.RESULT else ""
    fresh.save(update_fields=["lane", "dossier_code"])
    record("ticket.relaned", fresh, by=by, at=now, lane=lane)
    return fresh


@action
def set_claims(
    ticket: Ticket, *, priority: str, by: Officer, now: datetime, needs: Collection[str] = ()
) -> Ticket:
    """The priority class somebody asks for and shows (empty: none; Decree 63/2010 Art 18(8)), and the
    skills without which a counter cannot serve them."""
    check_may_help(ticket.center, by, now)
    if priority and priority not in set(Priority):
        words = Words("Diện ưu tiên này không có trong danh sách.", "This priority is not on the list.")
        raise Invalid("priority_unknown", words, field="priority")
    if not set(needs) <= set(Skill):
        words = Words("Chọn trong danh sách.", "Choose from the list.")
        raise Invalid("skill_unknown", words, field="needs")
    lock_hall(ticket.center, now)
    fresh = lock_before_call(ticket)
    fresh.priority = priority
    fresh.needs = sorted(set(needs))
    fresh.save(update_fields=["priority", "needs"])
    record("ticket.favoured", fresh, by=by, at=now, priority=priority, needs="+".join(fresh.needs))
    return fresh


@action
def begin_help(ticket: Ticket, *, kind: str, by: Officer, now: datetime) -> HelpSession:
    """A helper sits down with somebody; their number keeps its place in the line meanwhile."""
    check_may_help(ticket.center, by, now)
    if kind not in HelpSession.Kind.values:
        words = Words("Chọn việc cần hỗ trợ.", "Choose what help is needed.")
        raise Invalid("help_kind_unknown", words, field="kind")
    fresh = Ticket.objects.select_for_update(of=("self",)).select_related("center").get(pk=ticket.pk)
    if fresh.state in (Ticket.State.VOID, Ticket.State.DONE):
        raise somebody_was_first(fresh)
    going = HelpSession.objects.select_related("helper").filter(ticket=fresh, ended_at__isnull=True).first()
    if going is not None:
        since = f"{local(going.begins_at):%H:%M}"
        raise Conflict(
            "helped_already",
            Words(
                vi=f"{going.helper.name_vi} đang hỗ trợ số {fresh.text} từ {since}.",
                en=f"{going.helper.name_vi} has been helping number {fresh.text} since {since}.",
            ),
        )
    session = HelpSession.objects.create(
        id=new_id(), center=fresh.center, ticket=fresh, helper=by, kind=kind, begins_at=now
    )
    record("help.begun", session, by=by, at=now, ticket=str(fresh.pk), help=kind)
    return session


@action
def end_help(session: HelpSession, *, outcome: str, by: Officer, now: datetime) -> HelpSession:
    """It is done, partly done, or somebody else must go on. The second press changes nothing."""
    check_may_help(session.center, by, now)
    if outcome not in HelpSession.Outcome.values:
        words = Words("Chọn kết quả hỗ trợ.", "Choose how the help ended.")
        raise Invalid("help_outcome_unknown", words, field="outcome")
    fresh = HelpSession.objects.select_for_update(of=("self",)).select_related("center").get(pk=session.pk)
    if fresh.ended_at is not None:
        return fresh
    fresh.ended_at = max(now, fresh.begins_at)
    fresh.outcome = outcome
    fresh.save(update_fields=["ended_at", "outcome"])
    minutes = round((fresh.ended_at - fresh.begins_at).total_seconds() / 60)
    record("help.ended", fresh, by=by, at=now, outcome=outcome, minutes=minutes)
    return fresh

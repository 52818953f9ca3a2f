"""Who decides on one day: the posts of some communes, their instruments and absences, read once.

What would be after a change is the same picture with the change in it (``Picture.after``); nothing is
saved for that.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from motcua.domain import authority
from motcua.domain.refusal import Forbidden
from motcua.people.models import Absence, Grant, Post


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who may decide that day: their post and the instrument that carries it."""

    post: Post
    grant: Grant


@dataclass(frozen=True)
class Change:
    """What is about to be entered: drafted grants, grants ended as of the day, absences begun or ended."""

    entered: tuple[Grant, ...] = ()
    revoked: tuple[Grant, ...] = ()
    away: tuple[Absence, ...] = ()
    back: tuple[Absence, ...] = ()

    @property
    def communes(self) -> set[str]:
        """The communes whose dossiers can change hands by it."""
        posts = [grant.holder for grant in (*self.entered, *self.revoked)]
        # What others hold on a revoked instrument ends with it.
        posts += [
            given.holder
            for given in Grant.objects.filter(source__in=[grant.pk for grant in self.revoked]).select_related(
                "holder__unit"
            )
        ]
        posts += [post for absence in (*self.away, *self.back) for post in absence.officer.every_post]
        return {post.unit.commune_id for post in posts if post.unit.commune_id}


@dataclass(frozen=True)
class Picture:
    """Posts held, grants and absences as they are on ``day``."""

    day: date
    posts: tuple[Post, ...]
    grants: tuple[Grant, ...]
    absences: tuple[Absence, ...]
    ended: frozenset[UUID] = field(default_factory=frozenset)
    """Grants that count as ended by the day, whatever their rows say."""

    def signers(self, unit: UUID, role: str, procedure: str, field: str) -> list[Signer]:
        """Who may sign at a step of this unit and role: its holders who are there, and who stands in for
        the others, as far as an instrument makes them competent. By post, the own before an acting one."""
        turn = self._whose_turn(unit, role)
        found = []
        for officer in turn:
            for post in self.posts:
                if post.officer_id == officer and (grant := self._carries(post, procedure, field)):
                    found.append(Signer(post, grant))
                    break
        return found

    def after(self, change: Change) -> "Picture":
        back = {absence.pk for absence in change.back}
        return replace(
            self,
            grants=(*self.grants, *change.entered),
            absences=(*(row for row in self.absences if row.pk not in back), *change.away),
            ended=self.ended | {grant.pk for grant in change.revoked},
        )

    def _whose_turn(self, unit: UUID, role: str) -> list[UUID]:
        away = {absence.officer_id: absence for absence in self.absences}
        turn: list[UUID] = []
        for post in self.posts:
            if post.unit_id != unit or post.role != role:
                continue
            absence = away.get(post.officer_id)
            officer = post.officer_id if absence is None else absence.substitute_id
            if officer is not None and officer not in turn and (absence is None or officer not in away):
                turn.append(officer)
        return turn

    def _carries(self, post: Post, procedure: str, field: str) -> Grant | None:
        held = {
            str(grant.pk): grant
            for grant in self.grants
            if grant.holder_id == post.pk
            and grant.pk not in self.ended
            and (grant.source_id is None or grant.source_id not in self.ended)
        }
        rules = [grant.as_rule() for grant in held.values()]
        try:
            return held[authority.competent(rules, str(post.pk), procedure, field, self.day).id]
        except Forbidden:
            return None


def picture(communes: Collection[str], day: date) -> Picture:
    """The communes (codes) on that day; three statements."""
    posts = (
        Post.objects.held_on(day)
        .filter(unit__commune__in=communes, officer__is_active=True)
        .select_related("officer", "unit")
        .order_by("is_acting", "valid_from", "pk")
    )
    return _drawn(tuple(posts), day)


def _drawn(posts: tuple[Post, ...], day: date) -> Picture:
    holders = {post.pk: post for post in posts}
    grants = tuple(
        Grant.objects.filter(holder__in=holders)
        .valid_on(day)
        .select_related("source", "issuer")
        .order_by("pk")
    )
    for grant in grants:
        grant.holder = holders[grant.holder_id]
    officers = {post.officer_id for post in posts}
    absences = tuple(Absence.objects.on(day).filter(officer__in=officers))
    return Picture(day, posts, grants, absences)


def by_officer(signers: Iterable[Signer]) -> set[UUID]:
    return {signer.post.officer_id for signer in signers}

"""Two people who keep the catalogue, and what they do most often."""

from datetime import date

from motcua.catalogue import revisions
from motcua.catalogue.actions import (
    approve_revision,
    draft_revision,
    end_revision,
    publish_revision,
    save_draft,
)
from motcua.catalogue.models import RevisionText
from motcua.domain.procedure_text import Instrument, digest
from tests.cast import BIRTH, MONDAY_0900

DECISION = Instrument("3857/QĐ-UBND", date(2026, 11, 20))


class Keepers:
    """Two people who keep the catalogue, and what they do most often."""

    def __init__(self, cast):
        self.cast, self.owner = cast, revisions.keeper()
        self.first, self.second = cast.province, cast.admin

    def draft(self, code=BIRTH, number=1, *, by=None, now=MONDAY_0900):
        source = revisions.revision_of(code, number)
        return draft_revision(source, owner=self.owner, by=by or self.first, now=now)

    def save(self, revision, given, *, by=None, seen=None):
        seen = seen or digest(RevisionText.objects.get(pk=revision.pk).record)
        return save_draft(
            revision, given=given, seen=seen, owner=self.owner, by=by or self.first, now=MONDAY_0900
        )

    def approve(self, revision, *, by=None, instrument=DECISION):
        return approve_revision(
            revision, instrument=instrument, owner=self.owner, by=by or self.second, now=MONDAY_0900
        )

    def publish(self, revision, day, *, now=MONDAY_0900, **more):
        return publish_revision(
            revision, valid_from=day, instrument=DECISION, owner=self.owner, by=self.second, now=now, **more
        )

    def end(self, revision, day, *, now=MONDAY_0900):
        return end_revision(
            revision, last_day=day, instrument=DECISION, owner=self.owner, by=self.first, now=now
        )

    def published(self, day, code=BIRTH, number=1, *, now=MONDAY_0900):
        return self.publish(self.approve(self.draft(code, number, now=now)), day, now=now)

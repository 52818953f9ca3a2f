"""The ground of the demo and of the tests: the province, the catalogue, the cast. No day yet."""

from datetime import date, datetime

from motcua.base.actors import System
from motcua.catalogue import reading
from motcua.catalogue.actions import approve_revision, enter, load_fields, publish_revision
from motcua.catalogue.models import Field, Procedure
from motcua.domain.authority import Kind
from motcua.domain.procedure_text import Instrument as Announcement
from motcua.people.actions_grants import enter_grant
from motcua.people.actions_staff import appoint, engage
from motcua.people.instruments import Instrument
from motcua.people.models import Post, Role
from motcua.places.actions_loading import equip, load_province
from motcua.places.calendar_file import national_calendar
from motcua.places.models import Center, Unit
from motcua.sandbox.cast import COUNTERS, MEMBERS, PASSWORD, SINCE, Member

SYSTEM = System("demo")


def load_places(now: datetime) -> Unit:
    """The province of Nghệ An with its 130 communes; two of them have counters."""
    rows = reading.unit_rows("commune")
    rows += [row for row in reading.unit_rows("ward") if row not in rows]
    province = load_province(
        reading.commune_rows(),
        agencies=reading.agency_rows(),
        parts=rows,
        calendar=national_calendar(),
        by=SYSTEM,
        now=now,
    )
    for code, count in COUNTERS.items():
        center = Center.objects.get(commune_id=code)
        equip(
            center,
            counters=count,
            address=f"Trụ sở Ủy ban nhân dân xã {center.name_vi.removeprefix('Xã ')} (minh họa)",
            hotline="0900 000 000",
            round_the_clock=True,
            by=SYSTEM,
            now=now,
        )
    return province


def load_catalogue(province: Unit, now: datetime, *, only: tuple[str, ...] = ()) -> int:
    """Every procedure of ``data/`` (or ``only`` some), published since the reform. Returns how many."""
    load_fields(reading.field_rows(), owner=province, by=SYSTEM, now=now)
    count = 0
    for file in reading.procedures():
        record = file.record
        if record is None or file.refused or (only and record.code not in only):
            continue
        if not Procedure.objects.filter(code=record.code).exists():
            draft = enter(record, owner=province, valid_from=SINCE, by=SYSTEM, now=now)
            announced = Announcement(record.decision)
            approve_revision(draft, instrument=announced, owner=province, by=SYSTEM, now=now)
            publish_revision(
                draft, valid_from=SINCE, instrument=announced, owner=province, by=SYSTEM, now=now
            )
        count += 1
    return count


def load_cast(now: datetime) -> None:
    """Everybody of the cast with their posts, and the leaders' authority to decide."""
    for member in MEMBERS:
        officer = engage(
            member.login,
            name=member.name,
            password=PASSWORD if member.logs_in else None,
            is_demo=member.logs_in,
            by=SYSTEM,
            now=now,
        )
        for kind, title in member.posts:
            post = appoint(officer, unit=_unit(member, kind), title=title, since=SINCE, by=SYSTEM, now=now)
            if post.role == Role.LEADER and not post.grants.exists():
                _delegate(post, now)


def _unit(member: Member, kind: str) -> Unit:
    if kind:
        return Unit.objects.get(commune_id=member.place, kind=kind)
    return Unit.objects.get(identifier=member.place)


def _delegate(post: Post, now: datetime) -> None:
    """The chairman delegates every field until the end of next year (Law 72/2025/QH15 Art 14)."""
    issuer = post.unit.parent
    assert issuer is not None, "a committee is part of its commune"
    instrument = Instrument(
        kind=Kind.DELEGATION,
        document_number="12/QĐ-UBND (minh họa)",
        document_date=SINCE,
        fields=list(Field.objects.values_list("code", flat=True)),
        valid_from=SINCE,
        valid_to=date(now.year + 1, 12, 31),
        conditions_vi="Ký thừa ủy quyền Chủ tịch; báo cáo Chủ tịch hằng tuần; không ủy quyền lại",
        conditions_en="Signs for the chairman; reports weekly; may not delegate further",
    )
    enter_grant(post, issuer=issuer, instrument=instrument, by=SYSTEM, now=now)

"""What checking papers changes: two honest groups, and nothing said of a few."""

from datetime import timedelta

from motcua.catalogue.models import Field
from motcua.catalogue.queries import in_force
from motcua.dossiers.actions import receive
from motcua.hall import actions
from motcua.hall.actions.help import Paper, check_papers
from motcua.places.hours import business_date
from motcua.places.models import Counter
from motcua.statistics.hall_history import Lists, lists
from motcua.statistics.help_effect import help_effect
from tests.cast import BIRTH, MONDAY_0900, filing

MINUTE = timedelta(minutes=1)
DAY = business_date(MONDAY_0900)


def papers(missing: bool = False) -> dict[str, Paper]:
    documents = in_force(BIRTH, DAY).documents
    found = {doc.code: Paper("have" if doc.is_always else "none") for doc in documents}
    if missing:
        found[next(doc.code for doc in documents if doc.is_always)] = Paper("missing")
    return found


def number(cast, at):
    return actions.issue(cast.kim_bang, field=Field.objects.get(code="civil-status"), by=cast.support, now=at)


def visit(cast, at, *, minutes, helped):
    """Somebody files a birth registration; their papers were checked before, or were not."""
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    ticket = number(cast, at)
    if helped:
        check_papers(
            ticket, procedure_code=BIRTH, papers=papers(), outcome="complete", by=cast.support, now=at
        )
    ticket = actions.call_next(counter, by=cast.counter, now=at)
    ticket = actions.start_serving(ticket, by=cast.counter, now=at)
    receive(filing(), center=cast.kim_bang, ticket=ticket, by=cast.counter, now=at)
    actions.complete(ticket, by=cast.counter, now=at + minutes * MINUTE)


def test_both_groups_are_measured_within_the_same_field(cast):
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=MONDAY_0900)
    for place in range(5):
        visit(cast, MONDAY_0900 + place * 20 * MINUTE, minutes=4, helped=True)
        visit(cast, MONDAY_0900 + (place * 20 + 8) * MINUTE, minutes=10, helped=False)
    effect = help_effect(cast.kim_bang, DAY, DAY)
    assert (effect.helped.dossiers, effect.helped.minutes) == (5, 4)
    assert (effect.alone.dossiers, effect.alone.minutes) == (5, 10)
    assert (effect.helped.come_backs, effect.helped.per_hundred) == (0, 0)
    assert effect.difference == -6
    assert effect.is_little


def test_of_a_few_nothing_is_said(cast):
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=MONDAY_0900)
    visit(cast, MONDAY_0900, minutes=4, helped=True)
    effect = help_effect(cast.kim_bang, DAY, DAY)
    assert (effect.helped.dossiers, effect.helped.minutes, effect.difference) == (1, None, None)


def test_written_lists_are_counted(cast):
    for _ in range(2):
        check_papers(
            number(cast, MONDAY_0900),
            procedure_code=BIRTH,
            papers=papers(missing=True),
            outcome="home",
            by=cast.support,
            now=MONDAY_0900,
        )
    assert lists(cast.kim_bang, DAY, DAY) == Lists(2, 0)

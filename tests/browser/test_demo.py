"""The demo shows every way a dossier may go, whatever the day on which it is loaded."""

from motcua.domain.states import State
from tests.browser.town import Town


def test_kim_bang_has_a_dossier_in_every_state(demo: Town) -> None:
    rows = demo.ask("SELECT DISTINCT state FROM dossiers_dossier WHERE code LIKE '%.791-%'")
    assert {state for (state,) in rows} == {int(state) for state in State}


def test_kim_bang_has_each_turn_that_papers_may_take(demo: Town) -> None:
    ends = demo.ask('SELECT DISTINCT "end", is_late FROM dossiers_supplement')
    assert {("completed", False), ("", True)} <= {(end or "", bool(is_late)) for end, is_late in ends}
    ((answered, silent),) = demo.ask("SELECT COUNT(answered_at), COUNT(silence_at) FROM dossiers_opinion")
    assert (answered, silent) == (1, 1)
    assert demo.ask("SELECT 1 FROM dossiers_extension WHERE signed_at IS NOT NULL")
    assert demo.ask("SELECT 1 FROM dossiers_step WHERE outcome = 'sent_back'")

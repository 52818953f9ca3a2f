"""The voices of a center's boards, as its head chooses them."""

import pytest
from django.test import Client

from motcua.base.models import Event
from motcua.config import cli
from motcua.domain.refusal import Forbidden, Invalid
from motcua.hall import actions
from motcua.hall.models import BoardVoices
from motcua.hall.voice import voices
from motcua.hall.voice.choosing import chosen
from motcua.web.display.views import rendered
from tests.cast import MONDAY_0900

pytestmark = pytest.mark.edge
PAGE = "/setup/hall/voices"


@pytest.fixture
def head(cast):
    client = Client()
    client.force_login(cast.center)
    return client


@pytest.fixture
def home(settings, tmp_path):
    settings.VOICES_ROOT = tmp_path / "voices"
    settings.VOICES = ["north"]
    return settings.VOICES_ROOT


def test_the_installations_voice_speaks_until_the_head_chooses(cast, head, home):
    assert chosen(cast.kim_bang) == ["north"]
    answer = head.post(PAGE, {"first": "", "second": "english", "third": "north"})
    assert (answer.status_code, answer["Location"]) == (302, "/setup/hall")
    assert chosen(cast.kim_bang) == ["english", "north"]
    assert Event.objects.get(kind="hall.voices_set").data["voices"] == "english+north"
    assert chosen(cast.son_lam) == ["north"]
    assert 'data-speakers="english north"' in rendered(cast.kim_bang, None, MONDAY_0900)
    assert "Giọng Bắc" in head.get("/setup/hall").content.decode()


def test_no_voice_is_silence_not_the_installations_voice(cast, head, home):
    head.post(PAGE, {"first": "north"})
    head.post(PAGE, {})
    assert chosen(cast.kim_bang) == []
    assert BoardVoices.objects.count() == 1
    assert 'data-speakers=""' in rendered(cast.kim_bang, None, MONDAY_0900)


@pytest.mark.parametrize("wrong", [{"second": "north"}, {"second": "south"}, {"third": "../north"}])
def test_a_voice_twice_or_one_that_cannot_speak_is_shown_again(cast, head, home, wrong):
    answer = head.post(PAGE, {"first": "north"} | wrong)
    assert answer.status_code == 422
    assert not BoardVoices.objects.exists()
    assert '<option value="north" selected>' in answer.content.decode()


def test_the_action_asks_the_same(cast, home):
    with pytest.raises(Invalid):
        actions.set_voices(cast.kim_bang, names=["south"], by=cast.center, now=MONDAY_0900)
    with pytest.raises(Invalid):
        actions.set_voices(cast.kim_bang, names=["north"] * 2, by=cast.center, now=MONDAY_0900)
    for stranger in (cast.counter, cast.of_son_lam("center")):
        with pytest.raises(Forbidden):
            actions.set_voices(cast.kim_bang, names=["north"], by=stranger, now=MONDAY_0900)
    assert not BoardVoices.objects.exists()


def test_a_wrong_description_of_one_voice_silences_no_other(cast, head, home, capsys):
    (home / "tay").mkdir(parents=True)
    (home / "tay" / "voice.json").write_text("{", encoding="utf-8")
    assert [voice.name for voice in voices.speaking(["north", "tay"])] == ["north"]
    assert "data-speakers" in rendered(cast.kim_bang, None, MONDAY_0900)
    assert head.get(PAGE).status_code == 200
    assert cli.main(["voice", "list"]) == 1
    said = capsys.readouterr().out
    assert "tay/voice.json is wrong" in said
    assert "north (Northern Vietnamese): ready" in said

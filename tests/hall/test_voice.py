"""Voices: those that ship speak at once; recorded clips come before built ones, those before shipped ones."""

import io
import json
import math
import shutil
import wave
from array import array

import pytest

from motcua.config import cli
from motcua.domain.refusal import Invalid, NotFound, Refusal
from motcua.hall.voice import building, sound, voices

RATE = 22_050


def a_wav(seconds=0.3, *, silence=0.5, loud=9_000, channels=1):
    """Silence, a tone, silence."""
    quiet = array("h", [0] * int(silence * RATE))
    tone = array("h", (int(loud * math.sin(at / 8)) for at in range(int(seconds * RATE))))
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(2)
        made.setframerate(RATE)
        made.writeframes((quiet + tone + quiet).tobytes())
    return file.getvalue()


def length(content):
    with wave.open(io.BytesIO(content)) as made:
        return made.getnframes() / made.getframerate()


@pytest.fixture
def home(settings, tmp_path):
    settings.VOICES_ROOT = tmp_path / "voices"
    return settings.VOICES_ROOT


@pytest.mark.parametrize("name", ["north", "english"])
def test_what_ships_speaks_every_call_at_once(home, name):
    voice = voices.voice(name)
    assert voice.missing == []
    for clip in voice.clips:
        path = voices.path_of(name, clip)
        sound.check(path.read_bytes(), "wav", path.name)
    assert voice.call("A015", 21) == voice.call("A015", 21)


def test_what_ships_is_small():
    sizes = [path.stat().st_size for path in voices.SHIPPED.rglob("*") if path.is_file()]
    assert sum(sizes) < 1_500_000


def test_a_voice_without_clips_is_not_chosen(home):
    assert set(voices.voice("south").missing) == set(voices.voice("south").needed)
    assert [voice.name for voice in voices.speaking(["south", "north", "nobody", "english"])] == [
        "north",
        "english",
    ]


def test_recorded_before_built_before_shipped(home):
    shipped = voices.path_of("north", "call")
    before = voices.version("north")
    for folder, ending in (("built", "wav"), ("recorded", "ogg")):
        (home / "north" / folder).mkdir(parents=True)
        (home / "north" / folder / f"call.{ending}").write_bytes(b"OggS" if ending == "ogg" else a_wav())
        assert voices.path_of("north", "call").parent.name == folder
    assert voices.path_of("north", "counter") == shipped.with_name("counter.wav")
    assert voices.version("north") != before
    assert voices.check_recorded("north") == []


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("call.wav", b"RIFFnothing", "no WAV"),
        ("call.wav", a_wav(loud=20), "silent"),
        ("call.wav", a_wav(20), "larger"),
        ("call.wav", a_wav(0.01, silence=0), "seconds long"),
        ("call.ogg", b"nothing", "no OGG"),
        ("call.mp3", b"nothing", "no MP3"),
        ("hello.wav", a_wav(), "no clip of this voice"),
        ("call.exe", b"MZ", "no clip of this voice"),
    ],
)
def test_a_wrong_recording_is_said(home, file, content, says):
    (home / "north" / "recorded").mkdir(parents=True)
    (home / "north" / "recorded" / file).write_bytes(content)
    assert [says in wrong.words.en for wrong in voices.check_recorded("north")] == [True]


def test_a_minority_language_is_one_folder_with_clips_and_words(home):
    folder = home / "tay"
    (folder / "recorded").mkdir(parents=True)
    model = json.loads((voices.SHIPPED / "north" / "voice.json").read_text(encoding="utf-8"))
    letters = {letter: letter for letter in "abcdefghijklmnopqrstuvwxyz"}
    words = letters | {str(digit): f"số {digit}" for digit in range(10)} | {"call": "…", "counter": "…"}
    model |= {"name": {"vi": "Tiếng Tày", "en": "Tày"}, "language": "tyz", "counting": "digits"}
    model |= {"call": ["call", "{ticket}", "counter", "{counter}"], "clips": words, "espeak": ""}
    model["again"] = model["call"]
    (folder / "voice.json").write_text(json.dumps(model), encoding="utf-8")
    for clip in words:
        (folder / "recorded" / f"{clip}.mp3").write_bytes(b"ID3")
    assert "tay" in voices.names()
    assert [voice.name for voice in voices.speaking(["tay"])] == ["tay"]
    assert voices.voice("tay").call("A015", 12)[-3:] == ["counter", "1", "2"]
    with pytest.raises(Refusal) as refused:
        building.build(voices.voice("tay"))
    assert refused.value.code == "voice_only_recorded"


@pytest.mark.parametrize(
    "change",
    [
        {"counting": "roman"},
        {"clips": {"call": "x"}},
        {"clips": {"../call": "x"}},
        {"language": "../vi"},
        {"name": "North"},
        {"call": 3},
    ],
)
def test_a_wrong_description_is_one_sentence(home, change):
    model = json.loads((voices.SHIPPED / "north" / "voice.json").read_text(encoding="utf-8"))
    (home / "north").mkdir(parents=True)
    (home / "north" / "voice.json").write_text(json.dumps(model | change), encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        voices.voice("north")
    assert refused.value.code == "voice_wrong"


@pytest.mark.parametrize("name", ["", "..", "../north", "NORTH", "a/b", "x" * 60])
def test_no_name_leaves_the_folder(home, name):
    with pytest.raises(NotFound):
        voices.voice(name)
    assert voices.path_of(name, "call") is None
    assert voices.path_of("north", name) is None


def test_trimming_takes_the_silence_and_keeps_the_sound():
    made = sound.trimmed(a_wav(0.3, silence=0.5))
    assert length(made) == pytest.approx(0.34, abs=0.02)
    halved = sound.trimmed(a_wav(0.3, silence=0.5), halved=True)
    assert length(halved) == pytest.approx(length(made), abs=0.01)
    assert len(halved) == pytest.approx(len(made) / 2, rel=0.02)
    with pytest.raises(Invalid):
        sound.trimmed(b"RIFF")


def test_without_espeak_one_sentence_and_exit_2(home, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert cli.main(["voice", "build", "--voice", "north"]) == 2
    said = capsys.readouterr().err.strip()
    assert said.count("\n") == 0
    assert "espeak-ng" in said
    assert not home.exists()


def test_an_unknown_voice_is_one_sentence_and_exit_2(home, capsys):
    assert cli.main(["voice", "build", "--voice", "klingon"]) == 2
    assert "north" in capsys.readouterr().err


def test_the_kit_lists_every_clip_and_its_words(home, capsys):
    assert cli.main(["voice", "kit"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(voices.voice("north").clips)
    assert "1-last.wav\tmốt" in lines
    assert {line.partition(".wav")[0] for line in lines} >= set(voices.voice("north").needed)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no espeak-ng on this machine")
def test_espeak_builds_every_voice_that_ships(home, capsys):
    assert cli.main(["voice", "build"]) == 0
    assert capsys.readouterr().out.count("clips") == 4
    for name in ("north", "central", "south", "english"):
        assert voices.voice(name).missing == []
        for clip in voices.voice(name).clips:
            assert 0.05 < length(voices.path_of(name, clip).read_bytes()) < 3
    assert cli.main(["voice", "list"]) == 0
    assert capsys.readouterr().out.count("ready") == 4

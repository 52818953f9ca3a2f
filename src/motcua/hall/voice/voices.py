"""The voices of this installation: what each says (``voice.json``) and where its clips lie.

A voice is a folder with ``voice.json``. Those that ship lie in ``data/voices``; an installation has its own
in ``MOTCUA_HOME/voices``, where the same name adds to or replaces what ships. For each clip the best is
taken: ``recorded/`` before ``built/`` before what ships.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.domain import speech
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.hall.voice import sound

SHIPPED = Path(__file__).parents[2] / "data" / "voices"
NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
CLIP = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
ENOUGH = 30
"""Counters up to this number must be speakable; no center has more."""


@dataclass(frozen=True)
class Voice:
    """``clips``: the words of each clip, as the recording kit lists them. ``espeak``: the voice of
    espeak-ng that can make them, "" where only people can record them."""

    name: str
    words: Words
    language: str
    manner: speech.Manner
    clips: dict[str, str]
    espeak: str = ""

    def call(self, ticket: str, counter: int, *, again: bool = False) -> list[str]:
        return speech.spoken(ticket, counter, self.manner, again=again)

    @property
    def needed(self) -> list[str]:
        return speech.needed(self.manner, counters=range(1, ENOUGH + 1))

    @property
    def missing(self) -> list[str]:
        """The clips without which some call could not be spoken."""
        return [clip for clip in self.needed if path_of(self.name, clip) is None]


def own() -> Path:
    return Path(settings.VOICES_ROOT)


def names() -> list[str]:
    """Every voice that has its ``voice.json`` here or among those that ship."""
    folders = [path.parent for root in (SHIPPED, own()) for path in root.glob("*/voice.json")]
    return sorted({folder.name for folder in folders if NAME.fullmatch(folder.name)})


def voice(name: str) -> Voice:
    """Raises ``NotFound`` for a voice that is not there, ``Invalid`` for a wrong ``voice.json``."""
    for root in (own(), SHIPPED):
        path = root / name / "voice.json"
        if NAME.fullmatch(name) and path.is_file():
            return _read(name, str(path), path.stat().st_mtime_ns)
    known = ", ".join(names())
    raise NotFound(
        "voice_unknown",
        Words(f"Không có giọng {name[:40]}; hiện có: {known}.", f"No such voice; known: {known}."),
    )


def readable() -> list[Voice]:
    """Every voice here but those with a wrong ``voice.json``: somebody's half-written one must not silence
    the others (``motcua voice list`` says what is wrong with it)."""
    found = []
    for name in names():
        try:
            found.append(voice(name))
        except Invalid:
            continue
    return found


@lru_cache(maxsize=32)
def _read(name: str, path: str, changed: int) -> Voice:
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        return _voice(name, content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid(
            "voice_wrong",
            Words(f"Tệp {path} không đúng: {error}.", f"The file {path} is wrong: {error}."),
            field="voice",
        ) from None


def _voice(name: str, content: dict[str, Any]) -> Voice:
    manner = speech.Manner(tuple(content["call"]), tuple(content["again"]), content["counting"])
    if manner.counting not in speech.COUNTING:
        raise ValueError(f"counting must be one of {', '.join(speech.COUNTING)}")
    clips = {str(clip): str(words) for clip, words in content["clips"].items()}
    for clip in clips:
        if not CLIP.fullmatch(clip):
            raise ValueError(f"clip name {clip[:40]!r} must be small letters, digits and hyphens")
    unknown = set(speech.needed(manner, counters=range(1, ENOUGH + 1))) - clips.keys()
    if unknown:
        raise ValueError(f"clips lacks {', '.join(sorted(unknown))}")
    if not LANGUAGE.fullmatch(content["language"]):
        raise ValueError("language must be a code such as vi")
    words = Words(str(content["name"]["vi"]), str(content["name"]["en"]))
    return Voice(name, words, content["language"], manner, clips, str(content.get("espeak", "")))


def path_of(name: str, clip: str) -> Path | None:
    """The file that speaks this clip: recorded, else built, else shipped; None where there is none."""
    if not (NAME.fullmatch(name) and CLIP.fullmatch(clip)):
        return None
    for folder in (own() / name / "recorded", own() / name / "built", SHIPPED / name):
        for ending in sound.MEDIA:
            path = folder / f"{clip}.{ending}"
            if path.is_file():
                return path
    return None


def version(name: str) -> str:
    """Changes with every clip, so that browsers may keep each for ever under its address."""
    lines = []
    for clip in sorted(voice(name).clips):
        path = path_of(name, clip)
        if path is not None:
            seen = path.stat()
            lines.append(f"{clip} {path} {seen.st_size} {seen.st_mtime_ns}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:12]


def check_recorded(name: str) -> list[Invalid]:
    """What is wrong with the clips that people recorded for a voice: unknown names, files nobody can play."""
    found = []
    known = voice(name).clips
    for path in sorted((own() / name / "recorded").glob("*")):
        ending = path.suffix.removeprefix(".").lower()
        try:
            if path.stem not in known or ending not in sound.MEDIA:
                raise Invalid(
                    "clip_unknown",
                    Words(
                        f"{path.name} không có trong danh sách đoạn.",
                        f"{path.name} is no clip of this voice.",
                    ),
                    field="clip",
                )
            sound.check(path.read_bytes(), ending, path.name)
        except Invalid as wrong:
            found.append(wrong)
    return found


def speaking(wanted: list[str]) -> list[Voice]:
    """Those of the wanted voices that can speak every call, in their order; the others are passed over."""
    ready = _ready(_state())
    return [ready[name] for name in wanted if name in ready]


def _state() -> tuple[tuple[str, int], ...]:
    """Changes where a clip or a description came or went; a few looks at folders, whatever they hold."""
    folders = [
        folder
        for root in (SHIPPED, own())
        for path in sorted(root.glob("*/voice.json"))
        for folder in (path, path.parent)
    ]
    folders += [path for name in ("built", "recorded") for path in sorted(own().glob(f"*/{name}"))]
    return tuple((str(path), path.stat().st_mtime_ns) for path in folders)


@lru_cache(maxsize=4)
def _ready(state: tuple[tuple[str, int], ...]) -> dict[str, Voice]:
    return {voice.name: voice for voice in readable() if not voice.missing}

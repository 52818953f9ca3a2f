"""The voice of a board: which voices speak there, what each says, and the clips themselves."""

import json
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.hall.voice import sound, voices
from motcua.web.requests import Request

FOR_EVER = "public, max-age=31536000, immutable"
"""The address of a clip changes with the clip."""


@dataclass(frozen=True)
class Spoken:
    """What one voice says at a call: names of clips with spaces between."""

    voice: str
    clips: str


def spoken_words(ticket: str, counter: int, *, again: bool) -> list[Spoken]:
    """For every voice that is ready here: boards of one center may have different ones."""
    return [
        Spoken(voice.name, " ".join(voice.call(ticket, counter, again=again)))
        for voice in voices.speaking(voices.names())
    ]


def voices_for(wanted: list[str]) -> str:
    """The voices of one board as its script reads them (JSON): name, address of its clips, their names."""
    found = []
    for voice in voices.speaking(wanted):
        base = reverse("voice_clip", args=[voice.name, voices.version(voice.name), "-"])
        found.append({"name": voice.name, "base": base[:-1], "clips": sorted(voice.clips)})
    return json.dumps(found)


@require_GET
def clip(request: Request, voice: str, version: str, clip: str) -> HttpResponse:
    """One sound file. It says nothing about anybody, so nobody is asked who they are."""
    path = voices.path_of(voice, clip)
    if path is None:
        raise NotFound("clip_unknown", Words("Không có đoạn tiếng này.", "There is no such clip."))
    media = sound.MEDIA[path.suffix.removeprefix(".")]
    return HttpResponse(path.read_bytes(), content_type=media, headers={"Cache-Control": FOR_EVER})

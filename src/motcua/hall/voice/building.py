"""Makes the clips of a voice with espeak-ng, and the kit by which people record better ones."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.hall.voice import sound
from motcua.hall.voice.voices import Voice, own

PROGRAM = "espeak-ng"
SPEED = "150"
"""Words a minute: a little slower than people speak, for a hall with an echo."""
PATIENCE = 20
"""Seconds for one clip; it takes 0.03."""


def build(voice: Voice, *, halved: bool = False) -> Path:
    """Every clip of a voice into ``built/``; returns the folder.

    ``halved``: at half the rate of espeak-ng, half the size. Raises ``Refusal`` where espeak-ng is missing
    or fails, or has no such voice.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise Refusal(
            "espeak_missing",
            Words(
                "Máy này chưa có espeak-ng: cài (Debian, Ubuntu: apt-get install espeak-ng) rồi chạy lại.",
                "espeak-ng is not on this machine: install it (Debian, Ubuntu: apt-get install espeak-ng), "
                "then try again.",
            ),
        )
    if not voice.espeak:
        raise Refusal(
            "voice_only_recorded",
            Words(
                f"espeak-ng không nói được giọng {voice.name}; hãy thu âm theo `motcua voice kit`.",
                f"espeak-ng cannot speak the voice {voice.name}; record it with `motcua voice kit`.",
            ),
        )
    folder = own() / voice.name / "built"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as workshop:
        for clip, words in voice.clips.items():
            file = Path(workshop) / f"{clip}.wav"
            _speak(program, voice.espeak, words, file)
            made = sound.trimmed(file.read_bytes(), halved=halved)
            sound.check(made, "wav", file.name)
            file.write_bytes(made)
            file.replace(folder / file.name)  # a board never fetches half a clip
    return folder


def _speak(program: str, espeak: str, words: str, file: Path) -> None:
    command = [program, "-v", espeak, "-s", SPEED, "-w", str(file), "--", words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(type(error).__name__) from None
    if done.returncode or not file.is_file():
        raise _failed(done.stderr.decode(errors="replace").strip().partition("\n")[0] or "no sound")


def _failed(why: str) -> Refusal:
    return Refusal(
        "espeak_failed", Words(f"espeak-ng không chạy được: {why}.", f"espeak-ng could not speak: {why}.")
    )


def kit(voice: Voice) -> str:
    """What to record for a voice, one line a clip: the file's name and the words to say (tab between)."""
    lines = [f"{clip}.wav\t{words}" for clip, words in voice.clips.items()]
    return "\n".join(lines) + "\n"

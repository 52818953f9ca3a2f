"""Sound files: what a clip may be, and the trimming and halving of those that a program made."""

import io
import math
import sys
import wave
from array import array

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

LARGEST = 400_000
"""Bytes of one clip."""
SHORTEST, LONGEST = 0.05, 8.0
"""Seconds of one clip."""
MEDIA = {"wav": "audio/wav", "ogg": "audio/ogg", "mp3": "audio/mpeg"}
QUIET = 0.012
"""Below this share of the loudest sample there is nothing to hear."""
LEAD, TAIL = 0.012, 0.03
"""Seconds left before and after the sound, so that no word begins or ends with a click."""
LOUD = 0.9
TAPS = 31


def check(content: bytes, ending: str, name: str) -> None:
    """Raises ``Invalid`` for what no browser would play as a clip; ``name`` is said in the sentence."""
    if len(content) > LARGEST:
        raise _wrong(name, f"lớn hơn {LARGEST // 1000} kB", f"is larger than {LARGEST // 1000} kB")
    if ending == "wav":
        _check_wav(content, name)
    elif ending == "ogg" and not content.startswith(b"OggS"):
        raise _wrong(name, "không phải tệp OGG", "is no OGG file")
    elif ending == "mp3" and not (content.startswith(b"ID3") or _is_mpeg_frame(content)):
        raise _wrong(name, "không phải tệp MP3", "is no MP3 file")


def _is_mpeg_frame(content: bytes) -> bool:
    return len(content) > 2 and content[0] == 0xFF and content[1] & 0xE0 == 0xE0


def _check_wav(content: bytes, name: str) -> None:
    try:
        with wave.open(io.BytesIO(content)) as sound:
            width, seconds = sound.getsampwidth(), sound.getnframes() / sound.getframerate()
            frames = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError, ZeroDivisionError):
        raise _wrong(name, "không phải tệp WAV (PCM)", "is no WAV file (PCM)") from None
    if not SHORTEST <= seconds <= LONGEST:
        raise _wrong(name, f"dài {seconds:.1f} giây", f"is {seconds:.1f} seconds long")
    if width == 2 and _loudest(_samples(frames)) < 330:  # one per cent
        raise _wrong(name, "không có tiếng", "is silent")


def _wrong(name: str, vi: str, en: str) -> Invalid:
    return Invalid("clip_wrong", Words(f"Đoạn tiếng {name} {vi}.", f"The clip {name} {en}."), field="clip")


def trimmed(content: bytes, *, halved: bool = False) -> bytes:
    """A 16-bit mono WAV without the silence at its ends, as loud as the others; ``halved``: at half its rate.

    Raises ``Invalid`` for a file of another kind.
    """
    try:
        with wave.open(io.BytesIO(content)) as sound:
            if (sound.getsampwidth(), sound.getnchannels()) != (2, 1):
                raise wave.Error("16 bit mono only")
            rate = sound.getframerate()
            samples = _samples(sound.readframes(sound.getnframes()))
    except (wave.Error, EOFError):
        raise _wrong("", "không phải tệp WAV 16 bit một kênh", "is no 16-bit mono WAV file") from None
    samples = _cut(samples, rate)
    if halved:
        samples, rate = _half(samples), rate // 2
    loudest = _loudest(samples)
    if loudest:
        gain = LOUD * 32767 / loudest
        samples = array("h", (int(sample * gain) for sample in samples))
    return _written(samples, rate)


def _samples(frames: bytes) -> "array[int]":
    samples = array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _loudest(samples: "array[int]") -> int:
    return max((abs(sample) for sample in samples), default=0)


def _cut(samples: "array[int]", rate: int) -> "array[int]":
    floor = _loudest(samples) * QUIET
    heard = [index for index, sample in enumerate(samples) if abs(sample) > floor]
    if not heard:
        return samples
    return samples[max(0, heard[0] - int(LEAD * rate)) : heard[-1] + int(TAIL * rate)]


def _half(samples: "array[int]") -> "array[int]":
    """Every second sample after a low-pass at a quarter of the rate (a windowed sinc of ``TAPS``)."""
    middle = TAPS // 2
    weights = []
    for tap in range(TAPS):
        at = tap - middle
        sinc = 0.5 if at == 0 else math.sin(math.pi * at / 2) / (math.pi * at)
        weights.append(sinc * (0.54 - 0.46 * math.cos(2 * math.pi * tap / (TAPS - 1))))
    padded = [0] * middle + list(samples) + [0] * middle
    return array(
        "h",
        (
            max(-32768, min(32767, int(sum(w * padded[at + i] for i, w in enumerate(weights)))))
            for at in range(0, len(samples), 2)
        ),
    )


def _written(samples: "array[int]", rate: int) -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(samples.tobytes())
    return file.getvalue()

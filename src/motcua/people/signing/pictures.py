"""The pictures of a signature and of a seal: PNG, transparent, at their true size (Decree 30/2020 Annex I).

A real one is a scan put beside the key as ``<holder>.png``; 300 dots per inch unless it says otherwise
itself. For the demo they are drawn here: a scribble that is nobody's, a seal that bears no emblem and says
DEMO.
"""

import math
import random
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image

from motcua.base.typesetting import drawn

FOLDER = Path(__file__).parent
DOTS_PER_INCH = 300
POINTS_PER_INCH = 72


def picture_of(holder: str) -> Image.Image | None:
    """The holder's picture; None where none was put beside the key: the signature is then invisible."""
    try:
        content = (Path(settings.KEYS_ROOT) / f"{holder}.png").read_bytes()
    except FileNotFoundError:
        return None
    return Image.open(BytesIO(content)).convert("RGBA")


def size_of(picture: Image.Image) -> tuple[float, float]:
    """Width and height in points, true to the picture's own resolution."""
    across, down = picture.info.get("dpi", (DOTS_PER_INCH, DOTS_PER_INCH))
    return picture.width / across * POINTS_PER_INCH, picture.height / down * POINTS_PER_INCH


def keep_picture(folder: Path, holder: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / f"{holder}.png").write_bytes(content)


def invented_seal(name: str, below: str) -> bytes:
    """A round red seal with the organisation's name above and its province ``below``."""
    return drawn(FOLDER / "seal.typ", {"name": name, "below": below}, dots_per_inch=DOTS_PER_INCH)


def invented_signature(name: str) -> bytes:
    """A blue scribble, always the same for the same name."""
    chance = random.Random(name)  # noqa: S311 - ink, not a key
    letters = 5 + len(name.split()[-1])
    waves = [_wave(chance, letters), _flourish(chance)]
    return drawn(FOLDER / "signature.typ", {"strokes": waves}, dots_per_inch=DOTS_PER_INCH)


def _wave(chance: random.Random, letters: int) -> list[tuple[float, float]]:
    """Loops that grow smaller to the right, as a hurried name does: cubic curves, in parts of the page."""
    points = [(0.06, 0.62)]
    for order in range(letters):
        left = 0.06 + 0.78 * order / letters
        width = 0.78 / letters
        height = chance.uniform(0.16, 0.44) * (1.25 - 0.7 * order / letters)
        points += [
            (left + width * chance.uniform(0.5, 1.1), 0.58 - height),
            (left + width * chance.uniform(0.0, 0.5), 0.50 - height),
            (left + width * 0.55, 0.58),
            (left + width * chance.uniform(0.3, 0.7), 0.66 + height * chance.uniform(0.1, 0.5)),
            (left + width * chance.uniform(0.8, 1.1), 0.66),
            (left + width, 0.58 + chance.uniform(-0.05, 0.05)),
        ]
    return points


def _flourish(chance: random.Random) -> list[tuple[float, float]]:
    """The stroke below it."""
    tilt = math.radians(chance.uniform(-7, 2))
    rise = math.tan(tilt) * 0.6
    return [
        (0.94, 0.55 + rise),
        (0.7, 0.98),
        (0.35, 0.95),
        (0.12, 0.8),
        (0.3, 0.74),
        (0.6, 0.72),
        (0.9, 0.8 + rise),
    ]

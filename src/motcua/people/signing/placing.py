"""Where on the page a signature and a seal stand: Decree 30/2020/NĐ-CP Annex I, Part I, II.7 and II.8.

The signer's picture lies between title and name; the seal, at its true size, covers about a third of it on
its left. Points, as PDF counts them: from the left and from the bottom.

>>> sign = signer_at(Spot(page=0, x=400, y=300))
>>> seal = seal_beside(sign, side=100)
>>> round((seal.left + seal.width - sign.left) / sign.width, 2)
0.33
"""

from dataclasses import dataclass

from motcua.base.typesetting import Spot

SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 136.0, 57.0
"""48 x 20 mm, as a signature is written above a name."""
SEAL_SIDE = 99.2
"""35 mm; a real seal brings its own size."""
COVERED = 1 / 3
CORNER_MARGIN = 28.0
CORNER_WIDTH, CORNER_HEIGHT = 200.0, 26.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page; ``page`` from 0, -1 is the last."""

    page: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, bottom, right, top in whole points, as a field of a PDF has it."""
        return (
            round(self.left),
            round(self.bottom),
            round(self.left + self.width),
            round(self.bottom + self.height),
        )


def signer_at(spot: Spot) -> Place:
    """The signature around an anchor that stands in the middle between title and name."""
    return Place(
        spot.page,
        spot.x - SIGNATURE_WIDTH / 2,
        spot.y - SIGNATURE_HEIGHT / 2,
        SIGNATURE_WIDTH,
        SIGNATURE_HEIGHT,
    )


def seal_beside(signature: Place, side: float = SEAL_SIDE) -> Place:
    """The seal over the left third of the signature, at the same height."""
    right = signature.left + signature.width * COVERED
    middle = signature.bottom + signature.height / 2
    return Place(signature.page, right - side, middle - side / 2, side, side)


def upper_right(width: float, height: float) -> Place:
    """The corner of a first page of this size where an attachment carries its organisation's signature."""
    return Place(
        0,
        width - CORNER_MARGIN - CORNER_WIDTH,
        height - CORNER_MARGIN / 2 - CORNER_HEIGHT,
        CORNER_WIDTH,
        CORNER_HEIGHT,
    )

"""``motcua device pair``: a code by which a kiosk, a display or a print agent is paired with its center."""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.places.models import Center, Point

HELP = "give a code to pair a kiosk, a display or a print agent with its center"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["pair"])
    parser.add_argument("--center", required=True, metavar="CODE", help="the commune's five-digit code")
    parser.add_argument("--kind", required=True, choices=["kiosk", "display", "printer"])
    parser.add_argument(
        "--point",
        default="",
        metavar="NAME",
        help="the receiving point where it stands (else: the main place)",
    )


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from motcua.base.actors import System
    from motcua.domain import codes
    from motcua.places.actions import offer_pairing
    from motcua.places.queries import center_of

    center = center_of(args.center if codes.COMMUNE.fullmatch(args.center) else "")
    point = _point(center, args.point) if args.point else None
    code = offer_pairing(center, kind=args.kind, point=point, by=System(), now=timezone.now())
    sys.stdout.write(f"{code}\n")
    where = f"Type it at /{args.kind}/{center.code}"
    if args.kind == "printer":
        where = f"Use it in `motcua print-agent --server URL --center {center.code} --pair CODE`"
    place = f" It will stand at: {point.name_vi}." if point else ""
    sys.stderr.write(f"{where} within 15 minutes.{place}\n")
    return 0


def _point(center: "Center", name: str) -> "Point":
    """The open receiving point of that name, in Vietnamese or English. Raises ``NotFound`` with all names."""
    from motcua.domain.folding import fold
    from motcua.domain.refusal import NotFound
    from motcua.domain.words import Words

    points = center.points.filter(closed_at__isnull=True).order_by("name_vi")
    wanted = fold(name)
    for point in points:
        if wanted and wanted in (fold(point.name_vi), fold(point.name_en)):
            return point
    known = "; ".join(point.name_vi for point in points)
    raise NotFound(
        "no_point",
        Words(
            f"Không có điểm tiếp nhận này. Các điểm đang có: {known}."
            if known
            else "Trung tâm không có điểm tiếp nhận nào khác.",
            f"There is no such receiving point. There are: {known}."
            if known
            else "The center has no further receiving point.",
        ),
    )

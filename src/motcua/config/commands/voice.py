"""``motcua voice``: the voices that speak a call. ``build`` makes clips with espeak-ng, ``kit`` lists what
people record instead, ``list`` says which voice is ready and what is wrong with recorded clips."""

import argparse
import sys
from pathlib import Path

HELP = "build, list or record the voices that speak a call (docs/how-to/voices.md)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["build", "kit", "list"])
    parser.add_argument(
        "--voice", metavar="NAME", help="north, central, south, english, one of your own, or all"
    )
    parser.add_argument("--half", action="store_true", help="build: at half the rate, half the size")
    parser.add_argument("--to", type=Path, metavar="FILE", help="kit: write it there, not to standard output")


def run(args: argparse.Namespace) -> int:
    return {"build": _build, "kit": _kit, "list": _list}[args.what](args)


def _build(args: argparse.Namespace) -> int:
    from motcua.hall.voice import building, voices

    everything = args.voice in (None, "all")
    # A voice that only people can record is refused where it was asked for by name, else passed over.
    possible = [voice for voice in voices.readable() if voice.espeak]
    for voice in possible if everything else [voices.voice(args.voice)]:
        folder = building.build(voice, halved=args.half)
        size = sum(path.stat().st_size for path in folder.glob("*.wav"))
        sys.stdout.write(f"{voice.name}: {len(voice.clips)} clips, {size // 1000} kB in {folder}\n")
    return 0


def _kit(args: argparse.Namespace) -> int:
    from motcua.domain.refusal import Refusal
    from motcua.domain.words import Words
    from motcua.hall.voice import building, voices

    text = building.kit(voices.voice(args.voice or "north"))
    if args.to is None:
        sys.stdout.write(text)
        return 0
    try:
        args.to.write_text(text, encoding="utf-8")
    except OSError as error:
        words = Words(
            f"Không ghi được {args.to}: {error.strerror}.", f"{args.to} cannot be written: {error.strerror}."
        )
        raise Refusal("kit_not_written", words) from None
    return 0


def _list(args: argparse.Namespace) -> int:
    from motcua.domain.refusal import Invalid
    from motcua.hall.voice import voices

    trouble = False
    for name in voices.names() if args.voice in (None, "all") else [args.voice]:
        try:
            voice, wrong = voices.voice(name), voices.check_recorded(name)
        except Invalid as refusal:  # its voice.json; the others are still listed
            sys.stdout.write(f"{name}: {refusal.words.en}\n")
            trouble = True
            continue
        state = f"lacks {len(voice.missing)} clips: {', '.join(voice.missing)}" if voice.missing else "ready"
        sys.stdout.write(f"{name} ({voice.words.en}): {state}\n")
        for each in wrong:
            sys.stdout.write(f"  {each.words.en}\n")
        trouble = trouble or bool(wrong)
    return 1 if trouble else 0

"""The command line: ``motcua COMMAND``. Each module in ``config/commands`` is one command.

Bad arguments: one sentence on standard error and exit 2, never a traceback.
"""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from motcua import __version__
from motcua.config import commands
from motcua.domain.refusal import Refusal


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise SystemExit(2)


def found() -> dict[str, ModuleType]:
    """Every command by its name: the module's own, or its ``NAME``."""
    modules = {}
    for info in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"{commands.__name__}.{info.name}")
        modules[getattr(module, "NAME", info.name)] = module
    return dict(sorted(modules.items()))


def parser(modules: dict[str, ModuleType]) -> Parser:
    top = Parser(prog="motcua", description="The day at a center, from number to result.")
    top.add_argument("--version", action="version", version=f"motcua {__version__}")
    subs = top.add_subparsers(dest="command", required=True, parser_class=Parser, metavar="COMMAND")
    for name, module in modules.items():
        sub = subs.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    modules = found()
    args = parser(modules).parse_args(argv)
    module = modules[args.command]
    try:
        if getattr(module, "NEEDS_DJANGO", True):
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
            import django

            django.setup()
        return int(module.run(args))
    except Refusal as refusal:
        sys.stderr.write(f"motcua: {refusal.words.en}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if type(error).__module__ != "django.db.utils":  # not imported: some commands need no Django
            raise
        reason = str(error).partition("\n")[0]
        sys.stderr.write(f"motcua: the database cannot be used ({reason}); see `motcua check`\n")
        return 1

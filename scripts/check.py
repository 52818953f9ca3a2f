"""`make check`: every check of the code itself; goes through all of them and says at the end which failed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = {
    "format": ["ruff", "format", "--check", "-q", "."],
    "lint": ["ruff", "check", "-q", "."],
    "floors": ["lint-imports", "--no-logo"],
    "types": ["mypy"],
    "migrations": ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "translations": ["python", "scripts/messages.py", "check"],
    "documents": ["python", "scripts/docs.py", "--check"],
    "lock": ["python", "scripts/lock.py", "--check"],
}


def main() -> int:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "MOTCUA_SECRET_KEY": "for-checks-only-" + "x" * 40,
    }
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        print(f"--- {name}", flush=True)
        done = subprocess.run([str(BIN / program), *arguments], cwd=ROOT, env=environment, check=False)
        if done.returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

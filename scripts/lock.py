"""Writes requirements.txt: every package with its version and hashes, for every platform.

python scripts/lock.py           resolve anew (needs uv: it is not installed by make)
python scripts/lock.py --check   what pyproject.toml names is in the lock, with hashes, and no index is named
"""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
HEADER = """\
# What Motcua runs, is tested and is built with: exact versions and hashes. Written by scripts/lock.py
# from pyproject.toml, where each dependency states its reason. Do not edit.
"""
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)")
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> set[str]:
    """The packages that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return {canonical(match[0]) for group in groups for line in group if (match := NAME.match(line))}


def resolve() -> None:
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit("uv is not installed (python -m pip install uv, in an environment of its own)")
    command = [uv, "pip", "compile", "--universal", "--generate-hashes", "--extra", "dev", "--no-header"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--python-version", "3.11", "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    LOCK.write_text(HEADER + done.stdout)


def check(text: str) -> list[str]:
    """What is wrong with a lock, a line each."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    pins = {canonical(match[1]): block for block in blocks if (match := PIN.match(block))}
    lines = [f"{name} is not locked: run scripts/lock.py" for name in sorted(wanted() - pins.keys())]
    lines += [f"{name} has no hash" for name, block in pins.items() if "--hash=sha256:" not in block]
    lines += [
        f"names a place: {line}"
        for line in text.splitlines()
        if re.search(r"://|--\w*index|find-links", line)
    ]
    return lines


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        lines = check(LOCK.read_text())
        print(*lines, sep="\n", end="\n" if lines else "", file=sys.stderr)
        return 1 if lines else 0
    resolve()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

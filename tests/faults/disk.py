"""A small disk of its own whose power can be cut: ext4 in a file, mounted through a loop device.

What was not flushed to the disk when the power goes is gone, as in a real cut; the kernel itself does
that (``EXT4_IOC_SHUTDOWN`` without a last flush), so the test needs no hypervisor, only root.
"""

import fcntl
import os
import struct
import subprocess
from pathlib import Path

SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
WITHOUT_FLUSHING = struct.pack("I", 2)  # EXT4_GOING_FLAGS_NOLOGFLUSH
REPAIRED = 1  # e2fsck's exit code: errors were found and corrected
SIZE = "256M"


class Disk:
    """``mounted`` is where its files are. Use as a context: made and mounted, in the end unmounted."""

    def __init__(self, place: Path) -> None:
        self.image, self.mounted = place / "disk.img", place / "disk"

    def __enter__(self) -> "Disk":
        self.mounted.mkdir()
        _run("truncate", "-s", SIZE, str(self.image))
        _run("mkfs.ext4", "-q", "-F", str(self.image))
        self.mount()
        return self

    def __exit__(self, *_: object) -> None:
        if self.mounted.is_mount():
            _run("umount", "--lazy", str(self.mounted))
        self.image.unlink()

    def mount(self) -> None:
        _run("mount", "-o", "loop", str(self.image), str(self.mounted))

    def flush(self) -> None:
        """Everything written until now is on the disk."""
        _run("sync", "--file-system", str(self.mounted))

    def cut_power(self) -> None:
        descriptor = os.open(self.mounted, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, WITHOUT_FLUSHING)
        finally:
            os.close(descriptor)

    def restart(self) -> None:
        """The power is back: the file system replays its own journal and is mounted anew."""
        _run("umount", str(self.mounted))
        done = subprocess.run(["e2fsck", "-p", str(self.image)], capture_output=True, text=True, check=False)
        assert done.returncode in (0, REPAIRED), done.stdout + done.stderr
        self.mount()


def lacking(place: Path) -> str:
    """Why no such disk can be made here, or nothing."""
    if os.geteuid() != 0:
        return "only root may mount a disk"
    try:
        with Disk(place) as disk:
            disk.cut_power()
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        return f"no disk can be mounted here: {said.strip().splitlines()[0]}"
    return ""


def _run(*command: str) -> None:
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)

"""Ways to a printer that talks ESC/POS: a network socket, the kernel's device file, a USB device.

A channel never waits for longer than it is told. ``Broken``: there is no way, or it ended.
"""

import contextlib
import os
import select
import socket
import time
from typing import Any, Protocol

PORT = 9100
CONNECT = 3.0
CHUNK = 2048


class Broken(Exception):
    """The way to the printer cannot be used (any more)."""


class Channel(Protocol):
    def send(self, data: bytes, *, within: float) -> None:
        """All of ``data``, or ``Broken`` after ``within`` seconds without progress."""
        ...

    def receive(self, *, within: float) -> bytes:
        """What the printer said, as soon as it says anything; nothing after ``within`` seconds."""
        ...

    def close(self) -> None: ...


class Tcp:
    """A printer on the network, as ``host`` or ``host:port``."""

    def __init__(self, address: str) -> None:
        host, _, port = address.partition(":")
        try:
            self.socket = socket.create_connection((host, int(port or PORT)), timeout=CONNECT)
        except (OSError, ValueError, OverflowError) as error:
            raise Broken(str(error)) from error
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, *, within: float) -> None:
        self.socket.settimeout(within)
        try:
            for start in range(0, len(data), CHUNK):
                self.socket.sendall(data[start : start + CHUNK])
        except OSError as error:
            raise Broken(str(error)) from error

    def receive(self, *, within: float) -> bytes:
        self.socket.settimeout(max(within, 0.001))
        try:
            heard = self.socket.recv(64)
        except TimeoutError:
            return b""
        except OSError as error:
            raise Broken(str(error)) from error
        if not heard:
            raise Broken("the printer closed the connection")
        return heard

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.close()


class DeviceFile:
    """A USB printer as the kernel shows it: ``/dev/usb/lp0``."""

    def __init__(self, path: str) -> None:
        try:
            self.file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise Broken(str(error)) from error

    def send(self, data: bytes, *, within: float) -> None:
        left = memoryview(data)
        while left:
            _, writable, _ = select.select([], [self.file], [], within)
            if not writable:
                raise Broken("the printer takes no more")
            try:
                left = left[os.write(self.file, left[:CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise Broken(str(error)) from error

    def receive(self, *, within: float) -> bytes:
        readable, _, _ = select.select([self.file], [], [], max(within, 0))
        if not readable:
            return b""
        try:
            heard = os.read(self.file, 64)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise Broken(str(error)) from error
        if not heard:  # usblp reads as at its end while the printer has nothing to say
            time.sleep(min(within, 0.05))
        return heard

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self.file)


class UsbDevice:
    """A USB printer by vendor and product (``04b8:0202``), where the kernel shows no device file.

    Needs ``pyusb`` beside python-escpos; without it the printer counts as away.
    """

    def __init__(self, address: str) -> None:
        vendor, _, product = address.partition(":")
        try:
            from escpos.printer import Usb

            self.usb: Any = Usb(int(vendor, 16), int(product, 16), timeout=int(CONNECT * 1000))
            self.usb.open()
        except Exception as error:  # the library and its back ends raise what they like
            raise Broken(str(error)) from error

    def send(self, data: bytes, *, within: float) -> None:
        self.usb.timeout = int(within * 1000)
        try:
            for start in range(0, len(data), CHUNK):
                self.usb._raw(data[start : start + CHUNK])
        except Exception as error:
            raise Broken(str(error)) from error

    def receive(self, *, within: float) -> bytes:
        self.usb.timeout = max(int(within * 1000), 1)
        try:
            return bytes(self.usb._read())
        except Exception:  # a time-out is one of several kinds of error here: silence either way
            return b""

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self.usb.close()


def way_to(kind: str, address: str) -> Channel:
    """A fresh channel; raises ``Broken``."""
    if kind == "network":
        return Tcp(address)
    return DeviceFile(address) if address.startswith("/dev/") else UsbDevice(address)

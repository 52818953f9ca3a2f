"""A small SMTP server on this machine: takes mail, and refuses or stalls where a test says so."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class SmtpServer(socketserver.ThreadingTCPServer):
    """``received`` holds (sender, recipients, text of the mail); ``answers`` what RCPT TO is answered."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received: list[tuple[str, list[str], str]] = []
        self.answers: dict[str, str] = {}

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self.say("220 localhost")
        sender, recipients = "", []
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            address = rest.partition("<")[2].partition(">")[0]
            if verb.upper() == "MAIL":
                sender, recipients = address, []
                self.say("250 ok")
            elif verb.upper() == "RCPT":
                answer = self.server.answers.get(address, "250 ok")
                recipients += [address] * answer.startswith("250")
                self.say(answer)
            elif verb.upper() == "DATA":
                self.say("354 go on")
                self.server.received.append((sender, recipients, self.body()))
                self.say("250 queued")
            elif verb.upper() == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def body(self) -> str:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines).decode()

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def running() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()

"""What it costs to receive one complete dossier through the API: SQL statements and CPU.

The whole program in this process, from the WSGI application's door to its answer: middleware, token,
idempotency, checks, code, ledger, steps, journal, the answer with the reasons of the date.
"""

import io
import json
import os
import statistics
import time
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import ground
from benchmarks.figures import Figure, show
from motcua.domain.codes import invented_person_id

WARM_UP, ROUNDS = 20, int(os.environ.get("MOTCUA_BENCH_DOSSIERS", "400"))


def filing(serial: int) -> dict[str, Any]:
    return {
        "center": "17791",
        "procedure": ground.BIRTH,
        "channel": "direct",
        "applicant": {
            "name": "Nguyễn Thị Ví Dụ",
            "identity_number": invented_person_id(serial, woman=True, year=58),
            "address": "Xóm 1, Xã Kim Bảng",
            "phone": "0900000001",
        },
        "documents": [{"code": code, "kind": "original", "count": 1} for code in ("D1", "D2", "D3")],
        "answers": {"child": {"name": "Nguyễn Văn Ví Dụ", "born_on": "2026-11-20"}},
    }


class Desk:
    """An officer's program at the counter."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()
        self.token = ground.officers_token("counter.kimbang")
        self.serial = 0

    def receive(self) -> None:
        self.serial += 1
        body = json.dumps(filing(self.serial)).encode()
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/api/v1/dossiers",
            "HTTP_HOST": "127.0.0.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_AUTHORIZATION": f"Bearer {self.token}",
            "HTTP_IDEMPOTENCY_KEY": f"dossier-{self.serial}",
            "wsgi.input": io.BytesIO(body),
        }
        setup_testing_defaults(environ)
        said: list[str] = []
        answer = self.application(environ, lambda status, headers, error=None: said.append(status))
        content = b"".join(answer)
        answer.close()
        assert said[0].startswith("201"), content


def main() -> None:
    ground.lay()
    desk = Desk()
    for _ in range(WARM_UP):
        desk.receive()
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        desk.receive()
        spent.append((time.process_time() - began) * 1000)
    with CaptureQueriesContext(connection) as captured:
        desk.receive()
    statements = [query["sql"] for query in captured.captured_queries]
    for statement in statements:
        print(statement[:150])
    show(Figure("SQL statements, with BEGIN and COMMIT", len(statements), "", "<=", 20))
    show(Figure("CPU a dossier, mean", statistics.mean(spent), "ms", "<=", 15))
    show(Figure("CPU a dossier, 95 of 100 below", statistics.quantiles(spent, n=20)[-1], "ms"))


if __name__ == "__main__":
    main()

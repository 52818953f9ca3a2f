"""When the database is gone the program says so, in a sentence and to the machines that watch it."""

import json
import time
import urllib.error
import urllib.request
from contextlib import closing

from tests.running import pristine, program


def get(address):
    try:
        with urllib.request.urlopen(address, timeout=20) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def take_away(environment):
    """PostgreSQL: the whole database. SQLite: a disk that gives back nothing but zeros."""
    if not environment.get("DATABASE_URL"):
        for ending in ("", "-wal", "-shm"):
            with open(environment["MOTCUA_DB"] + ending, "r+b") as file:
                size = file.seek(0, 2)
                file.seek(0)
                file.write(bytes(size))
        return
    import psycopg

    url = environment["DATABASE_URL"]
    name = url.partition("?")[0].rpartition("/")[2]
    with closing(psycopg.connect(pristine.elsewhere(url, "postgres"), autocommit=True)) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_dead_database_is_said(spare_database):
    environment = {**spare_database, "MOTCUA_DEMO": "1"}
    with program.serving(environment) as address:
        status, text = get(f"{address}/health")
        assert (status, json.loads(text)["status"]) == (200, "ok")
        take_away(spare_database)
        time.sleep(0.2)
        status, text = get(f"{address}/health")
        assert status == 503
        assert json.loads(text)["status"] != "ok"
        status, text = get(f"{address}/kiosk/17791")
        assert status == 500
        assert "<h1>Máy chủ gặp trục trặc</h1>" in text
        assert "Traceback" not in text
        status, text = get(f"{address}/api/v1/procedures")
        assert status in (401, 500)
        assert json.loads(text)["detail"]

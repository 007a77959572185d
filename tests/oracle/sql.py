"""Runs SQL on real engines: one job a line on standard input, one result a line on standard output.

A job: {"engine": "sqlite" | "duckdb" | "postgres", "setup": [sql], "tables": {name: {"columns": [name], "rows": [[value]]}},
"queries": [{"id": text, "sql": text}]}. Each job has a database of its own. `setup` makes the tables (a text may hold several
statements), then the rows are loaded in bulk, in the order of `tables`, then the queries run.

Its result: {"results": [{"id", "columns", "rows"} | {"id", "error"}]} or, when setup or loading fails, {"error"}.
Values come back alike from every engine: booleans as 0 and 1, whole decimals as integers, other decimals as text, dates in ISO form.

The PostgreSQL cluster is private to this process, on a socket in a temporary directory; it ends with the process.
"""

import atexit
import datetime
import decimal
import glob
import json
import os
import pwd
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
import psycopg

NULL = "\x01null"


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def plain(value):
    """The value as JSON can carry it, the same for every engine."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else format(value, "f")
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)):
        return value.isoformat()
    return value


def fetched(cursor):
    columns = [column[0] for column in cursor.description or []]
    rows = [[plain(value) for value in row] for row in cursor.fetchall()] if columns else []
    return {"columns": columns, "rows": rows}


class Sqlite:
    def __init__(self):
        self.connection = sqlite3.connect(":memory:")

    def setup(self, sql):
        self.connection.executescript(sql)

    def load(self, name, columns, rows):
        names = ", ".join(map(quoted, columns))
        marks = ", ".join("?" * len(columns))
        with self.connection:
            self.connection.executemany(f"INSERT INTO {quoted(name)} ({names}) VALUES ({marks})", rows)

    def query(self, sql):
        return fetched(self.connection.execute(sql))

    def close(self):
        self.connection.close()


class Duckdb:
    def __init__(self):
        self.connection = duckdb.connect(":memory:")

    def setup(self, sql):
        self.connection.execute(sql)

    def load(self, name, columns, rows):
        """By a CSV file: row by row is some hundred times slower here."""
        names = ", ".join(map(quoted, columns))
        with tempfile.TemporaryDirectory(prefix="peil-duckdb-") as folder:
            path = os.path.join(folder, "rows.csv")
            with open(path, "w", newline="", encoding="utf-8") as file:
                for row in rows:
                    file.write(",".join(map(self.field, row)) + "\n")
            options = f"DELIMITER ',', QUOTE '\"', ESCAPE '\"', HEADER false, AUTO_DETECT false, NULLSTR '{NULL}'"
            if rows:
                self.connection.execute(f"COPY {quoted(name)} ({names}) FROM '{path}' ({options})")

    @staticmethod
    def field(value):
        if value is None:
            return NULL
        if isinstance(value, bool):
            return str(int(value))
        return quoted(str(value))

    def query(self, sql):
        return fetched(self.connection.execute(sql))

    def close(self):
        self.connection.close()


class Cluster:
    """A PostgreSQL server of our own, started at the first job that wants one."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="peil-pg-")
        self.user = None
        if os.getuid() == 0:
            # The server refuses to run as root.
            self.user = "postgres"
            account = pwd.getpwnam(self.user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        atexit.register(self.stop)
        self.data = os.path.join(self.folder, "data")
        self.run("initdb", "-D", self.data, "-U", "peil", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c synchronous_commit=off"
        log = os.path.join(self.folder, "log")
        self.run("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", "60", "-o", options, "start")

    def run(self, tool, *arguments):
        account = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        done = subprocess.run(
            [self.find(tool), *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, **account,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{tool} failed: {done.stdout.decode(errors='replace')}")

    @staticmethod
    def find(tool):
        installed = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{tool}"), key=lambda path: float(path.split("/")[4]))
        found = installed[-1] if installed else shutil.which(tool)
        if not found:
            raise RuntimeError(f"{tool} is missing: run scripts/setup")
        return found

    def connect(self, database):
        return psycopg.connect(host=self.folder, user="peil", dbname=database, autocommit=True)

    def stop(self):
        try:
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        except RuntimeError:
            pass
        shutil.rmtree(self.folder, ignore_errors=True)


class Postgres:
    cluster = None

    def __init__(self):
        if Postgres.cluster is None:
            Postgres.cluster = Cluster()
        self.connection = Postgres.cluster.connect("postgres")
        self.connection.execute("DROP SCHEMA IF EXISTS job CASCADE; CREATE SCHEMA job; SET search_path TO job")

    def setup(self, sql):
        self.connection.execute(sql)

    def load(self, name, columns, rows):
        names = ", ".join(map(quoted, columns))
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {quoted(name)} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def query(self, sql):
        return fetched(self.connection.execute(sql))

    def close(self):
        self.connection.close()


ENGINES = {"sqlite": Sqlite, "duckdb": Duckdb, "postgres": Postgres}
FAULTS = (sqlite3.Error, sqlite3.Warning, duckdb.Error, psycopg.Error)


def answer(engine, query):
    try:
        return {"id": query["id"], **engine.query(query["sql"])}
    except FAULTS as fault:
        return {"id": query["id"], "error": str(fault)}


def run(job):
    engine = ENGINES[job["engine"]]()
    try:
        for sql in job.get("setup", []):
            engine.setup(sql)
        for name, table in job.get("tables", {}).items():
            engine.load(name, table["columns"], table["rows"])
        return {"results": [answer(engine, query) for query in job.get("queries", [])]}
    except FAULTS as fault:
        return {"error": str(fault)}
    finally:
        engine.close()


def main():
    # So that atexit runs, and the cluster stops, when someone stops the tests.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for line in sys.stdin:
        try:
            result = run(json.loads(line))
        except RuntimeError as fault:
            result = {"error": str(fault)}
        print(json.dumps(result, ensure_ascii=False), flush=True)


main()

"""The shop's web service. It asks PostgreSQL through `psql`, so that it needs nothing but Debian's
packages; where the database is and who asks comes by libpq's own environment (PGHOST, PGPASSFILE)."""

import http.server
import json
import os
import signal
import subprocess
import threading

SCHEMA = """
create table if not exists orders (
  id integer generated always as identity primary key,
  item text not null check (length(item) between 1 and 100),
  at timestamptz not null default now());
"""
LIST = "select coalesce(json_agg(o order by id), '[]') from (select id, item from orders) o;"
ORDER = "insert into orders (item) values (:'item') returning json_build_object('id', id);"


def ask(statement, **variables):
    """What the statement prints. Variables are quoted by psql."""
    settings = [part for name, value in variables.items() for part in ("-v", f"{name}={value}")]
    return subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1", *settings],
        input=statement, capture_output=True, text=True, timeout=10, check=True,
    ).stdout.strip()


class Shop(http.server.BaseHTTPRequestHandler):
    server_version = "shop/" + os.environ["RELEASE"]
    timeout = 10

    def do_GET(self):
        if self.path == "/healthz":
            if os.path.exists("draining"):
                return self.answer(503, {"status": "draining"})
            return self.ask(200, "select json_build_object('status', 'ok');")
        if self.path == "/version":
            return self.answer(
                200, {"release": os.environ["RELEASE"], "instance": os.environ["INSTANCE"]})
        if self.path == "/orders":
            return self.ask(200, LIST)
        return self.answer(404, {"error": "there is nothing here"})

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if self.path != "/orders" or not length.isdecimal() or int(length) > 1000:
            return self.answer(400, {"error": "post an order of at most 1000 bytes to /orders"})
        try:
            item = self.rfile.read(int(length)).decode()
        except UnicodeDecodeError:
            return self.answer(400, {"error": "an order is text"})
        if not 1 <= len(item) <= 100 or "\0" in item:
            return self.answer(400, {"error": "an order has 1 to 100 characters"})
        return self.ask(201, ORDER, item=item)

    def ask(self, status, statement, **variables):
        try:
            self.answer(status, json.loads(ask(statement, **variables)))
        except (subprocess.SubprocessError, ValueError) as error:
            self.log_error("%s %s", error, getattr(error, "stderr", ""))
            self.answer(503, {"error": "the database does not answer"})

    def answer(self, status, value):
        body = json.dumps(value).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = False  # so that server_close waits for the answers in flight


def main():
    # Instances start together: only one of them makes the table.
    ask(f"begin; select pg_advisory_xact_lock(1); {SCHEMA} commit;")
    server = Server((os.environ["HOST"], int(os.environ["PORT"])), Shop)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.server_close()


if __name__ == "__main__":
    main()

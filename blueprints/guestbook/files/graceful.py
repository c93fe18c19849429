"""A threaded HTTP server that answers what it has begun before it stops.

On SIGTERM it takes what waits in the accept queue, closes the listening socket, so that later
clients are refused at once, and ends when the last answer is out. A connection that arrives
between the last accept and the close is reset; the proxy then makes the same request, with the
same X-Request-Id, of another server, and the id keeps it from having its effect twice.
"""

import http.server
import os
import select
import signal
import sys
import time

# The longest a client may take to send its request, or to take its answer.
CLIENT_SECONDS = 5
# The longest to go on taking connections after SIGTERM, if they never cease.
ACCEPT_SECONDS = 0.5


class Handler(http.server.BaseHTTPRequestHandler):
    """What every handler has: a time limit on its client, and one log line a request."""

    timeout = CLIENT_SECONDS
    wbufsize = 256 * 1024  # an answer goes out whole, or not at all

    def answer(self, status, content_type, body):
        """Sends a whole answer; `body` is bytes."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, text, *values):
        print(f"{self.address_string()} {text % values}", flush=True)


class Server(http.server.ThreadingHTTPServer):
    """Serves until SIGTERM or SIGINT, then stops as described above."""

    daemon_threads = False  # so that server_close waits for the answers in flight
    request_queue_size = 1024

    def run(self):
        """Returns when the last answer is out."""
        wake, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        self.socket.setblocking(False)

        host, port = self.server_address[:2]
        print(f"listening on {host}:{port}", flush=True)
        while True:
            ready, _, _ = select.select([self.socket, wake], [], [])
            if wake in ready:
                break
            self.accept_one()
        self.drain()

    def drain(self):
        began = time.monotonic()
        while time.monotonic() - began < ACCEPT_SECONDS and self.has_waiting():
            self.accept_one()
        self.server_close()
        print(f"stopped after {time.monotonic() - began:.2f} s", flush=True)

    def has_waiting(self):
        return bool(select.select([self.socket], [], [], 0)[0])

    def accept_one(self):
        # The base class accepts, and hands the connection to a thread of its own.
        self._handle_request_noblock()

    def get_request(self):
        connection, address = super().get_request()
        connection.setblocking(True)
        return connection, address

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]
        print(f"{client_address[0]} {type(error).__name__}: {error}", file=sys.stderr, flush=True)

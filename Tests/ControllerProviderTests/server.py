#!/usr/bin/env python3
"""A web server for the tests: `server.py [CERTIFICATE KEY]`. Prints its port, and ends with its input."""
import json
import os
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

effects = {}
lock = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, body, **headers):
        data = body.encode()
        # Without a date, so that the same question has the same answer.
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        path = self.path.split("?")[0]
        kind, _, rest = path[1:].partition("/")
        if kind == "status":
            self.answer(int(rest), f"first line\nthis is {rest}\n", Retry_After="7")
        elif kind == "echo":
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.answer(200, json.dumps({
                "method": self.command, "path": self.path, "headers": headers, "body": body}))
        elif kind == "redirect":
            left = int(rest)
            self.answer(302, "", Location=f"/redirect/{left - 1}" if left > 1 else "/echo")
        elif kind == "away":
            self.answer(307, "", Location=rest.replace("|", "/") if rest else "")
        elif kind == "slow":
            time.sleep(float(rest))
            self.answer(200, "late")
        elif kind == "big":
            self.answer(200, "x" * int(rest))
        elif kind == "cut":
            self.close_connection = True
        elif kind == "effect":
            with lock:
                key = self.headers["Idempotency-Key"]
                effects.setdefault(key, len(effects) + 1)
                self.answer(201, f"effect {effects[key]}")
        elif kind == "effects":
            self.answer(200, str(len(effects)))
        elif kind == "twice":
            self.answer(200, "both", X_Word="one", x_word="two", Set_Cookie="a=b")
        else:
            self.answer(200, "hello")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # A client that does not read to the end is no fault.
    server.handle_error = lambda *arguments: None
    if len(sys.argv) == 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()

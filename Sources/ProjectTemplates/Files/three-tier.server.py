"""A page that counts its visitors in the store. Replace it by your own service."""

import os
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def address(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


def ask(*words):
    """Sends one command to the store and returns the line that it answers."""
    command = "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
    with socket.create_connection(address(os.environ["STORE"]), timeout=5) as store:
        store.sendall(f"*{len(words)}\r\n{command}".encode())
        return store.makefile("rb").readline().decode().strip()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200 if ask("PING") == "+PONG" else 503, "ok")
        visits = ask("INCR", "visits")
        self.answer(200, f"visitor number {visits.lstrip(':')}")

    def answer(self, status, text):
        body = f"{text}\n".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(address(os.environ["LISTEN"]), Handler).serve_forever()

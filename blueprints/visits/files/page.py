"""A page that counts its visits in Redis."""

import http.server
import json
import os
import signal
import socket
import threading


def redis(*words):
    """The answer to one command; an OSError if Redis does not take it."""
    address = (os.environ["REDIS_HOST"], int(os.environ["REDIS_PORT"]))
    commands = [("AUTH", os.environ["REDIS_PASSWORD"]), words]
    with socket.create_connection(address, 2) as connection:
        reader = connection.makefile("rb")
        answer = b""
        for command in commands:
            parts = [b"*%d\r\n" % len(command)]
            parts += [b"$%d\r\n%s\r\n" % (len(word.encode()), word.encode()) for word in command]
            connection.sendall(b"".join(parts))
            answer = reader.readline().rstrip()
            if not answer or answer.startswith(b"-"):
                raise OSError(answer.decode() or "Redis closed the connection")
    return answer[1:].decode()


class Page(http.server.BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self):
        try:
            if self.path == "/healthz":
                redis("PING")
                self.answer(503 if os.path.exists("draining") else 200, {"status": "known"})
            elif self.path == "/":
                visits = int(redis("INCR", "visits"))
                self.answer(200, {"visits": visits, "instance": os.environ["INSTANCE"]})
            else:
                self.answer(404, {"error": "there is nothing here"})
        except OSError as error:
            self.log_error("%s", error)
            self.answer(503, {"error": "the store does not answer"})

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
    server = Server((os.environ["HOST"], int(os.environ["PORT"])), Page)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.server_close()


if __name__ == "__main__":
    main()

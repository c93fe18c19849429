"""Answers 200 to those who know the token, by HTTP basic authentication, and 401 to others."""

import base64
import hmac
import http.server
import os

TOKEN = os.environ["TOKEN"].encode()


class Page(http.server.BaseHTTPRequestHandler):
    timeout = 5

    def do_GET(self):
        if self.path == "/healthz":
            self.answer(200, b"ok\n")
        elif self.knows_token():
            self.answer(200, b"You know the token.\n")
        else:
            self.answer(401, b"This page needs the token.\n")

    def knows_token(self):
        kind, _, credentials = self.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        try:
            password = base64.b64decode(credentials, validate=True).partition(b":")[2]
        except ValueError:
            return False
        return hmac.compare_digest(password, TOKEN)

    def answer(self, status, body):
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="secrets"')
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main():
    host, _, port = os.environ["LISTEN"].rpartition(":")
    http.server.ThreadingHTTPServer((host, int(port)), Page).serve_forever()


if __name__ == "__main__":
    main()

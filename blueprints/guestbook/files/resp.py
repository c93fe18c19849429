"""As much of Redis' protocol (RESP 2) as the guestbook needs."""

import socket


class RedisError(Exception):
    """Redis answered with an error, or not at all."""


class Redis:
    """One connection; use it in a `with` block."""

    def __init__(self, host, port, password, timeout=2.0):
        try:
            self.socket = socket.create_connection((host, port), timeout)
        except OSError as error:
            raise RedisError(f"Redis at {host}:{port} does not answer: {error}") from error
        self.reader = self.socket.makefile("rb")
        try:
            self.call("AUTH", password)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.reader.close()
        self.socket.close()

    def call(self, *words):
        """The answer to one command: bytes, an int, None, or a list of those."""
        parts = [f"*{len(words)}\r\n".encode()]
        for word in words:
            data = word if isinstance(word, bytes) else str(word).encode()
            parts.append(b"$%d\r\n%s\r\n" % (len(data), data))
        try:
            self.socket.sendall(b"".join(parts))
            return self.read()
        except OSError as error:
            raise RedisError(f"the connection to Redis broke: {error}") from error

    def read(self):
        line = self.reader.readline()
        if not line.endswith(b"\r\n"):
            raise RedisError("Redis closed the connection")
        kind, rest = line[:1], line[1:-2]
        if kind == b"+":
            return rest
        if kind == b"-":
            raise RedisError(rest.decode(errors="replace"))
        if kind == b":":
            return int(rest)
        if kind == b"$":
            length = int(rest)
            return None if length < 0 else self.read_exactly(length)
        if kind == b"*":
            return [self.read() for _ in range(int(rest))]
        raise RedisError(f"Redis sent {line!r}")

    def read_exactly(self, length):
        data = self.reader.read(length + 2)
        if len(data) != length + 2:
            raise RedisError("Redis closed the connection")
        return data[:-2]

#!/usr/bin/env python3
"""Makes requests to a guestbook at a steady rate, and counts what fails.

Every fifth request signs the guestbook, the others read it; each has a connection of its own. A
request that is due is made even if earlier ones have not been answered, as independent clients
would. It ends after --duration, or on SIGTERM or SIGINT, with one line of summary; then all
entries are read, to see that each one that was acknowledged is there exactly once.

Exit status: 0 if nothing failed, 1 if a request failed or an entry is lost or doubled, 64 usage.
"""

import argparse
import collections
import http.client
import json
import signal
import sys
import threading
import time
import urllib.parse
import uuid


class Tally:
    """What happened so far; shared by the request threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.durations = []
        self.failures = collections.Counter()
        self.releases = collections.Counter()
        self.acknowledged = set()

    def succeeded(self, seconds, release):
        with self.lock:
            self.durations.append(seconds)
            self.releases[release] += 1

    def failed(self, reason):
        with self.lock:
            self.failures[reason] += 1

    def acknowledge(self, message):
        with self.lock:
            self.acknowledged.add(message)


class Client:
    def __init__(self, url, timeout):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"not an http URL: {url}")
        self.host, self.port = parts.hostname, parts.port or 80
        self.timeout = timeout
        self.mark = uuid.uuid4().hex[:8]
        self.tally = Tally()

    def request(self, method, path, value=None):
        """The status and the answer, which is JSON."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
        try:
            headers = {"Connection": "close"}
            body = None
            if value is not None:
                body = json.dumps(value)
                headers["Content-Type"] = "application/json"
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            data = response.read()
            return response.status, json.loads(data)
        finally:
            connection.close()

    def make(self, number):
        """Makes one request and tallies it."""
        began = time.monotonic()
        release = None
        try:
            if number % 5 == 0:
                message = f"{self.mark} {number}"
                wanted = 201
                status, _ = self.request(
                    "POST", "/entries", {"name": "load client", "message": message}
                )
                if status == wanted:
                    self.tally.acknowledge(message)
            else:
                wanted = 200
                path = "/version" if number % 5 == 1 else "/entries?limit=5"
                status, answer = self.request("GET", path)
                release = answer.get("version") if status == wanted else None
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.tally.failed(f"{type(error).__name__}: {error}")
            return
        if status == wanted:
            self.tally.succeeded(time.monotonic() - began, release)
        else:
            self.tally.failed(f"status {status}")

    def run(self, rate, duration, stopping):
        """Starts a request every 1/rate seconds until `duration` is over or `stopping` is set."""
        began = time.monotonic()
        threads = []
        number = 0
        while not stopping.is_set():
            due = began + number / rate
            if due - began >= duration:
                break
            if stopping.wait(max(0, due - time.monotonic())):
                break
            thread = threading.Thread(target=self.make, args=(number,))
            thread.start()
            threads = [one for one in threads if one.is_alive()] + [thread]
            number += 1
        for thread in threads:
            thread.join()

    def check_entries(self):
        """Failures found by reading all entries: what was acknowledged is there exactly once."""
        try:
            status, answer = self.request("GET", "/entries?limit=0")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return [f"the entries cannot be read: {error}"]
        if status != 200:
            return [f"the entries cannot be read: status {status}"]
        found = collections.Counter(
            entry["message"]
            for entry in answer["entries"]
            if entry["message"].startswith(self.mark + " ")
        )
        lost = [message for message in self.tally.acknowledged if not found[message]]
        doubled = [message for message, count in found.items() if count > 1]
        problems = []
        if lost:
            problems.append(f"{len(lost)} acknowledged entries are lost")
        if doubled:
            problems.append(f"{len(doubled)} entries are there more than once")
        return problems


def percentile(ordered, fraction):
    return ordered[min(len(ordered) - 1, int(len(ordered) * fraction))]


def summary(tally, problems):
    failed = sum(tally.failures.values())
    total = len(tally.durations) + failed
    parts = [f"{total} requests", f"{failed} failed"]
    if tally.durations:
        ordered = sorted(tally.durations)
        parts.append(
            "answered in %.0f ms (median), %.0f ms (99 %%), %.0f ms (slowest)"
            % tuple(
                1000 * value
                for value in (percentile(ordered, 0.5), percentile(ordered, 0.99), ordered[-1])
            )
        )
    releases = sorted(str(name) for name in tally.releases if name)
    if releases:
        parts.append("by release " + " and ".join(releases))
    parts.append(f"{len(tally.acknowledged)} entries written")
    for reason, count in tally.failures.most_common(5):
        parts.append(f"{count} × {reason}")
    return ", ".join(parts + problems)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("--rate", type=float, default=50, help="requests per second (50)")
    parser.add_argument("--duration", type=float, default=3600, help="seconds (until stopped)")
    parser.add_argument("--timeout", type=float, default=10, help="seconds for one answer (10)")
    try:
        options = parser.parse_args()
        client = Client(options.url, options.timeout)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 64
    except SystemExit as exit:
        return 64 if exit.code else 0

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    client.run(options.rate, options.duration, stopping)
    problems = client.check_entries()
    print(summary(client.tally, problems), flush=True)
    if not client.tally.durations:
        return 1
    return 1 if client.tally.failures or problems else 0


if __name__ == "__main__":
    sys.exit(main())

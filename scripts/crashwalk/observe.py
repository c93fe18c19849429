"""What a deployment looks like from outside: its status, how often its services were started, and
which processes belong to it."""

import json
import os
import re
import time

# What differs between two deployments that are the same.
VOLATILE = {
    "at", "age", "created", "duration", "elapsed", "ended", "finished", "id", "last_run", "pid",
    "run", "runs", "seq", "sequence", "since", "since_ms", "started", "state_dir", "term", "token",
    "ts", "updated", "uptime",
}  # fmt: skip
LOOPBACK = re.compile(r"\b127\.\d+\.\d+\.\d+\b")


class NotJSON(Exception):
    """The command's output is not the JSON that it should be."""


def normalised_status(text, state_dir):
    """The status without what differs from run to run; addresses by the order they appear in."""
    try:
        status = json.loads(text)
    except ValueError as error:
        raise NotJSON(f"status is not JSON: {error}: {text[:200]!r}") from error
    status = without_volatile(status)
    text = json.dumps(status, indent=1, sort_keys=True).replace(state_dir, "STATE")
    addresses = {}
    return LOOPBACK.sub(
        lambda match: addresses.setdefault(match.group(), f"ADDRESS{len(addresses)}"), text
    )


def without_volatile(value):
    if isinstance(value, dict):
        return {
            key: without_volatile(inner) for key, inner in value.items() if key not in VOLATILE
        }
    if isinstance(value, list):
        return [without_volatile(inner) for inner in value]
    return value


def starts(state_dir):
    """How often each supervised service was started, by the path of its `starts` file."""
    counts = {}
    for directory, _, files in os.walk(os.path.join(state_dir, "local")):
        if "starts" in files:
            path = os.path.join(directory, "starts")
            with open(path, "rb") as file:
                counts[os.path.relpath(path, state_dir)] = file.read().count(b"\n")
    return counts


def processes_of(state_dir):
    """Processes whose working directory, environment or command line is in the state directory."""
    found = []
    needle = os.fsencode(state_dir)
    for name in os.listdir("/proc"):
        if not name.isdecimal() or int(name) == os.getpid():
            continue
        if mentions(name, needle):
            found.append(f"{name} {command_line(name)}")
    return found


def mentions(pid, needle):
    try:
        if needle in os.readlink(os.fsencode(f"/proc/{pid}/cwd")):
            return True
        for file in ("environ", "cmdline"):
            with open(f"/proc/{pid}/{file}", "rb") as data:
                if needle in data.read():
                    return True
    except OSError:
        pass  # ended meanwhile, or a zombie, or another user's
    return False


def command_line(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return "(ended)"


def leftovers(state_dir, seconds=3.0):
    """Processes that are still there after the given time to end."""
    deadline = time.monotonic() + seconds
    while True:
        found = processes_of(state_dir)
        if not found or time.monotonic() >= deadline:
            return found
        time.sleep(0.05)


def children(pid):
    """The process ids of the children of all threads of a process."""
    found = []
    for name in os.listdir("/proc"):
        fields = stat(name) if name.isdecimal() else []
        if fields and int(fields[1]) == pid and fields[0] != b"Z":
            found.append(int(name))
    return found


def stat(pid):
    """The fields of a process's stat file from its state on; none if it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()
    except OSError:
        return []


def start_time(pid):
    """When a process was started, which tells it from a later one with its id; None if it ended."""
    fields = stat(pid)
    return fields[19] if fields and fields[0] != b"Z" else None


def plugins_of(pid):
    """The plugin processes that a command has started."""
    return [child for child in children(pid) if " plugin " in f" {command_line(child)} "]

"""One operation on a deployment of its own, killed at one point, and gone on with."""

import json
import os
import shutil
import signal
import subprocess
import time

from . import observe
from .tracer import Tracer

# What is done before the operation that is walked, and the operation; arguments of the command.
DEPLOY = ["deploy"]
OPERATIONS = {
    "deploy": ([], DEPLOY),
    "upgrade": ([DEPLOY], ["upgrade", "--var", "release=2.0.0"]),
    "scale": ([DEPLOY], ["scale", "web=4"]),
    "scale-in": ([DEPLOY], ["scale", "web=1"]),
    "backup": ([DEPLOY], ["backup"]),
    "restore": ([DEPLOY, ["backup"]], ["restore", "latest"]),
    "destroy": ([DEPLOY], ["destroy"]),
}


class Failed(Exception):
    """What is not as it must be."""


class Walk:
    """One deployment in a state directory of its own."""

    def __init__(self, options, operation, name):
        self.options = options
        self.preparation, self.operation = OPERATIONS[operation]
        self.directory = os.path.join(options.work, name)
        self.state_dir = os.path.join(self.directory, "state")
        self.environment = dict(os.environ, **options.environment)

    def __enter__(self):
        shutil.rmtree(self.directory, ignore_errors=True)
        os.makedirs(self.directory)
        self.log = open(os.path.join(self.directory, "log"), "a+b", buffering=0)
        return self

    def __exit__(self, kind, *_):
        self.log.close()
        if kind is None:
            shutil.rmtree(self.directory, ignore_errors=True)

    def command(self, arguments):
        """The full command line; `arguments` begins with the subcommand."""
        common = ["--file", self.options.file, "--state-dir", self.state_dir]
        asks = [] if arguments[0] in ("status", "runs", "outputs") else ["--yes"]
        return [self.options.blueprint, arguments[0], *common, *asks, *arguments[1:]]

    def note(self, text):
        self.log.write(f"--- {text}\n".encode())

    def do(self, arguments):
        """Runs a command to its end; it must succeed. Returns its standard output."""
        self.note("blueprint " + " ".join(arguments))
        done = subprocess.run(
            self.command(arguments),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.log,
            timeout=self.options.timeout,
            check=False,
        )
        self.log.write(done.stdout)
        if done.returncode:
            raise Failed(f"`blueprint {' '.join(arguments)}` exits with {done.returncode}")
        return done.stdout.decode()

    def prepare(self):
        for arguments in self.preparation:
            self.do(arguments)

    def outcome(self):
        """What must be the same however the operation went."""
        status = self.do(["status", "--output", "json"])
        return {
            "status": observe.normalised_status(status, self.state_dir),
            "starts": observe.starts(self.state_dir),
        }

    def remove(self):
        """Destroys the deployment; nothing of it may be left running."""
        self.do(["destroy"])
        left = observe.leftovers(self.state_dir)
        if left:
            raise Failed("still running after destroy: " + "; ".join(left))


def reference(options, operation):
    """The outcome of the operation when nothing is killed, and how many points it has."""
    with Walk(options, operation, f"{operation}-reference") as walk:
        walk.prepare()
        tracer = Tracer(options.at.split(","))
        walk.note("blueprint " + " ".join(walk.operation))
        status = tracer.run(walk.command(walk.operation), walk.environment, walk.log)
        if status:
            raise Failed(f"exits with {status} although nothing was killed")
        outcome = walk.outcome()
        walk.remove()
        return {"outcome": outcome, "points": tracer.count}


class Killer:
    """Kills the command or its plugins, and remembers which plugins it had."""

    def __init__(self, mode):
        self.mode = mode
        self.plugins = {}

    def __call__(self, point):
        for plugin in observe.plugins_of(point.pid):
            self.plugins[plugin] = observe.start_time(plugin)
        for pid in self.plugins if self.mode == "plugin" else [point.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def check_plugins_ended(self):
        """Plugins of a command that is no more must have ended by themselves."""
        left = [pid for pid, start in self.plugins.items() if observe.start_time(pid) == start]
        if left:
            raise Failed(f"plugins outlive their command: {left}")


def go_on_by(number):
    """How to go on after the n-th point: by turns with `resume`, and with the same command."""
    return "resume" if number % 2 else "the same command"


def walk_point(options, operation, mode, number, expected):
    """Kills at one point and goes on; returns a line about it, or None if the operation was over
    before that point. Raises `Failed`."""
    began = time.monotonic()
    with Walk(options, operation, f"{operation}-{mode}-{number}") as walk:
        walk.prepare()
        tracer = Tracer(options.at.split(","))
        killer = Killer(mode)
        walk.note(f"blueprint {' '.join(walk.operation)}, to be killed ({mode}) at {number}")
        status = tracer.run(
            walk.command(walk.operation), walk.environment, walk.log, number, killer
        )
        if tracer.point is None:
            if status:
                raise Failed(f"exits with {status} although nothing was killed")
            walk.remove()
            return None
        walk.note(f"{tracer.point}: exit status {status}")
        if mode == "cli":
            how = continue_run(walk, status, number)
        elif status:
            raise Failed(f"exits with {status} after its plugin was killed")
        else:
            how = "went on" if killer.plugins else "no plugin was running"
        check(walk.outcome(), expected)
        walk.remove()
        killer.check_plugins_ended()
    return f"{tracer.point}: {how}, {time.monotonic() - began:.1f} s"


def continue_run(walk, status, number):
    if status != -signal.SIGKILL:
        raise Failed(f"exits with {status} instead of being killed")
    if go_on_by(number) == "resume":
        walk.do(["resume"])
    # After a resume the same command has nothing left to do, unless the run had not begun.
    walk.do(walk.operation)
    return f"went on by {go_on_by(number)}"


def check(outcome, expected):
    if outcome["starts"] != expected["starts"]:
        raise Failed(
            "services were not started as often as they should: "
            + differences(outcome["starts"], expected["starts"])
        )
    if outcome["status"] != expected["status"]:
        raise Failed(
            "the status is not the same: "
            + differences(
                dict(enumerate(outcome["status"].splitlines())),
                dict(enumerate(expected["status"].splitlines())),
            )
        )


def differences(found, expected):
    keys = sorted(found.keys() | expected.keys())
    parts = [
        f"{key}: {found.get(key)!r} instead of {expected.get(key)!r}"
        for key in keys
        if found.get(key) != expected.get(key)
    ]
    return "; ".join(parts[:6]) + (f"; and {len(parts) - 6} more" if len(parts) > 6 else "")


def read_reference(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)

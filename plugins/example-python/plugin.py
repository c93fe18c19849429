#!/usr/bin/env python3
"""A provider of machines that are plain directories, with nothing but the standard library.

Each line on standard input is a JSON-RPC 2.0 request; each line on standard output is an answer
or a `log` notification. Standard error goes to the plugin's log file.
"""
import json
import os
import shutil
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

MANIFEST = {
    "name": "example-python",
    "version": "0.1.0",
    "protocol": 1,
    "summary": "Machines that are plain directories",
    "verbs": ["machine.delete", "machine.ensure", "machine.observe"],
    "capabilities": {"max_parallel": 8},
}


class Failed(Exception):
    """A verb that did not work: the reasons travel to the person who waits for it."""

    def __init__(self, code, message, changed="no"):
        super().__init__(message)
        self.failure = {
            "class": "permanent", "code": code, "message": message, "changed": changed}


class Machines:
    """The verbs. Each looks before it acts, so a call that comes twice has one effect."""

    def __init__(self, state):
        self.root = os.path.join(state, "machines")
        os.makedirs(self.root, mode=0o700, exist_ok=True)

    def place(self, action):
        name = f"{action['deployment']}.{action['address']}"
        if "/" in name or name.startswith("."):
            raise Failed("bad_input", f"`address`: cannot name a directory `{name}`")
        return os.path.join(self.root, name)

    def ensure(self, action, context, log):
        labels = action.get("input", {}).get("labels", {})
        if not isinstance(labels, dict):
            raise Failed("bad_input", "`labels`: expected a map")
        home = self.place(action)
        if not os.path.isdir(home):
            log(f"making {home}")
            os.mkdir(home, 0o700)
        temporary = os.path.join(home, f".labels.{context['token'].replace('/', '_')}")
        with open(temporary, "w", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            json.dump(labels, file, sort_keys=True)
        os.replace(temporary, os.path.join(home, "labels.json"))
        return {"status": "done", "handle": {"home": home}, "outputs": {"home": home}}

    def observe(self, action, context, log):
        home = self.place(action)
        return {"status": "done", "outputs": {"exists": os.path.isdir(home), "home": home}}

    def delete(self, action, context, log):
        home = self.place(action)
        if os.path.isdir(home):
            log(f"removing {home}")
            shutil.rmtree(home)
        return {"status": "done"}


class Plugin:
    """The conversation: reads requests, answers each when it is ready."""

    def __init__(self):
        self.machines = None
        self.lock = threading.Lock()
        self.pool = ThreadPoolExecutor(max_workers=8)
        # Whatever this plugin starts or prints must not get into the conversation.
        self.output = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)

    def send(self, message):
        with self.lock:
            self.output.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
            self.output.flush()

    def perform(self, call, params):
        action, verb = params["action"], params["action"]["verb"]
        log = lambda line: self.send({"method": "log", "params": {"id": call, "line": line}})
        try:
            if verb not in MANIFEST["verbs"]:
                raise Failed("unknown_verb", f"there is no verb `{verb}`")
            method = getattr(self.machines, verb.removeprefix("machine."))
            result = method(action, params["context"], log)
        except Failed as error:
            result = {"status": "failed", "failure": error.failure}
        except OSError as error:
            failure = Failed("file_error", str(error), changed="unknown").failure
            result = {"status": "failed", "failure": failure}
        self.send({"id": call, "result": result})

    def serve(self):
        for line in sys.stdin:
            request = json.loads(line)
            call, method, params = request["id"], request["method"], request.get("params", {})
            if method == "initialize" and params["protocol"] == MANIFEST["protocol"]:
                self.machines = Machines(params["state"])
                self.send({"id": call, "result": MANIFEST})
            elif method == "perform" and self.machines:
                self.pool.submit(self.perform, call, params)
            elif method in ("cancel", "shutdown"):
                self.send({"id": call, "result": {}})
                if method == "shutdown":
                    break
            else:
                error = {"code": -32601, "message": f"`{method}` is not possible here"}
                self.send({"id": call, "error": error})
        os._exit(0)


Plugin().serve()

"""Runs a command under ptrace and stops it at a chosen system call.

Only the threads of the command itself are traced, not the processes that it starts: they keep
their speed, and they outlive the command as they would without a tracer. The count is over all
threads together, because a store may write from any of them.
"""

import ctypes
import os
import signal
import struct

WALL = 0x40000000

TRACEME, SETOPTIONS = 0, 0x4200
SYSCALL, GET_SYSCALL_INFO = 24, 0x420E
# Follow threads (CLONE) but neither FORK nor VFORK; die with the tracer.
OPTIONS = 0x1 | 0x8 | 0x10 | 0x100000
ENTRY, EXIT = 1, 2

NUMBERS = {
    "x86_64": {"fsync": 74, "fdatasync": 75, "pwrite64": 18},
    "aarch64": {"fsync": 82, "fdatasync": 83, "pwrite64": 68},
}

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def ptrace(request, pid, address=0, data=0):
    result = libc.ptrace(request, pid, address, data)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"ptrace {request}: {os.strerror(number)}")
    return result


class Point:
    """A place in the run of the traced command at which it may be killed."""

    def __init__(self, pid, number, kind, path):
        self.pid, self.number, self.kind, self.path = pid, number, kind, path

    def __str__(self):
        return f"{self.kind} of {os.path.basename(self.path)}"


class Tracer:
    """Counts the points of one run of a command at which it may be killed, and acts at one.

    Each transaction of the store has three, of which `kinds` chooses:
    - "write": before the first write to the store's log, so that nothing of it is recorded;
    - "sync": before it is synced, so that it is recorded but was not acknowledged;
    - "synced": after that, before the command has gone on.
    """

    def __init__(self, kinds):
        numbers = NUMBERS[os.uname().machine]
        self.syncs = {numbers["fsync"], numbers["fdatasync"]}
        self.write = numbers["pwrite64"]
        self.kinds = kinds
        self.in_transaction = False
        self.count = 0
        self.point = None

    def run(self, command, environment, log, at=0, act=None):
        """Runs the command to its end; `act(point)` is called at the `at`-th point, while the
        thread that writes is stopped. Returns the exit status, negative for a signal."""
        pid = self.start(command, environment, log)
        known = {pid}
        entered = {}
        while True:
            thread, status = os.waitpid(-1, WALL)
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                if thread == pid:
                    return os.waitstatus_to_exitcode(status)
                continue
            number = os.WSTOPSIG(status)
            deliver = 0
            if number == signal.SIGTRAP | 0x80:
                self.look(pid, thread, entered, at, act)
            elif status >> 16 == 0 and not (number == signal.SIGSTOP and thread not in known):
                deliver = number
            known.add(thread)
            try:
                ptrace(SYSCALL, thread, 0, deliver)
            except ProcessLookupError:
                pass  # killed meanwhile; its end is reported next

    def start(self, command, environment, log):
        pid = os.fork()
        if pid == 0:
            try:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                os.dup2(log.fileno(), 1)
                os.dup2(log.fileno(), 2)
                ptrace(TRACEME, 0)
                os.execve(command[0], command, environment)
            except OSError as error:
                os.write(2, f"{command[0]}: {error}\n".encode())
            finally:
                os._exit(127)
        _, status = os.waitpid(pid, WALL)
        if not os.WIFSTOPPED(status):
            raise OSError(f"{command[0]} could not be started")
        ptrace(SETOPTIONS, pid, 0, OPTIONS)
        ptrace(SYSCALL, pid)
        return pid

    def look(self, pid, thread, entered, at, act):
        info = ctypes.create_string_buffer(88)
        try:
            ptrace(GET_SYSCALL_INFO, thread, len(info), ctypes.addressof(info))
        except ProcessLookupError:
            return
        phase = info.raw[0]
        if phase == ENTRY:
            number, descriptor = struct.unpack_from("QQ", info.raw, 24)
            entered[thread] = (number, descriptor)
        elif phase == EXIT:
            number, descriptor = entered.pop(thread, (None, None))
        else:
            return
        kind = self.kind(pid, phase, number, descriptor)
        if kind not in self.kinds:
            return
        self.count += 1
        if self.count == at:
            self.point = Point(pid, self.count, kind, path_of(pid, descriptor))
            act(self.point)

    def kind(self, pid, phase, number, descriptor):
        """What kind of point this is, None if it is none."""
        if number in self.syncs:
            self.in_transaction = False
            return "sync" if phase == ENTRY else "synced"
        if number == self.write and phase == ENTRY and not self.in_transaction:
            self.in_transaction = path_of(pid, descriptor).endswith("-wal")
            return "write" if self.in_transaction else None
        return None


def path_of(pid, descriptor):
    try:
        return os.readlink(f"/proc/{pid}/fd/{descriptor}")
    except OSError:
        return "?"

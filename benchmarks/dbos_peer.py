"""The peer of `benchmarks/engine`: workflows of DBOS that do nothing, on its SQLite store.

usage: dbos_peer.py chain|runs DIRECTORY WORKFLOWS STEPS    (prints one JSON object)
"""

import json
import sys
import time

from dbos import DBOS

_, case, directory, workflows, steps = sys.argv
latencies = []

DBOS(config={
    "name": "bench", "system_database_url": f"sqlite:///{directory}/dbos.sqlite",
    "log_level": "ERROR", "run_admin_server": False,
})  # fmt: skip


@DBOS.step()
def step(number):
    return number


@DBOS.workflow()
def workflow(count):
    for number in range(count):
        began = time.perf_counter()
        step(number)
        latencies.append(1000 * (time.perf_counter() - began))
    return count


DBOS.launch()
began = time.perf_counter()
if case == "chain":
    for _ in range(int(workflows)):
        workflow(int(steps))
else:
    handles = [DBOS.start_workflow(workflow, int(steps)) for _ in range(int(workflows))]
    for handle in handles:
        handle.get_result()
took = time.perf_counter() - began
latencies.sort()
print(json.dumps({
    "steps": len(latencies), "seconds": took, "steps_per_second": len(latencies) / took,
    "p50_ms": latencies[len(latencies) // 2], "p99_ms": latencies[len(latencies) * 99 // 100],
}), flush=True)  # fmt: skip
DBOS.destroy()

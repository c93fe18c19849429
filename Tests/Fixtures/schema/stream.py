"""Judges an event stream by its JSON Schema, for EventStreamTests.

usage: stream.py SCHEMA < STREAM

Prints a line for each line of STREAM that is not JSON or that the schema refuses. Ends with 0 even
so; any other status means that nothing was judged.
"""

import json
import sys

try:
    import jsonschema
except ImportError as missing:
    sys.exit(f"stream: {missing}; install python3-jsonschema, or run scripts/setup")

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
kinds = {
    kind: jsonschema.Draft202012Validator({**schema["$defs"][kind], "$defs": schema["$defs"]})
    for kind in ("version", "event", "summary")
}
for number, line in enumerate(sys.stdin, 1):
    try:
        value = json.loads(line)
    except ValueError as error:
        print(f"{number}: {error}")
        continue
    # By the kind of line, so that the message says what is wrong with it.
    kind = value.get("type")
    judge = kinds[kind if kind in ("version", "summary") else "event"]
    for error in judge.iter_errors(value):
        print(f"{number}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")

"""Judges blueprints by the JSON Schema of the language, for SchemaAgreementTests.

usage: judge.py SCHEMA < CASES > VERDICTS

CASES is a JSON list of `{"name": …, "text": …}`, each text a blueprint in YAML. VERDICTS is a JSON
object: by name, the list of what the schema has to say, empty where it accepts. Scalars are read
by the language's cut of YAML's core schema, so that `on` is text and `0644` is no octal number.
"""

import json
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    sys.exit(f"judge: {missing}; install python3-jsonschema and python3-yaml, or run scripts/setup")

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)|0x[0-9a-fA-F]+|0o[0-7]+")
DECIMAL = re.compile(r"[-+]?(?=[0-9.])(?![-+]?0[0-9]+$)[0-9]*\.?[0-9]*([eE][-+]?[0-9]+)?")


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Maps, lists and scalars; no tags, no merge keys, no dates."""


def scalar(loader, node):
    text = node.value
    if node.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if INTEGER.fullmatch(text):
        return int(text, 0)
    if DECIMAL.fullmatch(text):
        try:
            return float(text)
        except ValueError:
            return text
    return text


def mapping(loader, node):
    made = {}
    yield made
    for key, value in node.value:
        made[key.value] = loader.construct_object(value, deep=True)


def sequence(loader, node):
    made = []
    yield made
    made.extend(loader.construct_object(element, deep=True) for element in node.value)


Loader.yaml_implicit_resolvers = {}
Loader.add_constructor("tag:yaml.org,2002:str", scalar)
Loader.add_constructor("tag:yaml.org,2002:map", mapping)
Loader.add_constructor("tag:yaml.org,2002:seq", sequence)


def is_integer(checker, value):
    """`1.0` is a number of the language and no integer."""
    return isinstance(value, int) and not isinstance(value, bool)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    plain = jsonschema.Draft202012Validator
    plain.check_schema(schema)
    strict = jsonschema.validators.extend(
        plain, type_checker=plain.TYPE_CHECKER.redefine("integer", is_integer)
    )
    validator = strict(schema)
    verdicts = {}
    for case in json.load(sys.stdin):
        value = yaml.load(case["text"], Loader=Loader)
        verdicts[case["name"]] = [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in validator.iter_errors(value)
        ]
    json.dump(verdicts, sys.stdout)


main()

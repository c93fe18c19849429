"""The inputs of `benchmarks/compile`: one blueprint and one Terraform configuration of equal shape.

A node is one thing that is written out by itself and planned by itself. Half of the nodes of the
blueprint are machine groups of one machine, half are services, one on each. Nodes stand in twenty
layers; all but the first layer's depend on two of the layer before: a machine through `needs`, a
service through one entry of `needs` and one expression. A service has an endpoint, three variables
with an expression, one without, a command and a health check. The Terraform configuration has as
many `terraform_data`, with the same layers and two dependencies each.
"""

LAYERS = 20

HEAD = """\
blueprint: 1
name: benchmark
inputs:
  level: {type: string, default: info}
locals:
  region: north
targets:
  main: {provider: local}
"""

MACHINE = """\
  m{number}:
    target: main
    labels: {{rack: r{rack}, region: "${{locals.region}}"}}
"""

SERVICE = """\
  s{number}:
    on: m{number}
{needs}    endpoints:
      http: {{port: {port}, protocol: http}}
    env:
      NAME: node-{number}
      LISTEN: ${{self.endpoints.http.address}}
      LEVEL: ${{inputs.level}}
{peer}    run: exec serve --port ${{self.endpoints.http.port}}
    health:
      http: {{endpoint: http, path: /healthz}}
"""

RESOURCE = """\
resource "terraform_data" "r{number}" {{
  input = {{
    name = "node-{number}"
    size = {size}
{needs}  }}
}}
"""


def dependencies(number, count):
    """The two of the layer before that `number` of `count` depends on; none in the first layer."""
    width = max(2, count // LAYERS)
    layer, place = divmod(number, width)
    if layer == 0:
        return ()
    before = (layer - 1) * width
    first, second = before + place, before + (place * 7 + 1) % width
    return (first, second if second != first else before + (place + 1) % width)


def blueprint(nodes):
    """The parts of the text of a blueprint of `nodes` nodes."""
    pairs = nodes // 2
    yield HEAD + "machines:\n"
    for number in range(pairs):
        yield MACHINE.format(number=number, rack=number % 40)
        needs = dependencies(number, pairs)
        if needs:
            yield "    needs: [m{}, m{}]\n".format(*needs)
    yield "services:\n"
    for number in range(pairs):
        needs = dependencies(number, pairs)
        yield SERVICE.format(
            number=number, port=8000 + number % 1000,
            needs=f"    needs: [s{needs[0]}]\n" if needs else "",
            peer=f"      PEER: ${{services.s{needs[1]}.endpoints.http.url}}\n" if needs else "",
        )  # fmt: skip


def rolling(instances):
    """The parts of the text of a blueprint of one service on `instances` machines of one group."""
    group = "machines:\n  web: {{target: main, count: {}}}\n".format(instances)
    service = SERVICE.format(number="0", port=8000, needs="", peer="")
    service = service.replace("on: m0", "on: web") + "    upgrade: {max_parallel: 10}\n"
    yield HEAD + group + "services:\n" + service


def terraform(nodes):
    """The parts of the text of a Terraform configuration of `nodes` resources."""
    for number in range(nodes):
        lines = [
            f"    {name} = terraform_data.r{other}.output.name\n"
            for name, other in zip("ab", dependencies(number, nodes))
        ]
        yield RESOURCE.format(number=number, size=number % 8 + 1, needs="".join(lines))

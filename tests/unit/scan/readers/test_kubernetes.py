from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import Declaration, EndpointSpec, File, Reading
from debtscan.scan.readers import compose, helm, kubernetes, kustomize

READERS = (kubernetes.READER, helm.READER, kustomize.READER, compose.READER)
SEEDS = (
    """
apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: a
        image: a:1
        env: [{name: A, value: http://b}]
""",
    """
{{ if .a }}
apiVersion: b.test/v1
kind: B
metadata:
  name: {{ .b }}
spec: {image: a/b, cron: '@daily'}
{{ else }}
""",
    """
apiVersion: argoproj.io/v1alpha1
kind: Sensor
spec:
  dependencies: [{eventSourceName: a}]
  triggers: [{}]
""",
    """
services:
  a:
    image: a
    build: {context: .}
    environment: [A=b]
    depends_on: [b]
    volumes: [{source: .}]
""",
    """
resources: [a, ../b]
images: [{name: a, newTag: b}]
patches: [{path: a, target: {name: b}}]
helmCharts: [{name: a}]
""",
    """
name: a
dependencies: [{name: b, repository: file://c}]
image: {repository: a, tag: b, enabled: false}
""",
    """
pipelineInfo: {name: a}
deploymentSpec: {executors: {a: {container: {image: a}}}}
""",
)
PATHS = (
    "a.yaml",
    "c/templates/a.yaml",
    "c/values.yaml",
    "c/Chart.yaml",
    "kustomization.yaml",
    "compose.yaml",
    "a.json",
)
PIECES = (
    "{{",
    "}}",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "null",
    "3",
    "&a ",
    "*a",
    "\n",
    "\t",
    "'",
    "---\n",
    "kind: ",
    "\x00",
    "${",
)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a.yaml", True),
        ("a.yml.j2", True),
        ("a.yaml.tmpl", True),
        ("a.json", True),
        ("a.yaml.md", False),
        ("PROJECT", False),
        ("a.py", False),
    ],
)
def test_yaml_json_and_their_templates_are_wanted(path: str, wanted: bool) -> None:
    """
    The ending decides whether a file is opened at all.
    """
    assert kubernetes.READER.wants(path) is wanted


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("apiVersion: v1\nkind: Service\n", True),
        ("- apiVersion: v1\n  kind: Service\n", True),
        ('{"apiVersion": "v1", "kind": "Service"}', True),
        ('{"pipelineInfo": {}, "root": {}}', True),
        ('{"name": "a"}', False),
        ("# c\npipelineInfo:\n  name: a\ndeploymentSpec:\n", True),
        ("name: a\nimplementation:\n  container: {}\n", True),
        ("- op: add\n  path: /a\n  value: b\n", True),
        ("- path: a/b\n  value: b\n", False),
        ("text: |\n  apiVersion: v1\n  kind: Service\n", False),
        ("kind: Service\n", False),
    ],
)
def test_objects_are_claimed_by_content(text: str, claimed: bool) -> None:
    """
    A file is ours when it holds objects, patches or pipelines, not when it only speaks of them.
    """
    assert kubernetes.READER.claims(File("a", text.encode())) is claimed


def test_problems_of_the_file_are_in_the_reading() -> None:
    """
    A broken document is told and its neighbour is read.
    """
    reading = kubernetes.READER.read(
        File("a.yaml", b"a: [\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n")
    )

    declaration = Declaration("Service//web", "web", EndpointSpec("Service", version="v1"), 4)
    assert reading.declarations == (declaration,)
    assert [problem.line for problem in reading.problems] == [2]


@given(st.sampled_from(SEEDS), st.sampled_from(PATHS), st.randoms(use_true_random=False))
def test_no_content_breaks_a_reader(seed: str, path: str, random: Random) -> None:
    """
    Whatever is cut, repeated or put into a file, every reader answers with a reading.
    """
    text = seed
    for _ in range(random.randint(1, 6)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.randint(0, 12))
        text = text[:start] + random.choice(("", text[start:end] * 2, *PIECES)) + text[end:]
    file = File(path, text.encode("utf-8", "replace"))

    for reader in READERS:
        reader.wants(path)
        reader.claims(file)
        assert isinstance(reader.read(file), Reading)


@pytest.mark.parametrize("value", ["3", "word", "[a, [b]]", "{a: {b: c}}", "", "[{}, {name: [a]}]", "true"])
@pytest.mark.parametrize(
    "field",
    [
        "metadata",
        "spec",
        "data",
        "rules",
        "webhooks",
        "items",
        "services",
        "resources",
        "images",
        "dependencies",
        "root",
    ],
)
@pytest.mark.parametrize(
    "kind", ["Deployment", "ConfigMap", "Role", "Sensor", "Thing", "Ingress", "WorkflowTemplate", "List"]
)
def test_wrong_types_are_taken_calmly(kind: str, field: str, value: str) -> None:
    """
    A scalar where a mapping belongs, or the other way round, is no reason to fail.
    """
    text = f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\n{field}: {value}\n"
    native = f"apiVersion: v1\nkind: {kind}\nmetadata: {{name: a}}\n{field}: {value}\n"

    for reader in READERS:
        for written in (text, native):
            assert isinstance(reader.read(File("a/values.yaml", written.encode())), Reading)

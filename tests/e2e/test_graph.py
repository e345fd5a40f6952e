"""
`debtscan graph` on a real estate: formats, questions, and where they are written.
"""

import json
from pathlib import Path

import pytest

from debtscan.model.words import GraphFormat
from tests.e2e.command import Ran, debtscan
from tests.e2e.estate import FILES, write_files, write_platform

EDGE = """\
apiVersion: v1
kind: Service
metadata: {name: scorer}
spec: {selector: {app: scorer}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: live}
spec:
  template:
    spec:
      containers:
        - name: edge
          image: nginx:1.25
          env: [{name: SCORER_URL, value: "http://scorer:8080"}]
"""


@pytest.fixture(autouse=True)
def kept(workplace: Path) -> Path:
    """
    Return the kept result of the usual platform.
    """
    write_platform(workplace / "platform", {**FILES, "edge/edge.yaml": EDGE})
    debtscan("scan", workplace / "platform", "-q", "-o", "kept.json")
    return workplace / "kept.json"


def _first_link() -> tuple[str, str]:
    link = json.loads(debtscan("graph", "kept.json", "-f", "json").out)["links"][0]
    return link["source"], link["target"]


@pytest.mark.parametrize("form", [form.value for form in GraphFormat])
def test_folders_and_a_kept_result_give_the_same(form: str) -> None:
    """
    In every format, twice, whether printed or written.
    """
    printed = debtscan("graph", "kept.json", "-f", form)
    written = debtscan("graph", "kept.json", "-f", f"{form}=map.out", "-q")

    assert (printed.code, written) == (0, Ran(0, "", ""))
    assert debtscan("graph", "platform", "-f", form).out == printed.out == Path("map.out").read_text(encoding="utf-8")


def test_without_a_format_it_is_a_list() -> None:
    """
    The folder of the moment is the default.
    """
    shown = debtscan("graph", "platform")

    assert shown.out == debtscan("graph", "kept.json").out == debtscan("graph", "-f", "text", "kept.json").out
    assert shown.out.startswith("platform: ")
    assert debtscan("graph", "platform", terminal=True).out.startswith("\x1b[1m")


def test_several_files_are_written_and_their_places_told() -> None:
    """
    And what the pictures leave out, on stderr; no list.
    """
    ran = debtscan("graph", "kept.json", "-f", "svg=a.svg", "-f", "mermaid=a.mmd", "-o", "a.json")

    assert (ran.code, ran.out) == (0, "")
    assert [line.split(": ")[0] for line in ran.err.splitlines()[:3]] == ["Result (JSON)", "Map (SVG)", "Map (Mermaid)"]
    assert all(Path(name).is_file() for name in ("a.svg", "a.mmd", "a.json"))


def test_options_choose_the_part() -> None:
    """
    A focus by name, a depth, groups.
    """
    source, target = _first_link()

    near = json.loads(debtscan("graph", "--focus", source, "--depth", "1", "-f", "json", "kept.json").out)
    alone = json.loads(debtscan("graph", "--focus", source, "--depth", "0", "-f", "json", "kept.json").out)
    grouped = json.loads(debtscan("graph", "--collapse", "kind", "-f", "json", "kept.json").out)

    assert {source, target} <= {node["id"] for node in near["components"]}
    assert [node["id"] for node in alone["components"]] == [source]
    assert grouped["collapsed"]["by"] == "kind"
    assert debtscan("graph", "kept.json", "--all", "--collapse", "namespace").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("graph", "path", "{source}", "{target}", "kept.json"),
        ("graph", "kept.json", "path", "{source}", "{target}"),
        ("graph", "-f", "text", "kept.json", "path", "{source}", "{target}"),
        ("graph", "path", "{source}", "{target}", "platform", "-f", "text"),
    ],
)
def test_a_question_may_stand_before_the_paths_or_behind(words: tuple[str, ...]) -> None:
    """
    As one likes.
    """
    source, target = _first_link()

    ran = debtscan(*(word.format(source=source, target=target) for word in words))

    assert (ran.code, ran.err) == (0, "")
    assert " in 1 step:\n" in ran.out
    assert "edge/edge.yaml:" in ran.out


def test_what_depends_on_what_is_told_both_ways() -> None:
    """
    As text, as JSON and into a file.
    """
    source, target = _first_link()

    dependents = json.loads(debtscan("graph", "dependents", target, "kept.json", "-f", "json").out)
    needed = json.loads(debtscan("graph", "dependencies", source, "kept.json", "-f", "json").out)
    told = debtscan("graph", "dependents", target, "kept.json", "-f", "text=told.txt")

    assert source in [one["component"]["id"] for one in dependents["reached"]]
    assert target in [one["component"]["id"] for one in needed["reached"]]
    assert told.err.startswith("Text: ")
    assert Path("told.txt").read_text(encoding="utf-8") == debtscan("graph", "dependents", target, "kept.json").out


def test_a_chain_is_json_too() -> None:
    """
    With the schema's name.
    """
    source, target = _first_link()

    document = json.loads(debtscan("graph", "path", source, target, "kept.json", "-f", "json").out)

    assert document["schema"] == "debtscan.graph-path/1"
    assert len(document["steps"]) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--focus", "modeltrainin"), "did you mean 'ModelTraining'?"),
        (("dependents", "modeltrainin"), "did you mean 'ModelTraining'?"),
        (("path", "modeltrainin", "x"), "did you mean 'ModelTraining'?"),
        (("-f", "png"), "'png' is none of text, json, mermaid, dot, graphml, svg, backstage"),
        (("-f", "dot", "-f", "svg"), "both go to stdout"),
        (("dependents", "x", "-f", "svg"), "'svg' is none of text, json"),
        (("--collapse", "colour"), "'colour' is not one of 'system', 'kind', 'namespace'"),
        (("--depth", "-1", "--focus", "x"), "-1 is not in the range"),
    ],
)
def test_wrong_use_is_told(words: tuple[str, ...], said: str) -> None:
    """
    Nothing is printed on stdout.
    """
    ran = debtscan("graph", *words, "kept.json")

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_value_of_an_option_is_no_question() -> None:
    """
    A component may be called "path", and so may a folder behind the first word.
    """
    write_files(Path("path"), {"web.yaml": "kind: Nothing\n"})

    ran = debtscan("graph", "--focus", "path", "kept.json")
    folders = debtscan("graph", "platform", "path", "-f", "json")

    assert (ran.code, "'path': no component has this id, name or alias" in ran.err) == (2, True)
    assert folders.code == 0
    assert {target["repo"] for target in json.loads(folders.out)["targets"]} == {"path", "platform"}


def test_the_help_names_questions_and_options() -> None:
    """
    On one page; each question has its own.
    """
    page = debtscan("graph", "--help").out

    for word in ("--focus", "--collapse", "--all", "path", "dependents", "dependencies", "backstage"):
        assert word in page
    assert "show" not in {line.split()[1] for line in page.splitlines() if line.startswith("│ ") and line[2] != " "}
    assert "the shortest chain" in debtscan("graph", "path", "--help").out


def test_strict_is_kept_and_persons_are_hidden(workplace: Path) -> None:
    """
    As a scan does.
    """
    write_files(workplace / "broken", {"web.yaml": FILES["scorer/deployment.yaml"], "x.yaml": "a: [\n"})

    assert debtscan("graph", "broken", "--strict").code == 4
    assert "Zenzo" not in debtscan("graph", "platform", "-f", "backstage").out
    assert "Zenzo" in debtscan("graph", "platform", "-f", "backstage", "--people", "names").out

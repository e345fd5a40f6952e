"""
Scripts that a CI runs at fixed times.
"""

from debtscan.model.declaration import Declaration, TestSpec
from debtscan.model.words import Kind, Status
from tests.unit.graph.estate import Parts, arrows, ci, file, path, program, shop

NIGHTLY = ("0 3 * * *",)


def _workflow(name: str, *runs: str, schedules: tuple[str, ...] = NIGHTLY) -> Parts:
    return (*ci("github", name, schedules=schedules), *(part for each in runs for part in path(each, source="ci")))


def _jobs(workflow: Parts, place: str, *parts: Parts, status: Status = Status.LIVE) -> list[str]:
    result = shop(file(".github/workflows/x.yml", workflow), file(place, *parts, status=status))
    return [component.name for component in result.components if component.kind is Kind.JOB]


def test_script_that_gives_the_workflow_its_name_is_a_job() -> None:
    """
    The workflow starts it.
    """
    result = shop(
        file(".github/workflows/x.yml", _workflow("Prune the registry", "scripts/prune_registry.py")),
        file("scripts/prune_registry.py", program("prune_registry")),
    )

    assert arrows(result) == ["shop:ci:Prune-the-registry -step-> shop:job:prune_registry"]


def test_what_only_helps_a_workflow_is_no_job() -> None:
    """
    Nor is what runs on a push, what hides among the settings of the CI, a test, an example, or a file that is gone.
    """
    script = program("prune")
    tests: Parts = (Declaration("tests", "prune", TestSpec(1)),)

    assert _jobs(_workflow("Prune", "scripts/prune.py"), "scripts/prune.py", script) == ["prune"]
    assert _jobs(_workflow("Watch versions", "scripts/prune.py"), "scripts/prune.py", script) == []
    assert _jobs(_workflow("Prune", "scripts/prune.py", schedules=()), "scripts/prune.py", script) == []
    assert _jobs(_workflow("Prune", ".github/prune.py"), ".github/prune.py", script) == []
    assert _jobs(_workflow("Prune", "scripts/prune.py"), "scripts/prune.py", script, tests) == []
    assert _jobs(_workflow("Prune", "scripts/prune.py"), "scripts/prune.py", script, status=Status.EXAMPLE) == []
    assert _jobs(_workflow("Prune", "scripts/prune.py"), "scripts/other.py", script) == []
    assert _jobs((*_workflow("Prune"), *_tagged()), "scripts/prune.py", script) == []


def _tagged() -> Parts:
    return path("scripts/prune.py")


def test_script_of_a_component_stays_its_own() -> None:
    """
    A service is not cut in two.
    """
    result = shop(
        file(".github/workflows/x.yml", _workflow("Main", "api/main.py")),
        file("api/main.py", program("api", serves=True)),
    )

    assert [component.kind for component in result.components] == [Kind.CI, Kind.SERVICE]

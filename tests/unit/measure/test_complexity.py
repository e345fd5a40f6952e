from debtscan.measure.complexity import metrics_of
from debtscan.model.component import Metrics
from debtscan.model.declaration import CodeFacts, Declaration, Reading, TestSpec
from debtscan.model.estate import SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.words import Status


def source(
    path: str, code: CodeFacts | None, status: Status = Status.LIVE, reader: str = "python"
) -> tuple[str, SourceFile]:
    """
    Return one file of repository "r" with what was counted in it.
    """
    return "r", SourceFile(path, reader, status, Reading(code=code))


APP = source("app.py", CodeFacts("python", 100, 10, 30, 9, "Loop.run", 17))
LIB = source("lib.py", CodeFacts("python", 50, 5, 12, 4, "parse", 3))


def test_counts_are_summed_and_the_worst_function_is_shown() -> None:
    """
    The evidence leads to the most complex function.
    """
    assert metrics_of([LIB, APP, source("cfg.yaml", None, reader="yaml")], changes_12m=7) == Metrics(
        files=3,
        lines=150,
        functions=15,
        complexity=42,
        complexity_max=9,
        worst=Evidence("r", "app.py", 17, "Loop.run", "most complex function"),
        tests=0,
        changes_12m=7,
    )


def test_tests_and_foreign_code_are_no_complexity_of_the_component() -> None:
    """
    They are files of it, and tests are counted by path or by what they declare.
    """
    huge = CodeFacts("python", 9_000, 900, 9_000, 90, "x", 1)
    declared = SourceFile(
        "check.py", "python", Status.LIVE, Reading((Declaration("test", "check", TestSpec(3)),), code=huge)
    )
    files = [
        LIB,
        source("tests/test_a.py", huge, Status.TEST),
        source("gen.py", huge, Status.GENERATED),
        source("vendor/v.py", huge, Status.VENDORED),
        ("r", declared),
    ]

    found = metrics_of(files)

    assert (found.files, found.lines, found.complexity_max, found.tests) == (5, 50, 4, 2)


def test_a_component_of_tests_alone_is_counted_all_the_same() -> None:
    """
    Nothing else is there to measure.
    """
    found = metrics_of([source("tests/test_a.py", CodeFacts("python", 10, 1, 1, 1, "t", 2), Status.TEST)])

    assert (found.lines, found.tests) == (10, 1)


def test_a_file_that_two_readers_read_counts_once() -> None:
    """
    The order in which the readings come does not matter.
    """
    again = source("app.py", CodeFacts("python", 1, 1, 1, 1), reader="web")

    assert metrics_of([APP, again]) == metrics_of([again, APP]) == metrics_of([APP])


def test_nothing_is_counted_where_nothing_is() -> None:
    """
    No file, or code without any branch, has no worst function.
    """
    assert metrics_of([]) == Metrics()
    assert metrics_of([source("a.py", CodeFacts("python", 3))]) == Metrics(files=1, lines=3)

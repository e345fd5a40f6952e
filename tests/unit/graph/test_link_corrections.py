"""
Links as the owners know them.
"""

from debtscan.model.correction import Outcome
from debtscan.model.words import Confidence, How, Kind
from tests.unit.graph.estate import GROUP, arrows, crd, file, host, program, workload
from tests.unit.graph.owners import about, add, corrected, drop, outcomes, place

FILES = (
    file("web/main.py", program("web", serves=True), host("api")),
    file("k8s/api.yaml", workload("api", "acme/api:1")),
    file("k8s/worker.yaml", workload("worker", "acme/worker:1")),
)
WEB, API, WORKER = "shop:service:web", "shop:service:api", "shop:service:worker"


def test_an_added_link_is_sure_and_shows_its_line() -> None:
    """
    By id, name or alias, also of what the owners declared.
    """
    result = corrected(
        FILES, about(name="Bus", kind=Kind.QUEUE), add("worker", "bus", How.QUEUE, 5), add(API, "worker", How.CALL, 6)
    )

    assert arrows(result) == [
        f"{API} -call-> {WORKER}",
        f"{WEB} -call-> {API}",
        f"{WORKER} -queue-> shop:queue:Bus",
    ]
    bus = next(link for link in result.links if link.target == "shop:queue:Bus")
    assert (bus.confidence, bus.evidence) == (Confidence.HIGH, (place(5),))
    assert outcomes(result)[1:] == [("add", "applied", None), ("add", "applied", None)]


def test_a_name_as_it_is_written_comes_first() -> None:
    """
    Then the same letters in any case, then an alias.
    """
    files = (*FILES, file("crd.yaml", crd("Api")))

    result = corrected(files, drop("web", "api"), add("worker", "Api"), add("Worker", f"apis.{GROUP}"))

    assert arrows(result) == [f"{WORKER} -call-> shop:crd:Api"]
    assert [one.outcome for one in result.corrections] == [Outcome.APPLIED, Outcome.APPLIED, Outcome.REDUNDANT]


def test_what_debtscan_found_anyway_is_redundant() -> None:
    """
    Another manner of the same pair is not.
    """
    result = corrected(FILES, add(WEB, API), add(WEB, API, How.DATA))

    assert [one.outcome for one in result.corrections] == [Outcome.REDUNDANT, Outcome.APPLIED]


def test_a_dropped_link_is_gone() -> None:
    """
    Of one manner, or of any.
    """
    any_ = corrected(FILES, drop(WEB, API))
    other = corrected(FILES, drop(WEB, API, How.DATA))

    assert (arrows(any_), outcomes(any_)) == ([], [("drop", "applied", None)])
    assert (arrows(other), outcomes(other)) == ([f"{WEB} -call-> {API}"], [("drop", "unused", None)])


def test_both_ends_must_be_known_and_two() -> None:
    """
    The closest id helps with a slip of the pen.
    """
    twins = (*FILES, file("a/twin.yaml", workload("twin", "x/a:1")), file("b/twin.yaml", workload("twin", "x/b:1")))
    result = corrected(twins, add(WEB, "shop:service:apy"), drop("twin", API), add(WEB, "web"))

    assert [(one.outcome, one.matches, one.closest) for one in result.corrections] == [
        (Outcome.UNUSED, 0, API),
        (Outcome.AMBIGUOUS, 2, None),
        (Outcome.UNUSED, 0, None),
    ]

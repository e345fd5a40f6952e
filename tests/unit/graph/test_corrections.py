"""
What the owners say about a component is what every later step sees, and what came of it is kept.
"""

from debtscan.graph.link import link
from debtscan.model.correction import Correction, Corrections, Outcome
from debtscan.model.signal import Signal, Why
from debtscan.model.words import Built, Criticality, Kind, Status
from tests.unit.graph.estate import (
    CATALOG,
    code,
    component,
    crd,
    dockerfile,
    file,
    host,
    ids,
    imports,
    linked,
    owned,
    program,
    publish,
    questions,
    repo,
    resource,
    shop,
    workload,
)
from tests.unit.graph.owners import about, corrected, outcomes, place

API = "shop:service:api"
FILES = (
    file("api/Dockerfile", dockerfile("api", runs="python main.py", copies=["."])),
    file("api/main.py", program("api", serves=True), host("gone")),
    file("k8s/api.yaml", workload("api", "acme/api:1")),
    file("k8s/cache.yaml", workload("cache", "redis:7")),
    file("notes/readme.py", code()),
)


def test_every_word_is_shown_and_the_id_stays() -> None:
    """
    The next scan must mean the same component by the same id, whatever it is called now.
    """
    result = corrected(
        FILES,
        about(
            id=API,
            name="Gateway of models",
            kind=Kind.GATEWAY,
            built=Built.MIXED,
            capability="service_networking",
            status=Status.DISABLED,
            owner="team-ml",
            criticality=Criticality.HIGH,
        ),
    )
    found = component(result, API)

    assert (found.name, found.kind, found.built, found.capability, found.status) == (
        "Gateway of models",
        Kind.GATEWAY,
        Built.MIXED,
        "service_networking",
        Status.DISABLED,
    )
    assert (found.owner, found.criticality, found.aliases) == ("team-ml", Criticality.HIGH, ("api",))
    assert found.evidence[-1] == place(1)
    assert found.evidence[0].path == "api/main.py"
    assert ids(result) == ids(shop(*FILES))
    assert outcomes(result) == [
        (key, "applied", API) for key in ("name", "kind", "built", "capability", "status", "owner", "criticality")
    ]
    assert [(one.value, one.found) for one in result.corrections][1:3] == [("gateway", "service"), ("mixed", "bespoke")]
    assert result.corrections[5].value is None


def test_the_owners_word_is_the_first_signal() -> None:
    """
    What debtscan found by itself speaks against it.
    """
    result = corrected(FILES, about(id=API, kind=Kind.GATEWAY, capability="etl", status=Status.DISABLED))
    signals = component(result, API).facts.signals

    for weighed, value in (
        (signals.kind, "gateway"),
        (signals.capability, "etl"),
        (signals.status, "disabled"),
    ):
        assert weighed.for_[0] == Signal(value, Why.DECLARED, "", place(1))
        assert weighed.against


def test_what_is_switched_off_asks_nothing() -> None:
    """
    Later steps see the status that the owners give.
    """
    assert questions(corrected(FILES)) == [f"{API} ? gone (no_such_host)"]
    assert questions(corrected(FILES, about(id=API, status=Status.DISABLED))) == []


def test_what_debtscan_finds_by_itself_is_redundant() -> None:
    """
    Each word for itself.
    """
    result = corrected(
        FILES,
        about(
            id=API,
            name="api",
            kind=Kind.SERVICE,
            built=Built.BESPOKE,
            capability="service_runtime",
            status=Status.LIVE,
            owner="x",
        ),
    )

    assert [outcome for _, outcome, _ in outcomes(result)] == ["redundant"] * 5 + ["applied"]


def test_a_path_means_what_lies_there() -> None:
    """
    By its best evidence: several take a word that may be said of several, but not one name.
    """
    files = (
        file("jobs/a/run.yaml", workload("a", "acme/a:1", kind="Job")),
        file("jobs/b/run.yaml", workload("b", "acme/b:1", kind="Job")),
        file("k8s/c.yaml", workload("c", "acme/c:1")),
    )
    result = corrected(files, about(path="jobs", name="both", owner="batch"), about(2, path="k8s/*.yaml", owner="web"))

    assert [(one.name, one.owner) for one in result.components] == [("a", "batch"), ("b", "batch"), ("c", "web")]
    assert result.corrections[0] == Correction(place(1), "jobs", "name", Outcome.AMBIGUOUS, "both", matches=2)


def test_a_repository_narrows_a_path() -> None:
    """
    Two repositories may look alike.
    """
    repos = tuple(repo(name, file("k8s/c.yaml", workload("c", "acme/c:1"))) for name in ("one", "two"))
    result = link(repos, CATALOG, Corrections((about(path="k8s", repo="two", owner="x"),)))

    assert [(one.id, one.owner) for one in result.components] == [("one:service:c", None), ("two:service:c", "x")]


def test_a_declared_path_lies_in_the_repository_that_is_named() -> None:
    """
    Else in the first that has it.
    """
    repos = tuple(repo(name, file("notes/a.py", code())) for name in ("one", "two"))
    tables = (
        about(path="notes", repo="two", name="Two", kind=Kind.JOB),
        about(2, path="notes/a.py", repo="one", name="One", kind=Kind.JOB),
    )

    assert ids(link(repos, CATALOG, Corrections(tables))) == ["one:job:One", "two:job:Two"]


def test_what_fits_nothing_names_the_closest() -> None:
    """
    By id or by path; a path without files declares nothing.
    """
    result = corrected(
        FILES,
        about(id="shop:service:apis", owner="x"),
        about(2, path="nowhere", owner="x"),
        about(3, path="nowhere", name="New", kind=Kind.JOB),
    )

    assert [(one.key, one.outcome, one.matches, one.closest) for one in result.corrections] == [
        ("match", Outcome.UNUSED, 0, API),
        ("match", Outcome.UNUSED, 0, None),
        ("match", Outcome.UNUSED, 0, None),
    ]
    assert ids(result) == ids(shop(*FILES))


def test_files_that_nobody_found_can_be_declared() -> None:
    """
    The folder is theirs from now on, and the line that says so is evidence.
    """
    result = corrected(
        FILES, about(path="notes", name="Notes", kind=Kind.JOB, built=Built.MIXED), about(2, path="k8s/cac*", owner="x")
    )
    found = component(result, "shop:job:Notes")

    assert (found.built, found.status, found.language) == (Built.MIXED, Status.LIVE, "python")
    assert [(one.path, one.caption) for one in found.evidence] == [("notes/", "folder"), ("debtscan.toml", "declared")]
    assert owned(result, "shop:job:Notes") == ["notes/readme.py"]
    assert outcomes(result)[:2] == [("declare", "applied", "shop:job:Notes"), ("built", "applied", "shop:job:Notes")]


def test_a_glob_declares_single_files() -> None:
    """
    The first of them is the evidence.
    """
    result = corrected(FILES, about(path="notes/*.py", name="Notes", kind=Kind.JOB))

    assert [one.path for one in component(result, "shop:job:Notes").evidence] == ["notes/readme.py", "debtscan.toml"]


def test_what_lies_outside_is_declared_by_name_and_kind() -> None:
    """
    A second table of that name and kind means the same, and one that debtscan found already is no new one.
    """
    result = corrected(
        FILES,
        about(name="Ledger", kind=Kind.DATASTORE, built=Built.MANAGED),
        about(2, name="ledger", kind=Kind.DATASTORE, owner="x"),
        about(3, name="cache", kind=Kind.DATASTORE),
        about(4, name="cache", kind=Kind.QUEUE),
        about(5, name="Cache", kind=Kind.QUEUE, repo="shop"),
    )
    ledger = component(result, "shop:datastore:Ledger")

    assert (ledger.built, ledger.owner, ledger.evidence) == (Built.MANAGED, "x", (place(1), place(2)))
    assert ids(result) == [
        "shop:datastore:Ledger",
        "shop:datastore:cache",
        "shop:queue:cache",
        API,
    ]
    assert outcomes(result)[5:7] == [
        ("name", "redundant", "shop:datastore:cache"),
        ("kind", "redundant", "shop:datastore:cache"),
    ]


def test_a_declared_id_is_free() -> None:
    """
    A component that has the same words for an id keeps it.
    """
    files = (file("a/x.yaml", workload("web", "acme/web:1")), file("b/lib.py", code()))

    result = corrected(files, about(path="b", name="web", kind=Kind.SERVICE))

    assert ids(result) == ["shop:service:web", "shop:service:web:2"]


def test_own_code_contradicts_that_it_is_somebody_elses() -> None:
    """
    The owners' word is shown, with all the places that say otherwise.
    """
    result = corrected(
        FILES, about(id=API, built=Built.MANAGED), about(2, id="shop:datastore:cache", built=Built.MANAGED)
    )
    api, cache = result.corrections

    assert (api.outcome, {one.path for one in api.against}) == (
        Outcome.CONTRADICTED,
        {"api/main.py", "api/Dockerfile"},
    )
    assert cache.outcome is Outcome.APPLIED
    assert component(result, API).built is Built.MANAGED


def test_a_recipe_alone_does_not_contradict_somebody_elses_code() -> None:
    """
    Whoever runs a product may pack it himself; that its vendor runs it is another thing.
    """
    files = (
        file("x/Dockerfile", dockerfile("x", base="vendor.example/x:1")),
        file("x/build.yaml", publish("acme/x", recipe="x/Dockerfile")),
        file("k8s/x.yaml", workload("x", "acme/x:1")),
    )

    found = [
        corrected(files, about(id="shop:service:x", built=built)).corrections[0].outcome
        for built in (Built.OSS, Built.MANAGED)
    ]

    assert found == [Outcome.APPLIED, Outcome.CONTRADICTED]


def test_only_a_definition_makes_an_api() -> None:
    """
    Neither can a service be called a CRD, nor a CRD anything else, without being contradicted.
    """
    files = (*FILES, file("crd.yaml", crd("TrainJob")), file("main.tf", resource("aws_sqs_queue", "events")))
    result = corrected(
        files,
        about(id=API, kind=Kind.CRD),
        about(2, id="shop:crd:TrainJob", kind=Kind.LIBRARY),
        about(3, name="Elsewhere", kind=Kind.CRD),
    )

    assert [(one.outcome, [place.path for place in one.against]) for one in result.corrections] == [
        (Outcome.CONTRADICTED, ["k8s/api.yaml"]),
        (Outcome.CONTRADICTED, ["crd.yaml"]),
        (Outcome.APPLIED, []),
    ]
    assert component(result, API).facts.crd is None


def test_what_something_in_use_needs_is_not_unused() -> None:
    """
    The links of what is in use itself contradict it.
    """
    files = (*FILES, file("web/main.py", program("web", serves=True), host("api")))
    result = corrected(files, about(id=API, status=Status.UNUSED))
    both = corrected(files, about(id=API, status=Status.UNUSED), about(2, id="shop:service:web", status=Status.UNUSED))

    assert [(one.outcome, [place.path for place in one.against]) for one in result.corrections] == [
        (Outcome.CONTRADICTED, ["web/main.py"])
    ]
    assert [one.outcome for one in both.corrections] == [Outcome.APPLIED, Outcome.APPLIED]


def test_capability_is_judged_by_what_the_code_uses() -> None:
    """
    A word that the code says anyway is redundant.
    """
    files = (
        file("x/Dockerfile", dockerfile("x", runs="python main.py", copies=["."])),
        file("x/main.py", program("x", serves=True), imports("mlflow")),
    )
    found = component(shop(*files), "shop:service:x").capability

    result = corrected(files, about(id="shop:service:x", capability=found))

    assert found is not None
    assert outcomes(result) == [("capability", "redundant", "shop:service:x")]


def test_without_corrections_nothing_changes() -> None:
    """
    An empty configuration is none.
    """
    assert corrected(FILES) == linked(repo("shop", *FILES))

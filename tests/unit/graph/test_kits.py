"""
Platforms that components use through a client library.
"""

from debtscan.graph.link import Linked
from debtscan.model.estate import SourceFile
from debtscan.model.words import Built, Kind, Status
from tests.unit.graph.estate import (
    Parts,
    arrows,
    component,
    evidence,
    file,
    ids,
    imports,
    program,
    requires,
    shop,
    workload,
)


def _users(module: str, count: int, *more: SourceFile, status: Status = Status.LIVE) -> Linked:
    services = [
        file(f"s{number}/main.py", program(f"s{number}", serves=True), imports(module), status=status)
        for number in range(count)
    ]
    return shop(*services, *more)


def _others(result: Linked) -> list[str]:
    return [identity for identity in ids(result) if ":service:s" not in identity]


def test_platform_that_many_use_is_a_component_though_nobody_declares_it() -> None:
    """
    A client of a server is the server; what is only a kit is a library, and two users are not many.
    """
    tracking, serving = _users("mlflow", 3), _users("kserve", 3)

    assert _others(tracking) == ["shop:service:MLflow"]
    assert _others(serving) == ["shop:library:kserve"]
    assert _others(_users("mlflow", 2)) == _others(_users("json", 3)) == []
    assert _others(_users("mlflow", 3, status=Status.EXAMPLE)) == []
    kit = component(serving, "shop:library:kserve")
    assert (kit.built, kit.capability) == (Built.OSS, "online_serving")
    assert arrows(serving) == [f"shop:service:s{number} -import-> shop:library:kserve" for number in range(3)]


def test_hosted_platform_is_managed() -> None:
    """
    The catalogue says whose it is.
    """
    assert component(_users("wandb", 3), "shop:library:wandb").built is Built.MANAGED


def test_platform_that_the_estate_runs_is_meant() -> None:
    """
    It is not shown twice.
    """
    result = _users("mlflow", 3, file("mlflow.yaml", workload("tracking", "ghcr.io/mlflow/mlflow:2")))

    assert _others(result) == ["shop:service:tracking"]
    assert "shop:service:s0 -import-> shop:service:tracking" in arrows(result)
    assert component(result, "shop:service:tracking").kind is Kind.SERVICE


def test_places_that_ask_for_a_version_come_first() -> None:
    """
    They are what has to be moved on; each file is named once.
    """
    pins: list[Parts] = [requires("kserve"), requires("kserve")]
    result = _users("kserve", 3, file("s0/requirements.txt", *pins))

    assert [path for path, _ in evidence(result, "shop:library:kserve")] == [
        "s0/requirements.txt",
        "s0/main.py",
        "s1/main.py",
        "s2/main.py",
    ]

"""
In which namespaces a component is deployed.
"""

from msgspec import structs

from debtscan.model.declaration import (
    CustomResourceSpec,
    Declaration,
    OverlaySpec,
    ReleaseSpec,
    WorkloadSpec,
)
from tests.unit.graph.estate import Parts, component, custom, file, release, shop, workload


def _in(parts: Parts, namespace: str) -> Parts:
    """
    Return *parts* with the namespace written into each declaration.
    """
    found: list[object] = []
    for part in parts:
        if isinstance(part, Declaration):
            assert isinstance(part.spec, WorkloadSpec | CustomResourceSpec | ReleaseSpec)
            found.append(structs.replace(part, spec=structs.replace(part.spec, namespace=namespace)))
        else:
            found.append(part)
    return tuple(found)  # type: ignore[arg-type]


def _overlay(namespace: str, *paths: str) -> Parts:
    return (Declaration("kustomization", "x", OverlaySpec(namespace, parts=paths)),)


def test_a_manifest_says_its_namespace() -> None:
    """
    Workloads, objects of custom kinds and releases.
    """
    result = shop(
        file("a/x.yaml", _in(workload("x", "acme/x:1"), "live")),
        file("c/r.yaml", _in(release("grafana", "grafana", "https://charts.example.com"), "watch")),
        file("d/y.yaml", workload("y", "acme/y:1")),
        file("e/z.yaml", _in(custom("Nightly", "z"), "ml")),
    )

    found = {one.name: one.facts.namespaces for one in result.components}
    assert [found[name] for name in ("x", "y")] == [("live",), ()]
    assert ("watch",) in found.values()


def test_an_expression_is_no_namespace() -> None:
    """
    What is filled in later is not known.
    """
    result = shop(file("x.yaml", _in(workload("x", "acme/x:1"), "${NAMESPACE}")))

    assert component(result, "shop:service:x").facts.namespaces == ()


def test_a_kustomization_sets_the_namespace_of_what_it_takes_in() -> None:
    """
    Also through another kustomization, over what the manifest says.
    """
    result = shop(
        file("base/kustomization.yaml", _overlay("", "base/x.yaml")),
        file("base/x.yaml", _in(workload("x", "acme/x:1"), "old")),
        file("live/kustomization.yaml", _overlay("live", "base", "live/y.yaml")),
        file("live/y.yaml", workload("y", "acme/y:1")),
        file("z.yaml", _in(workload("z", "acme/z:1"), "own")),
    )

    found = {one.name: one.facts.namespaces for one in result.components}
    assert found == {"x": ("live",), "y": ("live",), "z": ("own",)}


def test_several_kustomizations_set_several_namespaces() -> None:
    """
    They are sorted.
    """
    result = shop(
        file("base/x.yaml", workload("x", "acme/x:1")),
        file("live/kustomization.yaml", _overlay("live", "base/x.yaml")),
        file("canary/kustomization.yaml", _overlay("canary", "base/x.yaml")),
    )

    assert component(result, "shop:service:x").facts.namespaces == ("canary", "live")


def test_a_kustomization_at_the_root_is_found() -> None:
    """
    "." means the root.
    """
    result = shop(
        file("kustomization.yaml", _overlay("", "x.yaml")),
        file("x.yaml", workload("x", "acme/x:1")),
        file("live/kustomization.yaml", _overlay("live", ".")),
    )

    assert component(result, "shop:service:x").facts.namespaces == ("live",)

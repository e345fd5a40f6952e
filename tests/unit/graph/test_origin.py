"""
Who makes an image that the estate only runs.
"""

import pytest

from debtscan.graph.origin import Origins
from debtscan.model.words import Built, Status
from tests.unit.graph.estate import CATALOG, board, file, publish, workload

MANY = file("apps.yaml", *(workload(name, f"acme/{name}:1") for name in ("a", "b", "c", "d")))


@pytest.mark.parametrize(
    ("image", "built"),
    [
        ("123.dkr.ecr.eu-west-1.amazonaws.com/web:1", Built.BESPOKE),
        ("registry.acme.example/team/web", Built.BESPOKE),
        ("acme/web:2", Built.BESPOKE),
        ("ghcr.io/mine/web:1", Built.BESPOKE),
        ("ghcr.io/others/web:1", Built.OSS),
        ("others/web", Built.OSS),
        ("web:1", Built.OSS),
        ("gcr.io/google-containers/x:1", Built.OSS),
        ("others/{{ .Values.name }}:1", Built.MIXED),
        ("{{ .Values.image }}", Built.MIXED),
    ],
)
def test_image_is_made_by_who_holds_its_registry_or_namespace(image: str, built: Built) -> None:
    """
    Private registries, namespaces that are pushed to, and those that much comes from are the owner's.
    """
    origins = Origins(board(MANY, file("ci.yml", publish("ghcr.io/mine/api:1"))), CATALOG)

    assert origins.built(image)[0] is built


def test_few_images_products_and_examples_make_no_namespace_ones_own() -> None:
    """
    Three tools of one vendor are still the vendor's.
    """
    few = file("few.yaml", *(workload(name, f"vendor/{name}:1") for name in ("a", "b", "c")))
    known = file("known.yaml", *(workload(name, f"grafana/{name}:1") for name in ("grafana", "loki", "tempo", "mimir")))
    shown = file("x.yaml", *(workload(n, f"shown/{n}:1") for n in ("a", "b", "c", "d")), status=Status.EXAMPLE)

    origins = Origins(board(few, known, shown), CATALOG)
    assert [origins.built(f"{home}/x:1")[0] for home in ("vendor", "grafana", "shown")] == [Built.OSS] * 3

"""
An API group that nobody is known for is home-made.
"""

import pytest

from debtscan.catalog.groups import GroupIndex
from debtscan.catalog.tables import CrdGroup, CrdGroups, SuffixPattern
from debtscan.model.component import CapabilityId
from debtscan.model.words import Confidence

CD = CapabilityId("cd")
ONE = CrdGroup("shared.example.org", "One", "V", (CD,), "s", kinds=("A",))
TWO = CrdGroup("shared.example.org", "Two", "V", (CD,), "s", kinds=("B",))
INDEX = GroupIndex(
    CrdGroups(
        schema=1,
        builtin_groups=("apps", "batch"),
        groups=(ONE, TWO),
        suffix_patterns=(SuffixPattern("*.toolkit.example.org", "Kit", "V", (CD,), "s"),),
        known_groups={"hub": ("seen.example.org",)},
        home_made_hints=("*.internal", "*.seen.example.org"),
    )
)
CORE = CrdGroup("", "Kubernetes", "Kubernetes", (), "Kubernetes", Confidence.HIGH)


@pytest.mark.parametrize(
    ("group", "kind", "expected"),
    [
        ("", "Pod", CORE),
        ("apps", "Deployment", CrdGroup("apps", "Kubernetes", "Kubernetes", (), "Kubernetes", Confidence.HIGH)),
        ("shared.example.org", "A", ONE),
        ("shared.example.org", "B", TWO),
        ("Shared.Example.org", "New", ONE),
        ("x.toolkit.example.org", "C", CrdGroup("x.toolkit.example.org", "Kit", "V", (CD,), "s")),
        ("seen.example.org", "D", CrdGroup("seen.example.org", "", "", (), "hub")),
        ("ml.internal", "TrainJob", None),
        ("a.seen.example.org", "E", None),
        ("nobody.example.net", "F", None),
    ],
)
def test_a_group_is_looked_up_in_order(group: str, kind: str, expected: CrdGroup | None) -> None:
    """
    Hints, then Kubernetes, described groups, patterns, names; of several projects the one that has the kind.
    """
    assert INDEX.find(group, kind) == expected


def test_kubernetes_own_groups_are_told_apart() -> None:
    """
    The core group and the listed ones are built in, others are not.
    """
    assert [INDEX.is_builtin(group) for group in ("", "batch", "shared.example.org")] == [True, True, False]

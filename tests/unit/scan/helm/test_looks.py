"""
Sets of values that differ in nothing that the templates look at are one.
"""

import pytest

from debtscan.scan.helm.chart import Chart, Dependency
from debtscan.scan.helm.looks import distinct, looks_of
from debtscan.scan.helm.values import Value


def chart(*dependencies: Dependency, templates: tuple[str, ...] = ("t.yaml",)) -> Chart:
    """
    Return a chart with one template.
    """
    return Chart("", {}, {}, templates, dependencies)


@pytest.mark.parametrize(
    ("text", "one", "other", "count"),
    [
        ("{{ .Values.a.b }}", {"a": {"b": 1, "c": 1}}, {"a": {"b": 1, "c": 2}}, 1),
        ("{{ .Values.a.b }}", {"a": {"b": 1}}, {"a": {"b": 2}}, 2),
        ("{{ with .Values.a }}{{ .b }}{{ end }}", {"a": {"b": 1}}, {"a": {"b": 2}}, 2),
        ('{{ include "x" .Values }}', {"z": 1}, {"z": 2}, 2),
        ('{{ get . "Values" }}', {"z": 1}, {"z": 2}, 2),
        ("{{ tpl .Values.a $ }}", {"a": "{{ .Values.z }}", "z": 1}, {"a": "{{ .Values.z }}", "z": 2}, 2),
        ("{{ tpl .Values.a $ }}", {"a": "x", "z": 1}, {"a": "x", "z": 2}, 1),
        ("", {"a": 1}, {"a": 2}, 1),
    ],
)
def test_only_what_is_looked_at_counts(text: str, one: dict[str, Value], other: dict[str, Value], count: int) -> None:
    """
    The first of those alike is kept.
    """
    found = distinct([one, other], looks_of(chart(), {"t.yaml": text}.__getitem__))

    assert found == [one, other][:count]


def test_switches_of_dependencies_count() -> None:
    """
    And the values of a sub-chart where they stand.
    """
    inner = Dependency("in", "sub", "sub.enabled", ("x",), chart())
    far = Dependency("far", "far", "", (), None)
    looks = list(looks_of(chart(inner, far, templates=()), {"t.yaml": "{{ .Values.a }}"}.__getitem__))
    sets: list[dict[str, Value]] = [
        {"sub": {"a": 1}},
        {"sub": {"a": 2}},
        {"sub": {"a": 2, "b": 3}},
        {"sub": {"a": 2, "enabled": True}},
        {"sub": {"a": 2}, "tags": {"x": True}},
    ]

    assert distinct(sets, looks) == [sets[0], sets[1], sets[3], sets[4]]

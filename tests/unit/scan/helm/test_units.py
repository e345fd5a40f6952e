"""
Which files make up a chart, and which values elsewhere are for it.
"""

from debtscan.model.declaration import File, Reading
from debtscan.scan.helm.chart import Layout
from debtscan.scan.helm.units import Unit, units_of
from debtscan.scan.survey import read_file

ABOUT = "name: %s\n"
VALUES = "web: {enabled: true, replicas: 1, resources: {}, tag: a}\nbatch: {}\n"


def units(files: dict[str, str]) -> list[Unit]:
    """
    Return the charts among *files*.
    """
    readings: dict[str, Reading] = {path: read_file(File(path, text.encode())).reading for path, text in files.items()}
    return units_of(readings, files, lambda path: files[path].encode())


def test_a_repository_without_charts_has_none() -> None:
    """
    Values alone are no chart.
    """
    assert units({"values.yaml": VALUES}) == []


def test_a_chart_at_the_root_has_all_files() -> None:
    """
    Its folder is the repository.
    """
    files = {"Chart.yaml": ABOUT % "a", "values.yaml": VALUES, "prod/values.yaml": VALUES}

    assert units(files) == [Unit("", tuple(sorted(files)), ("prod/values.yaml",))]


def test_a_chart_kept_by_another_is_a_part_of_it() -> None:
    """
    One that lies beside and is named as a file is read with it, and stays a chart of its own.
    """
    files = {
        "all/Chart.yaml": "name: all\ndependencies: [{name: side, repository: 'file://../side'}, {name: x, repository: 'file://../x'}]\n",
        "all/charts/in/Chart.yaml": ABOUT % "in",
        "side/Chart.yaml": ABOUT % "side",
    }

    assert units(files) == [Unit("all", tuple(sorted(files))), Unit("side", ("side/Chart.yaml",))]


def test_a_chart_below_that_is_installed_with_the_whole_is_not_rendered_alone() -> None:
    """
    Wherever its folder lies: an outer chart decides whether and with what it is installed.
    """
    files = {
        "all/Chart.yaml": "name: all\ndependencies: [{name: in, repository: 'file://./parts/in'}]\n",
        "all/parts/in/Chart.yaml": ABOUT % "in",
        "all/parts/apart/Chart.yaml": ABOUT % "apart",
    }

    assert [unit.folder for unit in units(files)] == ["all", "all/parts/apart"]


def test_values_apart_go_to_the_charts_that_share_most_keys() -> None:
    """
    To all of them where several do; examples, tests and what shares too little go to none.
    """
    files = {
        "a/Chart.yaml": ABOUT % "a",
        "a/values.yaml": VALUES,
        "b/Chart.yaml": "name: b\ndependencies: [{name: batch}, {name: web}]\n",
        "c/Chart.yaml": ABOUT % "c",
        "c/values.yaml": "web: {}\n",
        "env/prod.values.yaml": VALUES,
        "env/test.values.yaml": VALUES,
        "examples/x.values.yaml": VALUES,
        "env/other.values.yaml": "web: {}\nx: 1\n",
    }

    assert [(unit.folder, unit.environments) for unit in units(files)] == [
        ("a", ("env/prod.values.yaml",)),
        ("b", ("env/prod.values.yaml",)),
        ("c", ()),
    ]


def test_values_within_templates_and_sub_charts_are_no_environment() -> None:
    """
    A sub-chart is installed with the values of its parent.
    """
    files = {
        "a/Chart.yaml": ABOUT % "a",
        "a/templates/values-x.yaml": VALUES,
        "a/charts/b/Chart.yaml": ABOUT % "b",
        "a/charts/b/values-prod.yaml": VALUES,
    }

    assert units(files)[0].environments == ()


def test_a_file_outside_every_chart_has_none_around_it() -> None:
    """
    Up to the root.
    """
    layout = Layout(["a/Chart.yaml", "b/c/x.yaml"])

    assert [layout.around(path) for path in ("b/c/x.yaml", "a/y/z.yaml")] == [None, "a"]

"""
Scripts that deploy, as the tool that they are.
"""

from debtscan.model.words import Built, How, Kind, Status
from tests.unit.graph.estate import arrows, ci, component, evidence, file, ids, path, program, resource, shop, stack


def test_scripts_of_a_folder_that_deploy_are_one_tool() -> None:
    """
    Those that deploy by themselves and those that a delivery runs belong together; others, and tests, are none.
    """
    result = shop(
        file("main.tf", stack("root"), resource("aws_eks_cluster", "north")),
        file("scripts/north.sh", program("north", language="shell"), path("main.tf", How.DEPLOY)),
        file("scripts/south.sh", program("south", language="shell"), path("main.tf", How.DEPLOY)),
        file("scripts/report.sh", program("report", language="shell")),
        file("tests/east.sh", program("east", language="shell"), path("main.tf", How.DEPLOY), status=Status.TEST),
    )

    assert ids(result) == ["shop:cli:scripts", "shop:cluster:north"]
    assert evidence(result, "shop:cli:scripts") == [
        ("scripts/north.sh", "main program"),
        ("scripts/south.sh", "main program"),
    ]
    assert arrows(result) == ["shop:cli:scripts -deploy-> shop:cluster:north"]


def test_script_that_a_delivery_runs_is_a_tool() -> None:
    """
    It keeps its file's name; what a component owns already stays with it.
    """
    result = shop(
        file("ci.yml", ci("github", "cd"), path("deploy.py", How.DEPLOY, "workflow"), path("api/up.py", How.DEPLOY)),
        file("deploy.py", program("deploy")),
        file("api/main.py", program("api", serves=True)),
        file("api/up.py", program("up")),
    )

    assert ids(result) == ["shop:ci:cd", "shop:cli:deploy.py", "shop:service:api"]
    tool = component(result, "shop:cli:deploy.py")
    assert (tool.kind, tool.built, tool.capability) == (Kind.CLI, Built.BESPOKE, "cd")
    assert "shop:ci:cd -deploy-> shop:cli:deploy.py" in arrows(result)


def test_script_called_like_many_others_bears_its_folder() -> None:
    """
    What hides among the settings of the CI is a part of the CI.
    """
    result = shop(
        file("reader/deploy.sh", program("deploy", language="shell"), path("x", How.DEPLOY)),
        file(".github/actions/up/deploy.sh", program("deploy", language="shell"), path("x", How.DEPLOY)),
    )

    assert [found.name for found in result.components] == ["reader/deploy.sh"]

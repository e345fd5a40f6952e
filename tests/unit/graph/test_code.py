"""
Components that are code alone, and who owns what is imported.
"""

import pytest

from debtscan.graph.code import local_imports
from debtscan.model.words import Kind, Status
from tests.unit.graph.estate import (
    Parts,
    arrows,
    board,
    chart,
    code,
    dag,
    evidence,
    file,
    ids,
    imports,
    owned,
    package,
    program,
    requires,
    shop,
)


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [
        (program("ranker", framework="kopf", operates=True), [Kind.CONTROLLER]),
        (program("ranker", framework="streamlit"), [Kind.UI]),
        (program("ranker", framework="fastapi", serves=True), [Kind.SERVICE]),
        (program("ranker", language="go", framework="cobra"), [Kind.CLI]),
        (program("ranker", framework="click"), []),
        (program("ranker"), []),
    ],
)
def test_program_that_nothing_packs_is_what_it_does(parts: Parts, kinds: list[Kind]) -> None:
    """
    Services, controllers, pages and Go tools are components; plain scripts are none.
    """
    result = shop(file("ranker/ranker.py", parts))

    assert [entry.kind for entry in result.components] == kinds


def test_program_with_a_common_name_is_called_by_its_folder() -> None:
    """
    "main" says nothing; at the root there is no folder to say more.
    """
    serves = program("main", serves=True)

    assert ids(shop(file("ranker/main.py", serves))) == ["shop:service:ranker"]
    assert ids(shop(file("main.py", serves))) == ["shop:service:main"]


def test_second_program_of_a_folder_is_evidence_of_the_first() -> None:
    """
    A worker beside its API is the same component until something packs it apart; a test program is none.
    """
    result = shop(
        file("ranker/api.py", program("ranker", serves=True)),
        file("ranker/worker.py", program("worker", serves=True)),
        file("ranker/probe.py", program("probe", serves=True), status=Status.TEST),
    )

    assert evidence(result, "shop:service:ranker") == [
        ("ranker/api.py", "main program"),
        ("ranker/worker.py", "main program"),
        ("ranker/", "folder"),
    ]
    assert len(ids(result)) == 1


def test_package_is_a_library_or_a_tool_or_evidence() -> None:
    """
    One with commands is a tool; one in the folder of a component proves that; modules of Go and roots are none.
    """
    result = shop(
        file("ranker/main.py", program("ranker", serves=True)),
        file("ranker/pyproject.toml", package("ranker")),
        file("lib/pyproject.toml", package("acme-lib")),
        file("tool/pyproject.toml", package("acme-tool", "python", "acme")),
        file("go/go.mod", package("acme.example/x", "go")),
        file("pyproject.toml", package("root")),
        file("nameless/setup.py", package("")),
        file("tests/pkg/setup.py", package("fixture"), status=Status.TEST),
    )

    assert ids(result) == ["shop:cli:acme-tool", "shop:library:acme-lib", "shop:service:ranker"]
    assert ("ranker/pyproject.toml", "package") in evidence(result, "shop:service:ranker")


@pytest.mark.parametrize(
    ("importer", "statement", "targets"),
    [
        ("app/main.py", imports("tools"), ["app/tools.py"]),
        ("lib/main.py", imports("tools"), ["lib/tools.py"]),
        ("app/main.py", imports("lib", "tools"), ["lib/tools.py"]),
        ("app/main.py", imports("lib.tools", "run"), ["lib/tools.py"]),
        ("app/main.py", imports("lib", "nothing", "lib.x"), ["lib/__init__.py"]),
        ("app/main.py", imports("requests"), []),
        ("zzz/main.py", imports("deep"), []),
        ("zzz/main.py", imports("far"), ["x/far.py"]),
    ],
)
def test_python_import_means_the_nearest_module(importer: str, statement: Parts, targets: list[str]) -> None:
    """
    Of several modules of one name the nearest is meant; far away and ambiguous, none; packages of others, none.
    """
    table = board(
        file(importer, statement),
        *(
            file(path)
            for path in (
                "app/tools.py",
                "lib/tools.py",
                "lib/__init__.py",
                "a/b/deep.py",
                "c/d/deep.py",
                "x/far.py",
                "y/z/far.py",
            )
        ),
    )

    assert [target for _, _, target in local_imports(table)] == targets


def test_what_is_installed_is_no_module_within_a_package() -> None:
    """
    `import pulumi` means the requirement, not a command of that name; a folder of plain scripts may still shadow it.
    """
    table = board(
        file("main.py", imports("pulumi"), imports("rich")),
        file("tool/commands/__init__.py"),
        file("tool/commands/pulumi.py"),
        file("scripts/rich.py"),
        file("pyproject.toml", requires("pulumi"), requires("rich")),
    )

    assert [target for _, _, target in local_imports(table)] == ["scripts/rich.py"]


@pytest.mark.parametrize(
    ("module", "targets"),
    [
        ("example.com/acme/platform/pkg/queue", ["pkg/queue/"]),
        ("example.com/acme/platform/pkg/none", []),
        ("fmt", []),
        ("example.com/acme/platform/double", []),
    ],
)
def test_go_import_means_the_folder_of_that_path(module: str, targets: list[str]) -> None:
    """
    The end of the import path is the folder; one that could be two is none.
    """
    table = board(
        file("cmd/main.go", imports(module, ecosystem="go")),
        file("pkg/queue/a.go"),
        file("pkg/queue/b.go"),
        file("x/double/a.go"),
        file("y/double/a.go"),
    )

    assert [target for _, _, target in local_imports(table)] == targets


def test_modules_that_one_component_imports_are_its_own() -> None:
    """
    Directly or through each other, in Python and in Go; tests that import them take nothing.
    """
    result = shop(
        file("api/main.py", program("api", serves=True), imports("shared.one")),
        file("api/more.py", imports("shared.one")),
        file("shared/one.py", code(), imports("shared.two")),
        file("shared/two.py", code(), imports("tests.fixture")),
        file("tests/fixture.py", code(), status=Status.TEST),
        file("cmd/op/main.go", program("op", language="go", operates=True), imports("e.com/a/b/pkg/k", ecosystem="go")),
        file("pkg/k/k.go", code("go")),
    )

    assert owned(result, "shop:service:api") == ["api/main.py", "api/more.py", "shared/one.py", "shared/two.py"]
    assert owned(result, "shop:controller:op") == ["cmd/op/main.go", "pkg/k/k.go"]


def test_long_chain_of_imports_is_followed_four_steps() -> None:
    """
    What lies deeper is rarely missed, and a chain without end costs no more.
    """
    chain = [file(f"m{step}/part.py", code(), imports(f"m{step + 1}.part")) for step in range(1, 7)]

    result = shop(file("api/main.py", program("api", serves=True), imports("m1.part")), *chain)

    assert owned(result, "shop:service:api") == ["api/main.py", *(f"m{step}/part.py" for step in range(1, 5))]


def test_module_of_a_components_name_is_its_own_even_where_others_use_it() -> None:
    """
    The others depend on it; their tests do not.
    """
    result = shop(
        file("a/main.py", program("ranker", serves=True), imports("lib.ranker")),
        file("b/main.py", program("sorter", serves=True), imports("lib.ranker")),
        file("c/main.py", program("counter", serves=True)),
        file("c/test_main.py", imports("lib.ranker"), status=Status.TEST),
        file("lib/ranker.py", code()),
    )

    assert owned(result, "shop:service:ranker") == ["a/main.py", "lib/ranker.py"]
    assert arrows(result) == ["shop:service:sorter -import-> shop:service:ranker"]


def test_folder_that_many_import_is_a_library() -> None:
    """
    Three users make a library; its best evidence is what most of them import; tests and roots are none.
    """
    users = [
        file(
            f"{name}/main.py",
            program(name, serves=True),
            imports("common.log"),
            imports("tests.kit"),
            imports("top"),
            *([imports("common.db")] if name != "c" else []),
        )
        for name in ("a", "b", "c")
    ]
    result = shop(
        *users,
        file("common/db.py", code()),
        file("common/log.py", code()),
        file("common/README.md"),
        file("tests/kit.py", code(), status=Status.TEST),
        file("top.py", code()),
    )

    assert ids(result) == ["shop:library:common", "shop:service:a", "shop:service:b", "shop:service:c"]
    assert evidence(result, "shop:library:common")[0] == ("common/log.py", "module")
    assert arrows(result) == [f"shop:service:{name} -import-> shop:library:common" for name in "abc"]


def test_library_of_one_class_is_called_by_it() -> None:
    """
    Where nearly everybody imports one class of one file, its users call the library by that class.
    """
    users = [
        file(f"dags/{name}.py", dag(name), imports("operators.pods", "PodOperator", *(["wait"] if name == "a" else [])))
        for name in ("a", "b", "c")
    ]
    mixed = [file(f"{name}/main.py", program(name, serves=True), imports("kit.tool", name)) for name in ("x", "y", "z")]

    result = shop(*users, *mixed, file("operators/pods.py", code()), file("kit/tool.py", code()))

    assert [name for name in ids(result) if ":library:" in name] == ["shop:library:PodOperator", "shop:library:kit"]


def test_library_shows_what_its_files_declare() -> None:
    """
    A file of the library that can also be run is evidence by its declaration; packages side by side are one library.
    """
    result = shop(
        *(
            file(
                f"cmd/{name}/main.go",
                program(name, language="go", serves=True),
                *(imports(f"e.com/acme/x/pkg/{part}", ecosystem="go") for part in ("log", "db", "net")),
            )
            for name in ("a", "b", "c")
        ),
        file("pkg/log/log.go", code("go")),
        file("pkg/db/db.go", code("go")),
        file("pkg/net/net.go", code("go")),
        *(file(f"{name}/main.py", program(name, serves=True), imports("kit.run")) for name in ("x", "y", "z")),
        file("kit/run.py", program("run")),
    )

    assert [name for name in ids(result) if ":library:" in name] == ["shop:library:kit", "shop:library:pkg"]
    assert evidence(result, "shop:library:kit")[0] == ("kit/run.py", "main program")
    assert owned(result, "shop:library:pkg") == ["pkg/db/db.go", "pkg/log/log.go", "pkg/net/net.go"]


def test_pipelines_share_a_library_and_own_their_charts_apart() -> None:
    """
    DAGs that import the same operators depend on them, and a DAG imported by another is no dependency of code.
    """
    result = shop(
        *(file(f"dags/{name}.py", dag(name), imports("operators.spark")) for name in ("a", "b", "c")),
        file("operators/spark.py", code()),
        file("dags/d.py", dag("d"), imports("dags.a")),
        file("deploy/Chart.yaml", chart("airflow-dags")),
    )

    assert [arrow for arrow in arrows(result) if "import" in arrow] == [
        f"shop:pipeline:{name} -import-> shop:library:operators" for name in "abc"
    ]


def test_package_of_scripts_is_a_tool_and_a_nested_one_is_a_library() -> None:
    """
    What installs commands is a tool wherever it lies: at the root its folder is that of its code.
    """
    flat = shop(file("fix/pyproject.toml", package("fix")), file("fix/main.py", program("main")))
    nested = shop(
        file("fix/pyproject.toml", package("fix")),
        file("fix/main.py", program("main")),
        file("fix/parts/a.py", code()),
    )
    root = shop(file("pyproject.toml", package("shop-tool", "python", "shop")), file("src/shop_tool/cli.py", code()))
    bare = shop(file("pyproject.toml", package("shop-tool")), file("src/shop_tool/cli.py", code()))

    assert [ids(result) for result in (flat, nested, root, bare)] == [
        ["shop:cli:fix"],
        ["shop:library:fix"],
        ["shop:cli:shop-tool"],
        [],
    ]
    assert owned(root, "shop:cli:shop-tool") == ["pyproject.toml", "src/shop_tool/cli.py"]


def test_module_of_pythons_own_is_never_a_file_of_that_name() -> None:
    """
    Python would not take it either.
    """
    result = shop(
        file("api/main.py", program("api", serves=True), imports("io"), imports("json.decoder")),
        file("kit/utils/io.py", code()),
        file("kit/json/decoder.py", code()),
    )

    assert owned(result, "shop:service:api") == ["api/main.py"]

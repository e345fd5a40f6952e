"""
Recipes: which image, which program, which folders.
"""

import pytest

from debtscan.graph.builds import Recipe, Recipes
from debtscan.model.declaration import ImportRef, PublishSpec
from debtscan.model.estate import SourceFile
from debtscan.model.words import How
from tests.unit.graph.estate import board, code, dockerfile, file, needs, program, publish


def _recipes(*files: SourceFile) -> Recipes:
    return Recipes(board(*files))


def _path(recipe: Recipe | None) -> str | None:
    return recipe.item.path if recipe else None


def _one(*files: SourceFile) -> Recipe:
    return _recipes(*files).all[0]


TWO = (
    file("a/Dockerfile", dockerfile("ranker", runs="python main.py")),
    file("b/Dockerfile", dockerfile("ranker", runs="python main.py")),
)


@pytest.mark.parametrize(
    ("image", "found"),
    [
        ("acme/ranker:1", "ranker/Dockerfile"),
        ("ranker", "ranker/Dockerfile"),
        ("gcr.io/acme/ml/Ranker:2", "ranker/Dockerfile"),
        ("acme/other:1", None),
        ("", None),
    ],
)
def test_unpublished_recipe_is_known_by_its_name(image: str, found: str | None) -> None:
    """
    The last segment of the reference is the name of the recipe, whatever the registry.
    """
    recipes = _recipes(file("ranker/Dockerfile", dockerfile("ranker")))

    assert _path(recipes.of_image("shop", "k8s/a.yaml", image)) == found


def test_recipe_with_an_empty_name_goes_by_its_folder_or_repository() -> None:
    """
    "Dockerfile" is no name.
    """
    nested = _one(file("ranker/Dockerfile", dockerfile("Dockerfile")))
    root = _one(file("Dockerfile", dockerfile("Dockerfile")))

    assert (nested.names, root.names) == ({"ranker"}, {"shop"})


@pytest.mark.parametrize(
    ("publish_args", "found"),
    [
        ({"recipe": "b/Dockerfile"}, ["b/Dockerfile"]),
        ({"recipe": "./b/Dockerfile"}, ["b/Dockerfile"]),
        ({"context": "b"}, ["b/Dockerfile"]),
        ({"context": "./c"}, ["c/Containerfile"]),
        ({"recipe": "*/Dockerfile"}, ["a/Dockerfile", "b/Dockerfile"]),
        ({"recipe": "none/Dockerfile", "context": "a"}, ["a/Dockerfile"]),
        ({"recipe": "none/Dockerfile", "context": "none"}, []),
        ({}, []),
    ],
)
def test_build_uses_its_dockerfile_then_its_context(publish_args: dict[str, str], found: list[str]) -> None:
    """
    A star stands for a loop; two recipes of the image's name at equal distance are none.
    """
    files = (*TWO, file("c/Containerfile", dockerfile("c")), file("Makefile", publish("acme/ranker:1", **publish_args)))
    table = board(*files)

    recipes = Recipes(table).published_by(table.of(PublishSpec)[0])

    assert [recipe.item.path for recipe in recipes] == found


def test_build_without_place_uses_the_nearest_recipe_of_the_name() -> None:
    """
    "docker build -t acme/ranker ." in a folder means the recipe there.
    """
    table = board(*TWO, file("b/Makefile", publish("acme/ranker:1")))

    assert [recipe.item.path for recipe in Recipes(table).published_by(table.of(PublishSpec)[0])] == ["b/Dockerfile"]


def test_nameless_build_names_nothing() -> None:
    """
    An image that is all expression gives the recipe the words of the expression and no repository.
    """
    recipe = _one(
        file("b/Dockerfile", dockerfile("b")), file("Makefile", publish("$ACME_IMAGE_SORTER", recipe="b/Dockerfile"))
    )

    assert (recipe.names, recipe.repositories) == ({"b", "acme-sorter", "sorter"}, {})


def test_published_name_wins_over_likeness() -> None:
    """
    An image of another organisation with the same last segment is the recipe's only where that is its published name.
    """
    recipes = _recipes(
        file("serving/Dockerfile", dockerfile("serving")),
        file("Makefile", publish("acme/ranker:1", recipe="serving/Dockerfile")),
    )

    assert _path(recipes.of_image("shop", "k.yaml", "acme/ranker:2")) == "serving/Dockerfile"
    assert _path(recipes.of_image("shop", "k.yaml", "registry.acme.example/x/ranker")) == "serving/Dockerfile"
    assert _path(recipes.of_image("shop", "k.yaml", "upstream/serving:2")) is None
    assert _path(recipes.of_image("shop", "k.yaml", "${REG}/serving:2")) == "serving/Dockerfile"


def test_tag_that_no_image_has_leaves_all_of_the_repository() -> None:
    """
    Where the tag tells nothing apart, the nearest recipe is taken.
    """
    recipes = _recipes(
        file("a/Dockerfile", dockerfile("a")),
        file("b/Dockerfile", dockerfile("b")),
        file(
            "Makefile", publish("acme/all:a_1", recipe="a/Dockerfile"), publish("acme/all:b_1", recipe="b/Dockerfile")
        ),
    )

    found = [_path(recipes.of_image("shop", "b/k8s.yaml", f"acme/all{tag}")) for tag in (":a_7", ":zzz", "")]

    assert found == ["a/Dockerfile", "b/Dockerfile", "b/Dockerfile"]


def test_image_that_says_nothing_is_that_of_its_user() -> None:
    """
    "controller:latest" in the manifest of "ranker" means the recipe of that name; a full reference says enough.
    """
    recipes = _recipes(file("ranker/Dockerfile", dockerfile("ranker")))

    assert _path(recipes.of_image("shop", "k.yaml", "controller:latest", "ranker")) == "ranker/Dockerfile"
    assert _path(recipes.of_image("shop", "k.yaml", "acme/controller:latest", "ranker")) is None


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ("python -m ranker.serve", ["ranker/serve.py"]),
        ("uvicorn ranker.serve:app", ["ranker/serve.py"]),
        ("python ranker/serve.py", ["ranker/serve.py"]),
        ("python ./ranker/serve.py --port 80", ["ranker/serve.py"]),
        ("go run ./cmd/tool", ["cmd/tool/main.go"]),
        ("python serve.py", []),
        ("/manager", []),
    ],
)
def test_command_names_the_program(runs: str, found: list[str]) -> None:
    """
    By file, by module or by folder; a bare file name could be anybody's.
    """
    recipe = _one(
        file("docker/Dockerfile", dockerfile("image", runs=runs)),
        file("ranker/serve.py", program("serve")),
        file("cmd/tool/main.go", program("tool", language="go")),
        file("other/serve.py", program("other")),
    )

    assert [entry.path for entry in recipe.programs] == found


def test_program_is_looked_for_beside_the_recipe_then_in_what_it_copies_then_by_name() -> None:
    """
    The first place that has a main program is taken, plain scripts are left out.
    """
    main = program("main", serves=True)
    beside = _one(file("a/Dockerfile", dockerfile("x")), file("a/src/main.py", main), file("x/main.py", main))
    copied = _one(file("docker/Dockerfile", dockerfile("y", copies=["lib"])), file("lib/main.py", main))
    named = _one(file("docker/Dockerfile", dockerfile("ranker")), file("code/ranker/main.py", main))
    root = _one(file("Dockerfile", dockerfile("Dockerfile")), file("main.py", main))
    script = _one(file("a/Dockerfile", dockerfile("x")), file("a/tool.py", program("tool")))

    assert [[entry.path for entry in recipe.programs] for recipe in (beside, copied, named, root, script)] == [
        ["a/src/main.py"],
        ["lib/main.py"],
        ["code/ranker/main.py"],
        ["main.py"],
        [],
    ]


def test_folders_of_a_recipe_are_its_own_with_code_and_what_it_copies() -> None:
    """
    A folder that holds nothing but recipes is no source; copied paths are tried from the recipe and from the root.
    """
    own = _one(file("a/Dockerfile", dockerfile("a")), file("a/train.py", code()))
    copies = _one(
        file("docker/Dockerfile", dockerfile("a", copies=["./lib/", "none", "x.py"])), file("lib/x.py", code())
    )
    bare = _one(file("docker/Dockerfile", dockerfile("a")))

    assert [recipe.folders for recipe in (own, copies, bare)] == [{"a"}, {"lib"}, set()]


def test_folder_that_several_images_take_in_is_nobodys() -> None:
    """
    It is a library; the home of an image's own program stays its own.
    """
    recipes = _recipes(
        file("a/Dockerfile", dockerfile("a", runs="python main.py", copies=["a", "shared", "b"])),
        file("a/main.py", program("a", serves=True)),
        file("b/Dockerfile", dockerfile("b", runs="python main.py", copies=["b", "shared"])),
        file("b/main.py", program("b", serves=True)),
        file("shared/x.py", code()),
    )

    assert [recipe.folders for recipe in recipes.all] == [{"a"}, {"b"}]


def test_recipe_is_found_by_its_place() -> None:
    """
    Only where there is one.
    """
    recipes = _recipes(*TWO)

    assert [_path(recipes.at("shop", "a/Dockerfile")), recipes.at("shop", "c/Dockerfile")] == ["a/Dockerfile", None]


def test_image_packs_only_the_programs_that_it_takes_in() -> None:
    """
    Two recipes of one folder share no start script, unless both say nothing of what they take in, or take all.
    """

    def packed(*copies: str) -> list[str]:
        recipe = _one(
            file("a/Dockerfile", dockerfile("a", copies=copies)),
            file("a/run.sh", program("run", language="shell")),
            file("a/other.sh"),
            file("a/src/x.txt"),
        )
        return [item.name for item in recipe.programs]

    assert packed() == packed(".") == packed("run.sh") == packed("a/run.sh") == packed("./*.sh") == ["run"]
    assert packed("other.sh") == packed("src") == []


def test_application_that_a_start_script_serves_is_packed_too() -> None:
    """
    The script says it by module, seen from where the script lies; what a test or another language names is not.
    """
    recipe = _one(
        file("a/Dockerfile", dockerfile("a", copies=["src", "run.sh"])),
        file(
            "a/run.sh",
            program("run", language="shell"),
            needs(ImportRef("python", "src.app.main"), How.STEP, "program"),
            needs(ImportRef("go", "src.app.main"), How.STEP, "program"),
        ),
        file("a/src/app/main.py", program("app", serves=True)),
        file("a/src/other/main.py", program("other", serves=True)),
    )

    assert [item.name for item in recipe.programs] == ["run", "app"]


def test_compiled_program_is_found_below_the_recipe() -> None:
    """
    What an image takes in ready-made lies in no repository: it was compiled from the program below, or its namesake.
    """

    def packed(*programs: str, copies: str = "bin/api") -> tuple[list[str], set[str]]:
        recipe = _one(
            file("api/Dockerfile", dockerfile("api", copies=[copies])),
            *(file(path, program(path, language="go")) for path in programs),
            file("api/pkg/x.go", code("go")),
        )
        return [item.path for item in recipe.programs], recipe.folders

    assert packed("api/cmd/x/main.go") == (["api/cmd/x/main.go"], {"api", "api/cmd/x"})
    assert packed("api/cmd/x/main.go", "api/cmd/api/main.go")[0] == ["api/cmd/api/main.go"]
    assert packed("api/cmd/x/main.go", "api/cmd/y/main.go") == ([], {"api"})
    assert packed("api/cmd/x/main.go", "api/cmd/y/main.go", copies="pkg") == ([], {"api/pkg"})

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import (
    CiSpec,
    CommandRef,
    Declaration,
    File,
    HostRef,
    ImageBuildSpec,
    ImageRef,
    PathRef,
    Problem,
    PublishSpec,
    Reading,
    Reference,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.blubber import READER, claims, read
from tests.unit.scan.said import one, reader_of, specs, ties

WEB = reader_of(read, ".pipeline/web/blubber.yaml")
CONFIG = reader_of(read, ".pipeline/config.yaml")

TEXT = """\
version: v4
base: r.example.com/python:3
runs:
  environment: {REDIS_HOST: cache}
variants:
  build:
    base: r.example.com/build:1
    builders:
      - custom: {command: [git, clone, "https://github.com/acme/lib.git"]}
      - python: {requirements: [web/requirements.txt, {from: local, source: more.txt}]}
  production:
    includes: [build]
    copies:
      - {from: local, source: web/src, destination: .}
      - {from: build, source: /x, destination: .}
    entrypoint: [./run.sh, "--fast"]
  test:
    includes: [production]
"""


def test_a_recipe_is_an_image_with_all_that_goes_into_it() -> None:
    """
    Bases, copies, requirements, settings, clones and the entry point of the variant that runs.
    """
    found = WEB(TEXT)

    spec = ImageBuildSpec(
        "blubber",
        "./run.sh --fast",
        ("build", "production", "test"),
        ("r.example.com/build:1", "r.example.com/python:3"),
        ("https://github.com/acme/lib.git",),
    )
    assert found == Reading(
        (Declaration("image", "web", spec, 1),),
        (
            Reference("image", ImageRef("r.example.com/build:1"), How.IMAGE, 7, "FROM[0]"),
            Reference("image", ImageRef("r.example.com/python:3"), How.IMAGE, 2, "FROM[1]"),
            Reference("image", HostRef("cache"), How.ENV, 4, "ENV.REDIS_HOST"),
            Reference(
                "image", PathRef("web/requirements.txt"), How.BUILD, 10, "COPY:variants.build.python.requirements"
            ),
            Reference("image", PathRef("more.txt"), How.BUILD, 10, "COPY:variants.build.python.requirements"),
            Reference(
                "image",
                CommandRef("git clone https://github.com/acme/lib.git"),
                How.BUILD,
                9,
                "variants.build.builder",
                Confidence.MEDIUM,
            ),
            Reference("image", PathRef("web/src"), How.BUILD, 14, "COPY:variants.production.copies[0]"),
            Reference("image", CommandRef("./run.sh --fast"), How.STEP, 16, "ENTRYPOINT"),
        ),
    )


def test_a_configuration_publishes_its_images() -> None:
    """
    Each pipeline leads to its recipe, each published image has its name.
    """
    found = CONFIG(
        "pipelines:\n  web:\n    blubberfile: web/blubber.yaml\n"
        "    stages:\n      - name: p\n        build: production\n"
        "        publish: {image: {name: acme-web}}\n        deploy: {chart: {name: charts/web}}\n"
        "  other: {blubberfile: .pipeline/other.yaml, stages: [{name: x}]}\n  third: {}\n"
    )

    assert specs(found) == [
        ("PipelineLib", CiSpec("pipelinelib", (), ("web", "other", "third"))),
        ("acme-web", PublishSpec("acme-web", ".", ".pipeline/web/blubber.yaml", "production")),
    ]
    assert ties(found) == [
        (PathRef(".pipeline/web/blubber.yaml"), How.BUILD),
        (PathRef("charts/web"), How.DEPLOY),
        (PathRef(".pipeline/other.yaml"), How.BUILD),
        (PathRef(".pipeline/blubber.yaml"), How.BUILD),
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (".pipeline/web/blubber.yaml", "web"),
        (".pipeline/web/blubber_gpu.yaml", "web-gpu"),
        (".pipeline/web/api.yaml", "api"),
        (".pipeline/blubber-job.yaml", "job"),
        ("blubber.yaml", "root"),
    ],
)
def test_an_image_is_named_by_its_file_or_folder(path: str, name: str) -> None:
    """
    What the file adds to "blubber" tells variants apart.
    """
    assert [each.name for each in reader_of(read, path)("variants: {}\n").declarations] == [name]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [(".pipeline/a/b.yaml", True), ("x/blubber.yml", True), ("a/values.yaml", False), (".pipeline/x.sh", False)],
)
def test_recipes_are_known_by_their_paths(path: str, wanted: bool) -> None:
    """
    Everything in the folder that is YAML.
    """
    assert READER.wants(path) is wanted


def test_only_variants_and_pipelines_are_claimed() -> None:
    """
    Other YAML in the folder is left to others.
    """
    assert claims(File("x", b"variants:\n"))
    assert not claims(File("x", b"values:\n"))


def test_the_variant_that_runs_is_the_last_that_is_no_test() -> None:
    """
    Without "production" any other variant runs; the entry point may stand above all.
    """
    found = WEB("entrypoint: [run]\nvariants:\n  job: {includes: [job]}\n  test-x: {entrypoint: [no]}\n")
    none = WEB("variants: {test: {}}\n")

    assert one(found, "image").spec == ImageBuildSpec("blubber", "run", ("job", "test-x"))
    assert one(none, "image").spec == ImageBuildSpec("blubber", "", ("test",))


def test_a_broken_file_is_a_problem() -> None:
    """
    No mapping, no image.
    """
    assert WEB("- a\n") == Reading(problems=(Problem(Reason.BROKEN, "no mapping at the top"),))


@given(
    st.lists(
        st.sampled_from([*TEXT.split("\n"), "pipelines: [", "pipelines:", "  web: {stages: [x]}", "variants: 3"]),
        max_size=20,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken files give what they give, never an exception.
    """
    assert WEB("\n".join(lines)).code is None

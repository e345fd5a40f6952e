import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import CiSpec, Declaration, File, PathRef, Problem, PublishSpec, Reading, Reference
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.gitlab import READER, claims, read
from tests.unit.scan.said import reader_of, ties

CI = reader_of(read, ".gitlab-ci.yml")

TEXT = """\
include:
  - local: /ci/base.yml
  - project: other
variables:
  IMAGE: $REG/web
  REG: {value: r.example.com}
.deploy:
  before_script: [cd k8s]
  script:
    - kubectl apply -f $ENV.yaml
build:
  script:
    - |
      echo hi
      docker build -t $IMAGE web
    - !reference [.x, script]
prod:
  extends: .deploy
  variables: {ENV: prod}
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
child:
  trigger:
    include: child/ci.yml
"""


def test_a_pipeline_says_what_its_jobs_do() -> None:
    """
    Scripts, inherited parts, variables, includes and child pipelines are followed.
    """
    found = CI(TEXT)

    image = "r.example.com/web"
    assert found == Reading(
        (
            Declaration("pipeline", "GitLab CI", CiSpec("gitlab", ("push", "schedule"), ("build", "prod", "child")), 1),
            Declaration(f"publish:{image}", image, PublishSpec(image, "web", "web/Dockerfile"), 15, Confidence.MEDIUM),
        ),
        (
            Reference("pipeline", PathRef("ci/base.yml"), How.STEP, 2, "include"),
            Reference("pipeline", PathRef("web/Dockerfile"), How.BUILD, 15, "build.script"),
            Reference("pipeline", PathRef("k8s/prod.yaml"), How.DEPLOY, 10, "prod.script"),
            Reference("pipeline", PathRef("child/ci.yml"), How.TRIGGER, 24, "child.trigger"),
        ),
    )


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (".gitlab-ci.yml", True),
        ("ci/build.gitlab-ci.yml", True),
        (".gitlab/ci/a.yml", True),
        ("gitlab-ci/a.yaml", True),
        (".gitlab/issue_templates/x.yml", False),
        ("values.yml", False),
    ],
)
def test_pipelines_are_known_by_their_paths(path: str, wanted: bool) -> None:
    """
    The main file and those that it usually includes.
    """
    assert READER.wants(path) is wanted


def test_only_scripts_stages_and_includes_are_claimed() -> None:
    """
    Other YAML in such a folder is left to others.
    """
    assert claims(File("x", b"a:\n  script: x\n"))
    assert not claims(File("x", b"a: b\n"))


def test_a_matrix_runs_each_combination() -> None:
    """
    Parallel jobs set variables; recipes among variables are built.
    """
    found = CI(
        "build:\n  variables: {DOCKERFILE: a/Dockerfile.x}\n  parallel:\n    matrix:\n      - {APP: [a, b], ENV: x}\n"
        "  script: make -C $APP build\n"
    )

    assert [target for target, _ in ties(found)] == [
        PathRef("a/Dockerfile.x"),
        PathRef("a/*akefile"),
        PathRef("b/*akefile"),
    ]


def test_components_have_inputs_with_defaults() -> None:
    """
    The header of a component gives the values; default scripts hold for all jobs.
    """
    found = reader_of(read, "ci/deploy.gitlab-ci.yml")(
        "spec:\n  inputs:\n    env: {default: prod}\n    other: {}\n---\ndefault:\n  before_script: [cd k8s && ls]\n"
        "go:\n  extends: [.a, .b]\n"
        "  script: ['kubectl apply -f $CI_PROJECT_DIR/$[[ inputs.env ]].yaml']\n.a: {extends: .a}\n"
    )

    assert [each.name for each in found.declarations] == ["deploy.gitlab-ci"]
    assert ties(found) == [(PathRef("prod.yaml"), How.DEPLOY)]


def test_a_broken_pipeline_is_a_problem() -> None:
    """
    No mapping, no pipeline.
    """
    assert CI("- a\n") == Reading(problems=(Problem(Reason.BROKEN, "no mapping at the top"),))


def test_other_triggers_are_told() -> None:
    """
    Merge requests count, single includes too.
    """
    found = CI(
        "include: a.yml\na:\n  only: [merge_requests]\n  script: []\n"
        "b:\n  trigger: {include: https://example.com/x.yml}\n"
    )

    assert found.declarations[0].spec == CiSpec("gitlab", ("push", "merge_request"), ("a", "b"))
    assert ties(found) == [(PathRef("a.yml"), How.STEP)]


@given(
    st.lists(
        st.sampled_from(
            [*TEXT.split("\n"), "  - [", "x: 3", "script:", "  extends: {}", "include: {local: [}", "  script: {a: b}"]
        ),
        max_size=20,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken pipelines give what they give, never an exception.
    """
    assert CI("\n".join(lines)).code is None

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import CiSpec, Declaration, File, PathRef, Problem, PublishSpec, Reading, Reference
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.circleci import READER, claims, read
from tests.unit.scan.said import reader_of, specs, ties

CI = reader_of(read, ".circleci/config.yml")

TEXT = """\
version: 2.1
parameters:
  dir: {type: string, default: k8s}
commands:
  apply:
    parameters:
      file: {type: string}
    steps:
      - run: kubectl apply -f << pipeline.parameters.dir >>/<< parameters.file >>
jobs:
  ship:
    parameters:
      env: {type: string, default: dev}
    working_directory: ops
    environment: {DIR: x}
    steps:
      - checkout
      - apply: {file: << parameters.env >>.yaml}
      - when:
          condition: true
          steps:
            - run:
                name: Two
                working_directory: sub
                command: |
                  cat \\<< EOF
                  EOF
                  kubectl apply -f $DIR/b.yaml
      - docker/build: {image: acme/web, tag: "1,2", registry: r.example.com, path: web}
      - docker/push: {image: acme/web}
      - docker/check
      - other/orb: {dockerfile: x/Dockerfile}
workflows:
  main:
    jobs:
      - ship: {env: prod}
      - ship: {env: prod}
      - ship
      - lint
  nightly:
    triggers:
      - schedule: {cron: "0 3 * * *"}
"""


def test_a_configuration_says_what_its_jobs_do() -> None:
    """
    Commands, parameters, folders, orbs and schedules are followed, with the lines where they stand.
    """
    found = CI(TEXT)

    image = "r.example.com/acme/web:1"
    spec = CiSpec("circleci", ("push", "schedule"), ("ship",), ("0 3 * * *",))
    assert found == Reading(
        (
            Declaration("pipeline", "CircleCI", spec, 1),
            Declaration(
                f"publish:{image}", image, PublishSpec(image, "ops/web", "ops/web/Dockerfile"), 29, Confidence.MEDIUM
            ),
            Declaration("publish:acme/web", "acme/web", PublishSpec("acme/web"), 30, Confidence.MEDIUM),
        ),
        (
            Reference("pipeline", PathRef("ops/k8s/prod.yaml"), How.DEPLOY, 9, "jobs.ship.steps[1].steps[0]"),
            Reference("pipeline", PathRef("ops/sub/x/b.yaml"), How.DEPLOY, 28, "jobs.ship.steps[2].steps[0]"),
            Reference("pipeline", PathRef("ops/web/Dockerfile"), How.BUILD, 29, "jobs.ship.steps[3]"),
            Reference("pipeline", PathRef("ops/x/Dockerfile"), How.BUILD, 32, "jobs.ship.steps[6]", Confidence.MEDIUM),
        ),
    )


@pytest.mark.parametrize(
    ("path", "wanted"), [(".circleci/config.yml", True), ("a/.circleci/x/y.yaml", True), ("config.yml", False)]
)
def test_configurations_are_known_by_their_folder(path: str, wanted: bool) -> None:
    """
    Everything in the folder, nothing elsewhere.
    """
    assert READER.wants(path) is wanted


def test_only_jobs_commands_and_workflows_are_claimed() -> None:
    """
    Other YAML there is left to others.
    """
    assert claims(File("x", b"jobs:\n"))
    assert not claims(File("x", b"a: b\n"))


def test_commands_and_builds_may_come_without_arguments() -> None:
    """
    A word alone may be a command of the file or a build of an orb; a home folder is the root.
    """
    found = reader_of(read, ".circleci/continue.yml")(
        "commands:\n  go: {steps: [run: make build]}\njobs:\n  a:\n"
        "    working_directory: ~/project\n    steps: [go, docker/build, 3]\n"
        "  b: {steps: [go: {x: y}, run: {name: z}, unless: x]}\n"
    )

    assert specs(found)[:2] == [
        ("continue", CiSpec("circleci", ("push",), ("a", "b"))),
        ("Dockerfile", PublishSpec("", ".", "Dockerfile")),
    ]
    assert ties(found) == [(PathRef("*akefile"), How.BUILD), (PathRef("Dockerfile"), How.BUILD)]


def test_a_command_that_calls_itself_ends() -> None:
    """
    The depth is bounded.
    """
    found = CI("commands:\n  a: {steps: [a, run: make x]}\njobs:\n  b: {steps: [a]}\n")

    assert ties(found) == [(PathRef("*akefile"), How.STEP)]


def test_an_unknown_parameter_is_a_variable() -> None:
    """
    Nobody set it: it stays unknown.
    """
    assert ties(CI("jobs:\n  b: {steps: [run: kubectl apply -f << parameters.the-file >>/x.yaml]}\n")) == [
        (PathRef("*/x.yaml"), How.DEPLOY)
    ]


def test_a_broken_configuration_is_a_problem() -> None:
    """
    No mapping, no pipeline.
    """
    assert CI("- a\n") == Reading(problems=(Problem(Reason.BROKEN, "no mapping at the top"),))


@given(
    st.lists(
        st.sampled_from([*TEXT.split("\n"), "  - [", "jobs: 3", "    steps: {a: b}", "  apply: 1", "      - ship: x"]),
        max_size=20,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken configurations give what they give, never an exception.
    """
    assert CI("\n".join(lines)).code is None


def test_a_step_tells_later_steps_of_variables() -> None:
    """
    What is written to BASH_ENV is known below, in orbs too.
    """
    found = CI(
        "jobs:\n  a:\n    parameters: {registry: {default: r.example.com}}\n    steps:\n"
        "      - run: echo 'export REGISTRY=\"<< parameters.registry >>\"' >> $BASH_ENV\n"
        "      - docker/push: {image: acme/web, registry: $REGISTRY, tag: $CIRCLE_SHA1}\n"
    )

    image = "r.example.com/acme/web:${CIRCLE_SHA1}"
    assert specs(found)[1:] == [(image, PublishSpec(image))]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import (
    CiSpec,
    Declaration,
    File,
    NameRef,
    PathRef,
    Problem,
    PublishSpec,
    Reading,
    Reference,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.readers.github import READER, claims, read
from tests.unit.scan.said import one, reader_of, specs, ties

FLOW = reader_of(read, ".github/workflows/ci.yml")

WORKFLOW = """\
name: Ship
on:
  push:
  schedule:
    - cron: "0 3 * * *"
  workflow_call:
    inputs:
      tag: {default: v1}
env:
  REGISTRY: ghcr.io
jobs:
  build:
    strategy:
      matrix:
        include:
          - {name: web, file: web/Dockerfile}
          - {name: job, file: job/Dockerfile}
    steps:
      - id: meta
        uses: docker/metadata-action@v5
        with:
          images: ${{ env.REGISTRY }}/acme/${{ matrix.name }}
      - uses: docker/build-push-action@v6
        with:
          file: ${{ matrix.file }}
          tags: ${{ steps.meta.outputs.tags }}
  ship:
    env: {DIR: k8s}
    steps:
      - uses: ./.github/actions/prepare
      - run: |
          cd $DIR
          kubectl apply -f ${{ inputs.tag || 'x' }}.yaml
      - run: ./go.sh
        working-directory: tools
      - run: kubectl apply -f never.yaml
        if: false
  other:
    uses: ./.github/workflows/other.yml
    with: {docker_file: api/Dockerfile, app_name: api}
"""


def test_a_workflow_says_what_its_jobs_do() -> None:
    """
    Matrices, expressions, folders, local actions and called workflows are followed, each with its place.
    """
    found = FLOW(WORKFLOW)

    spec = CiSpec("github", ("push", "schedule", "workflow_call"), ("build", "ship", "other"), ("0 3 * * *",))
    web, job = "ghcr.io/acme/web", "ghcr.io/acme/job"
    assert found.declarations == (
        Declaration("workflow", "Ship", spec, 1),
        Declaration(f"publish:{web}", web, PublishSpec(web, ".", "web/Dockerfile"), 23, Confidence.MEDIUM),
        Declaration(f"publish:{job}", job, PublishSpec(job, ".", "job/Dockerfile"), 23, Confidence.MEDIUM),
        Declaration("publish:api", "api", PublishSpec("api", ".", "api/Dockerfile"), 40, Confidence.MEDIUM),
    )
    assert [(each.line, each.key, each.how, each.target) for each in found.references] == [
        (16, "jobs.build", How.BUILD, PathRef("web/Dockerfile")),
        (17, "jobs.build", How.BUILD, PathRef("job/Dockerfile")),
        (30, "jobs.ship.steps[0]", How.STEP, PathRef(".github/actions/prepare")),
        (33, "jobs.ship.steps[1]", How.DEPLOY, PathRef("k8s/v1.yaml")),
        (34, "jobs.ship.steps[2]", How.STEP, PathRef("tools/go.sh")),
        (39, "jobs.other", How.TRIGGER, PathRef(".github/workflows/other.yml")),
        (40, "jobs.other.with", How.BUILD, PathRef("api/Dockerfile")),
    ]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (".github/workflows/a.yaml", True),
        ("sub/.gitea/workflows/a.yml", True),
        ("actions/a/action.yml", True),
        (".github/dependabot.yml", False),
        (".github/workflows/a.md", False),
    ],
)
def test_workflows_and_actions_are_known_by_their_paths(path: str, wanted: bool) -> None:
    """
    Other files of the folder are none.
    """
    assert READER.wants(path) is wanted


def test_only_jobs_or_runs_are_claimed() -> None:
    """
    A file named action.yml may be something else.
    """
    assert claims(File("action.yml", b"name: x\nruns:\n"))
    assert not claims(File("action.yml", b"name: x\n  jobs: y\n"))


def test_a_composite_action_is_read_like_a_job() -> None:
    """
    Inputs have defaults, and the action's own folder is known.
    """
    action = reader_of(read, ".github/actions/prepare/action.yml")
    found = action(
        "name: Prepare\ninputs:\n  f: {default: a.yaml}\n  g: {}\nruns:\n  using: composite\n  steps:\n"
        "    - run: kubectl apply -f ${{ inputs.f }} -f ${{ inputs.g }}/b.yaml\n      shell: bash\n"
        "    - run: ${{ github.action_path }}/go.sh\n"
    )

    assert specs(found) == [("prepare", CiSpec("github-action"))]
    assert found.references == (
        Reference("action", PathRef("a.yaml"), How.DEPLOY, 8, "runs.steps[0]"),
        Reference("action", PathRef("*/b.yaml"), How.DEPLOY, 8, "runs.steps[0]"),
        Reference("action", PathRef(".github/actions/prepare/go.sh"), How.STEP, 10, "runs.steps[1]"),
    )


def test_an_action_at_the_root_has_its_own_name() -> None:
    """
    Without a folder the name counts.
    """
    assert [each.name for each in reader_of(read, "action.yml")("name: X\nruns: {using: node20}\n").declarations] == [
        "X"
    ]


def test_combinations_of_a_matrix_are_run() -> None:
    """
    Lists are combined, mappings in them are seen by their parts, expressions that nobody knows stay.
    """
    found = FLOW(
        "on: [push, {a: b}]\njobs:\n  a:\n    strategy:\n      matrix:\n"
        "        env: [dev, prod]\n        app: [{dir: x}]\n        exclude: []\n"
        "    defaults:\n      run: {working-directory: ops}\n    steps:\n"
        "      - run: terraform -chdir=${{ matrix.env }} apply\n"
        "      - run: make -C ${{ matrix.app.dir }} ${{ github.sha }}\n"
    )

    assert [target for target, _ in ties(found)] == [
        PathRef("ops/dev"),
        PathRef("ops/*/*akefile"),
        PathRef("ops/prod"),
        PathRef("ops/*"),
        PathRef("ops/x/*akefile"),
    ]


def test_a_workflow_whose_jobs_never_run_is_disabled() -> None:
    """
    Jobs with "if: false" do nothing.
    """
    found = FLOW("on: push\njobs:\n  a:\n    if: ${{ false }}\n    steps:\n      - run: make x\n  b: text\n")
    off = FLOW("on: push\njobs:\n  a: {if: false}\n")

    assert (found.references, one(found, "workflow").status) == ((), None)
    assert one(off, "workflow").status is Status.DISABLED


def test_a_workflow_may_follow_another() -> None:
    """
    "workflow_run" names what starts it, and without a name the file names the workflow.
    """
    found = FLOW("on:\n  workflow_run:\n    workflows: [Build]\njobs: {}\n")

    assert [each.name for each in found.declarations] == ["ci"]
    assert found.references == (Reference("workflow", NameRef("workflow", "Build"), How.TRIGGER, 3, "on.workflow_run"),)


def test_a_broken_workflow_is_a_problem() -> None:
    """
    No mapping, no workflow.
    """
    assert FLOW("- a\n") == Reading(problems=(Problem(Reason.BROKEN, "no mapping at the top"),))
    assert [each.reason for each in FLOW("a: [\n").problems] == [Reason.BROKEN]


@given(
    st.lists(
        st.sampled_from(
            [
                *WORKFLOW.split("\n"),
                "    - [",
                "  x: &a *a",
                "jobs: 3",
                "on: {push: [}",
                "    steps: {}",
                "  strategy: 1",
            ]
        ),
        max_size=20,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken workflows give what they give, never an exception.
    """
    assert FLOW("\n".join(lines)).code is None


def test_a_step_tells_later_steps_of_variables_and_outputs() -> None:
    """
    What is written to GITHUB_ENV and GITHUB_OUTPUT is known below.
    """
    found = FLOW(
        "on: push\njobs:\n  a:\n    steps:\n      - id: t\n        run: |\n          echo DIR=k8s >> $GITHUB_ENV\n"
        "          echo file=a.yaml >> $GITHUB_OUTPUT\n          echo sha=$(git rev-parse HEAD) >> $GITHUB_OUTPUT\n"
        "      - run: kubectl apply -f $DIR/${{ steps.t.outputs.file }} -f ${{ steps.t.outputs.sha }}/b.yaml\n"
    )

    assert ties(found) == [(PathRef("k8s/a.yaml"), How.DEPLOY), (PathRef("*/b.yaml"), How.DEPLOY)]


def test_an_unknown_folder_is_not_the_root() -> None:
    """
    What runs somewhere unknown says nothing of the root.
    """
    found = FLOW(
        "on: push\njobs:\n  a:\n    steps:\n      - run: terraform apply\n        working-directory: ${{ x.dir }}\n"
    )

    assert ties(found) == [(PathRef("./"), How.DEPLOY)]

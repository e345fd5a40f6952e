import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import CiSpec, File, NameRef, PathRef, Problem, PublishSpec, Reading, ResourceSpec, Spec
from debtscan.model.evidence import Reason
from debtscan.model.words import How
from debtscan.scan.readers.yaml_ci import READER, claims, read
from tests.unit.scan.said import Ties, reader_of, specs, ties

AZURE = """\
schedules:
  - cron: "0 3 * * *"
variables:
  - {name: dir, value: k8s}
  - group: x
stages:
  - stage: a
    jobs:
      - steps:
          - task: Docker@2
            inputs: {command: buildAndPush, repository: acme/web, Dockerfile: "**/web/Dockerfile", buildContext: "**"}
          - task: KubernetesManifest@1
            inputs: {manifests: $(dir)/a.yaml}
          - task: AzureCLI@2
            inputs: {inlineScript: kubectl apply -f b.yaml, workingDirectory: ops}
          - bash: |
              echo hi
              kubectl apply -f ${{ variables.dir }}/c.yaml
          - template: steps/x.yml
          - template: far.yml@other
"""


@pytest.mark.parametrize(
    ("path", "text", "declared", "expected"),
    [
        (
            "azure-pipelines.yml",
            AZURE,
            [
                ("Azure Pipelines", CiSpec("azure", ("schedule",), (), ("0 3 * * *",))),
                ("acme/web", PublishSpec("acme/web", ".", "web/Dockerfile")),
            ],
            [
                (PathRef("web/Dockerfile"), How.BUILD),
                (PathRef("k8s/a.yaml"), How.DEPLOY),
                (PathRef("ops/b.yaml"), How.DEPLOY),
                (PathRef("k8s/c.yaml"), How.DEPLOY),
                (PathRef("./steps/x.yml"), How.STEP),
            ],
        ),
        (
            "ci/cloudbuild.yaml",
            (
                "substitutions: {_R: gcr.io/p}\nsteps:\n"
                "- name: gcr.io/cloud-builders/docker\n  args: [build, -t, $_R/web, web]\n"
                "- name: gcr.io/google.com/cloudsdktool/cloud-sdk:1\n  args: [run, deploy, web]\n  dir: ops\n"
                "- name: x\n  entrypoint: /bin/bash\n  args: [-c, kubectl apply -f a.yaml]\n"
            ),
            [
                ("ci", CiSpec("cloudbuild")),
                ("gcr.io/p/web", PublishSpec("gcr.io/p/web", "web", "web/Dockerfile")),
                ("web", None),
            ],
            [(PathRef("web/Dockerfile"), How.BUILD), (PathRef("a.yaml"), How.DEPLOY)],
        ),
        (
            ".travis.yml",
            "env: [DIR=k8s, X]\nscript:\n  - cd $DIR\n  - kubectl apply -f a.yaml\ninstall: make deps\n",
            [("Travis CI", CiSpec("travis"))],
            [(PathRef("k8s/a.yaml"), How.DEPLOY), (PathRef("*akefile"), How.STEP)],
        ),
        (
            ".drone.yml",
            (
                "kind: pipeline\nsteps:\n- image: plugins/docker\n"
                "  settings: {registry: r.example.com, repo: web, dockerfile: web/Dockerfile, context: web}\n"
                "---\nkind: pipeline\nsteps:\n- image: x\n  settings: {file: job/Dockerfile}\n  commands: [./go.sh]\n"
            ),
            [
                ("Drone", CiSpec("drone")),
                ("r.example.com/web", PublishSpec("r.example.com/web", "web", "web/Dockerfile")),
            ],
            [
                (PathRef("web/Dockerfile"), How.BUILD),
                (PathRef("job/Dockerfile"), How.BUILD),
                (PathRef("go.sh"), How.STEP),
            ],
        ),
        (
            "deploy/buildspec-prod.yml",
            "phases:\n  build:\n    commands: []\n  post:\n    commands:\n      - |\n        make deploy\n",
            [("prod", CiSpec("codebuild"))],
            [(PathRef("*akefile"), How.DEPLOY)],
        ),
        (
            ".buildkite/pipeline.yml",
            "steps:\n  - command: make build\n    name: 3\n    args: 1\n",
            [("Buildkite", CiSpec("buildkite"))],
            [(PathRef("*akefile"), How.BUILD)],
        ),
    ],
)
def test_each_system_says_what_its_steps_do(
    path: str, text: str, declared: list[tuple[str, Spec | None]], expected: Ties
) -> None:
    """
    Scripts, tasks, plugins and containers are read by the keys of each system.
    """
    found = reader_of(read, path)(text)

    known = {name for name, spec in declared if spec is None}
    assert [(name, None if name in known else spec) for name, spec in specs(found)] == declared
    assert ties(found) == expected


def test_lines_are_those_of_the_file() -> None:
    """
    A script in a block or a list stands where it stands.
    """
    found = reader_of(read, "azure-pipelines.yml")(AZURE)

    assert [each.line for each in found.references] == [10, 12, 15, 18, 19]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("bitbucket-pipelines.yml", True),
        (".woodpecker/build.yaml", True),
        ("ops/azure-pipelines-prod.yml", True),
        ("values.yaml", False),
    ],
)
def test_systems_are_known_by_their_paths(path: str, wanted: bool) -> None:
    """
    Other YAML is none of theirs.
    """
    assert READER.wants(path) is wanted


def test_only_steps_and_scripts_are_claimed() -> None:
    """
    A file without any is left to others.
    """
    assert claims(File("x", b"steps:\n- a\n"))
    assert not claims(File("x", b"a: b\n"))


def test_a_broken_pipeline_is_a_problem() -> None:
    """
    No mapping, no pipeline; and depth is bounded.
    """
    assert reader_of(read, ".travis.yml")("- a\n") == Reading(
        problems=(Problem(Reason.BROKEN, "no mapping at the top"),)
    )
    assert ties(reader_of(read, "unknown.yml")("a: " + "{b: " * 60 + "{script: make x}" + "}" * 60)) == []


@given(
    st.lists(
        st.sampled_from([*AZURE.split("\n"), "script: {a: b}", "  - [", "variables: 3", "args:", "- name: x"]),
        max_size=20,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken pipelines give what they give, never an exception.
    """
    assert reader_of(read, "azure-pipelines.yml")("\n".join(lines)).code is None


def test_tasks_of_azure_deploy_what_they_name() -> None:
    """
    A folder of Terraform, an app; an app whose name is not known is left out.
    """
    found = reader_of(read, "azure-pipelines.yml")(
        "steps:\n- task: TerraformCLI@2\n  inputs: {command: apply, workingDirectory: infra/prod}\n"
        "- task: TerraformTaskV4@4\n  inputs: {command: validate}\n"
        "- task: AzureWebApp@1\n  inputs: {appName: shop}\n- task: AzureWebApp@1\n  inputs: {appName: $(app)}\n"
    )

    assert ties(found) == [(PathRef("infra/prod"), How.DEPLOY)]
    assert specs(found)[1:] == [("shop", ResourceSpec("azure", "azurerm_linux_web_app", "azurerm_linux_web_app.shop"))]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "cloudbuild.yaml",
            "steps:\n- name: gcr.io/cloud-builders/gke-deploy\n  args: [run, --filename=k8s/]\n",
            [(PathRef("k8s"), How.DEPLOY)],
        ),
        (
            "buildspec.yml",
            "env:\n  variables: {DIR: k8s}\nphases:\n  build:\n    commands:\n    - kubectl apply -f ${DIR}/a.yaml\n",
            [(PathRef("k8s/a.yaml"), How.DEPLOY)],
        ),
        (".buildkite/pipeline.yml", "steps:\n- trigger: deploy-web\n", [(NameRef("job", "deploy-web"), How.TRIGGER)]),
        ("azure-pipelines.yml", "trigger: main\nsteps: []\n", []),
        (".travis.yml", "language: python\nservices:\n- docker\n", []),
        (
            ".taskcluster.yml",
            "tasks:\n- payload:\n    command: [/bin/bash, -c, kubectl apply -f a.yaml]\n",
            [(PathRef("a.yaml"), How.DEPLOY)],
        ),
        ("taskcluster/kinds/docker-image/kind.yml", "kind-dependencies: []\ntasks:\n  web: {}\n", []),
    ],
)
def test_each_system_says_it_in_its_own_way(path: str, text: str, expected: Ties) -> None:
    """
    Whatever the keys, it is read and belongs to the pipeline.
    """
    assert READER.wants(path)
    assert claims(File(path, text.encode()))
    assert ties(reader_of(read, path)(text)) == expected

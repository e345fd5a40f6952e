import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import CiSpec, Declaration, NameRef, PathRef, PublishSpec, Reading, Reference
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.jenkins import READER, read
from tests.unit.scan.said import reader_of, ties

CI = reader_of(read, "Jenkinsfile")

TEXT = """\
def image = "acme/web"
// stage('old')
pipeline {
  triggers { cron('H 3 * * *') }
  stages {
    stage('Build') {
      steps {
        dir('web') {
          sh "docker build -t ${image} ."
        }
        sh '''
          kubectl apply -f k8s/a.yaml
        '''
        sh(script: "./go.sh", returnStdout: true)
      }
    }
    stage("Ship") {
      steps {
        script { docker.build("acme/job", "-f job/Dockerfile job") }
        script { docker.build('acme/x') }
        build job: 'folder/deploy-all'
        load 'lib/steps.groovy'
      }
    }
  }
}
"""


def test_a_jenkinsfile_says_what_its_stages_do() -> None:
    """
    Shell steps, folders, images, other jobs and schedules are found without a Groovy parser.
    """
    found = CI(TEXT)

    spec = CiSpec("jenkins", ("schedule",), ("Build", "Ship"), ("H 3 * * *",))

    def publish(image: str, context: str, recipe: str, line: int) -> Declaration:
        return Declaration(f"publish:{image}", image, PublishSpec(image, context, recipe), line, Confidence.MEDIUM)

    assert found == Reading(
        (
            Declaration("pipeline", "Jenkins", spec, 1),
            publish("acme/web", "web", "web/Dockerfile", 9),
            publish("acme/job", "job", "job/Dockerfile", 19),
            publish("acme/x", ".", "Dockerfile", 20),
        ),
        (
            Reference("pipeline", PathRef("web/Dockerfile"), How.BUILD, 9, "stages.Build"),
            Reference("pipeline", PathRef("k8s/a.yaml"), How.DEPLOY, 12, "stages.Build"),
            Reference("pipeline", PathRef("go.sh"), How.STEP, 14, "stages.Build"),
            Reference("pipeline", PathRef("job/Dockerfile"), How.BUILD, 19, "stages.Ship"),
            Reference("pipeline", PathRef("Dockerfile"), How.BUILD, 20, "stages.Ship"),
            Reference("pipeline", NameRef("job", "deploy-all"), How.TRIGGER, 21, "stages.Ship"),
            Reference("pipeline", PathRef("lib/steps.groovy"), How.STEP, 22, "stages.Ship", Confidence.MEDIUM),
        ),
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Jenkinsfile", "Jenkins"),
        ("ci/Jenkinsfile", "Jenkins"),
        ("web/Jenkinsfile", "web"),
        ("ci/Jenkinsfile.nightly", "nightly"),
        ("ci/deploy.jenkinsfile", "deploy"),
    ],
)
def test_a_pipeline_is_named_by_its_file_or_folder(path: str, name: str) -> None:
    """
    Telling names win.
    """
    assert READER.wants(path)
    assert [each.name for each in reader_of(read, path)("").declarations] == [name]


def test_other_files_are_none() -> None:
    """
    Groovy alone is no pipeline.
    """
    assert not READER.wants("vars/x.groovy")


def test_what_is_not_finished_ends_somewhere() -> None:
    """
    Open strings, open blocks and endless steps are survived.
    """
    assert ties(CI("dir('a')\nsh 'make x'")) == [(PathRef("*akefile"), How.STEP)]
    assert ties(CI("dir('a') {\nsh 'make x'")) == [(PathRef("a/*akefile"), How.STEP)]
    assert ties(CI("dir('/x') { sh 'make x' }\nload 'x'\nsh \"make")) == [(PathRef("*akefile"), How.STEP)]
    assert len(CI("sh './x1.sh'\n" * 2000).references) == 1


@given(st.lists(st.sampled_from([*TEXT.split("\n"), "'", '"""', "sh(", "{", "}", "\\", "dir('x') {"]), max_size=25))
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken Jenkinsfiles give what they give, never an exception.
    """
    assert CI("\n".join(lines)).problems == ()

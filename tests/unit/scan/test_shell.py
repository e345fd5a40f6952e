import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import Declaration, ImageRef, NameRef, PathRef, PublishSpec, Reference, ResourceSpec
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.places import NEAR
from debtscan.scan.shell import Commands, Place, read_argv, read_commands
from tests.unit.scan.said import run, specs, ties


def paths(text: str, folder: str = "", script: str = ".", **variables: str) -> list[str]:
    """
    Return the paths that *text* refers to.
    """
    return [target.path for target, _ in ties(run(text, folder, script, **variables)) if isinstance(target, PathRef)]


def test_what_is_said_stands_in_its_place() -> None:
    """
    Each item carries the key of its owner, its place and its line.
    """
    found = read_commands("\ndocker build -t a .", Place("web", "job", "steps[1]", 10))

    assert found == Commands(
        (Declaration("publish:a", "a", PublishSpec("a", "web", "web/Dockerfile"), 11, Confidence.MEDIUM),),
        (Reference("job", PathRef("web/Dockerfile"), How.BUILD, 11, "steps[1]"),),
    )


def test_one_command_may_come_as_words() -> None:
    """
    The exec form of containers needs no shell.
    """
    assert ties(read_argv(["kubectl", "apply", "-f", "a b.yaml", "-f", "c.yaml"], Place())) == [
        (PathRef("c.yaml"), How.DEPLOY)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("F=a.yaml\nkubectl apply -f $F", ["a.yaml"]),
        ("export F=a.yaml; kubectl apply -f ${F}", ["a.yaml"]),
        ("F=a.yaml kubectl apply -f $F", ["*"][:0]),
        ("local F\nF=${X:-b.yaml}\nkubectl apply -f $F", ["b.yaml"]),
        ("F=a.yaml\nF=$(mktemp)\nkubectl apply -f $F/x.yaml", ["*/x.yaml"]),
        ("F=k8s\nF+=/x\nkubectl apply -f k8s/${F}.yaml", []),
        ("cd k8s && kubectl apply -f a.yaml", ["k8s/a.yaml"]),
        ("(cd k8s; kubectl apply -f a.yaml)\nkubectl apply -f b.yaml", ["k8s/a.yaml", "b.yaml"]),
        ("go() {\ncd k8s\nkubectl apply -f a.yaml\n}\nkubectl apply -f b.yaml", ["b.yaml", "k8s/a.yaml"]),
        ("go() {\nkubectl apply -f $1.yaml\n}\ngo a\ngo b\n", ["a.yaml", "b.yaml"]),
        ("function go {\nkubectl apply -f $1.yaml; go c\n}\ngo $X\nif go a; then b; fi", ["a.yaml"]),
        ("go()\nkubectl apply -f a.yaml\nfunction x", ["a.yaml"]),
        ("all() { one a; }\none() { kubectl apply -f $1.yaml; }\none_=1\nall", ["a.yaml"]),
        ("cd k8s\ncd -\nkubectl apply -f a.yaml", ["a.yaml"]),
        ("cd\nkubectl apply -f a.yaml", ["./a.yaml"]),
        ("cd /srv\nkubectl apply -f a.yaml", ["./a.yaml"]),
        ("cd k8s\ncd ..\nkubectl apply -f a.yaml", ["a.yaml"]),
        ("cd $GITHUB_WORKSPACE\nkubectl apply -f a.yaml", ["a.yaml"]),
        ("pushd k8s\nkubectl apply -f a.yaml\npopd", ["k8s/a.yaml"]),
        ("for f in a b; do\n  kubectl apply -f $f.yaml\ndone\nkubectl apply -f c.yaml", ["a.yaml", "b.yaml", "c.yaml"]),
        (
            "all=(\n  a # first\n  b\n)\nall+=(c)\nfor f in ${all[@]}; do kubectl apply -f $f.yaml; done",
            ["a.yaml", "b.yaml", "c.yaml"],
        ),
        ("for f in $LIST; do kubectl apply -f k8s/$f.yaml; done", ["k8s/*.yaml"]),
        ("f=z\nfor f in a; do cd x; kubectl apply -f $f; done\nkubectl apply -f $f", ["x/a", "z"]),
        ("for f in; do kubectl apply -f x/$f.yaml; done", ["x/*.yaml"]),
        ("for f in a; do for g in b c; do kubectl apply -f $f/$g; done; done", ["a/b", "a/c"]),
        ("for f in a; do kubectl apply -f $f", ["a"]),
        ("sudo -E env A=b timeout 5 kubectl apply -f a.yaml", ["a.yaml"]),
        ("retry 3 kubectl apply -f a.yaml", ["a.yaml"]),
        ("poetry run python a.py", ["a.py"]),
        ("sudo apt update", []),
        ("bash -ec 'cd k8s; kubectl apply -f a.yaml'", ["k8s/a.yaml"]),
        ("eval kubectl apply -f a.yaml", ["a.yaml"]),
        ("ssh host 'kubectl apply -f a.yaml'\nssh host", ["a.yaml"]),
        ("bash <<EOF\nkubectl apply -f a.yaml\nEOF", ["a.yaml"]),
        ("x=$(kubectl apply -f a.yaml)", ["a.yaml"]),
        ("echo $(kubectl apply -f a.yaml) $((1 + 2))", ["a.yaml"]),
        ("command -v kubectl apply -f a.yaml\necho kubectl apply -f b.yaml", []),
        ("render t.yaml.j2 > out/a.yaml\nkubectl apply -f out/a.yaml", ["out/a.yaml", "t.yaml.j2"]),
        ("python gen.py t.yaml > /tmp/a.yaml\nkubectl apply -f /tmp/a.yaml", ["gen.py", "t.yaml"]),
        ("python gen.py > /tmp/c.yaml\neksctl create cluster -f /tmp/c.yaml", ["gen.py"]),
        ("./kubectl apply -f a.yaml\nbin/helm package c", ["a.yaml", "c"]),
        ("tools/make/kubectl apply -f a.yaml", ["tools/make/kubectl"]),
        ("do do done } ) ;; esac", []),
    ],
)
def test_variables_folders_loops_and_pipes_are_followed(text: str, found: list[str]) -> None:
    """
    What a reader of the script would know, the reading knows.
    """
    assert paths(text) == found


def test_a_script_finds_its_own_folder() -> None:
    """
    The usual words for "the folder of this script" lead to known paths, all others stay near.
    """
    text = 'HERE="$(cd "$(dirname "$0")" && pwd)"\nkubectl apply -f $HERE/../k8s/a.yaml\nkubectl apply -f b.yaml'

    assert paths(text, NEAR, "ops/bin") == ["ops/k8s/a.yaml", "./b.yaml"]


def test_given_variables_are_known() -> None:
    """
    What was set outside counts.
    """
    assert paths("kubectl apply -f $F", F="a.yaml") == ["a.yaml"]


def test_names_that_are_not_known_are_no_names() -> None:
    """
    A workload or cluster whose name is a variable points to nothing.
    """
    assert ties(run("kubectl rollout restart deployment/$X\naws eks update-kubeconfig --name ${X}-prod")) == []
    assert ties(run("aws eks update-kubeconfig --name ml-$X")) == [(NameRef("cluster", "ml-${X}"), How.DEPLOY)]


def test_a_resource_with_an_unknown_name_shows_the_variable() -> None:
    """
    The variable stands in braces, so that later steps see an expression.
    """
    found = run("aws eks create-cluster --name $X")

    assert specs(found) == [("${X}", ResourceSpec("aws", "aws_eks_cluster", "aws_eks_cluster.${X}"))]


def test_loops_in_loops_end() -> None:
    """
    The number of commands is bounded, whatever the loops say.
    """
    many = " ".join(str(number) for number in range(100))
    text = f"for a in {many}; do for b in {many}; do for c in {many}; do docker run x$a$b$c; done; done; done"

    assert len(run(text).references) <= 5_000


def test_commands_inside_commands_end() -> None:
    """
    Only a few levels of "$(...)" are read.
    """
    inner = "kubectl apply -f a.yaml"
    for _ in range(5):
        inner = f"x=$({inner})"

    assert ties(run(inner)) == []


def test_a_local_cluster_keeps_its_status() -> None:
    """
    The status of a declaration comes through.
    """
    assert [each.status for each in run("kind create cluster").declarations] == [Status.LOCAL]


def test_an_image_with_a_variable_keeps_it() -> None:
    """
    Unknown parts of images stay, in braces.
    """
    assert ties(run("docker run acme/web:$TAG")) == [(ImageRef("acme/web:${TAG}"), How.IMAGE)]


@given(
    st.lists(
        st.sampled_from(
            [
                "docker build -t a .",
                "for x in a b",
                "do",
                "done",
                "cd x",
                "$(",
                ")",
                "|",
                "\n",
                "<<E",
                "E",
                "'",
                '"',
                "${x:-",
                "}",
                "kubectl apply -f -",
                "helm install",
                "x=(",
                "aws s3",
                "eval",
                "bash -c",
                ";",
                "sudo",
                "{",
                "&&",
                "gcloud run",
                "> f",
            ]
        ),
        max_size=25,
    )
)
def test_any_mixture_is_read(pieces: list[str]) -> None:
    """
    No mixture of shell words makes the reading fail.
    """
    found = run(" ".join(pieces))

    assert all(reference.line is not None for reference in found.references)


def test_what_later_steps_are_told_is_kept() -> None:
    """
    Variables and outputs written to the files of a CI system come back beside the items.
    """
    found = run(
        'T=v1\necho "TAG=$T" >> $GITHUB_ENV\necho image=acme/web:$T >> "$GITHUB_OUTPUT"\n'
        "echo 'export A=\"b\"' >> $BASH_ENV\necho no >> $GITHUB_ENV\necho X=y > file"
    )

    assert (found.exported, found.outputs) == ({"TAG": "v1", "A": "b"}, {"image": "acme/web:v1"})


def test_functions_that_call_functions_come_to_an_end() -> None:
    """
    However long the chain and however often it branches.
    """
    chain = "".join(f"f{i}() {{ f{i + 1} a; f{i + 1} b; }}\n" for i in range(500))

    assert ties(run(f"{chain}f0\nkubectl apply -f a.yaml\n")) == [(PathRef("a.yaml"), How.DEPLOY)]

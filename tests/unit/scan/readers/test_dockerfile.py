import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import (
    CommandRef,
    Declaration,
    File,
    HostRef,
    ImageBuildSpec,
    ImageRef,
    PathRef,
    Problem,
    Reading,
    Store,
    StoreRef,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.readers import dockerfile
from debtscan.scan.readers.dockerfile import READER, claims, read
from tests.unit.scan.said import one, reader_of, ties

WEB = reader_of(read, "services/web/Dockerfile")

TEXT = """\
ARG BASE=python:3.11
FROM golang:1.22 AS tools
RUN git clone https://github.com/acme/tool.git && go build -o /tool ./tool
FROM ${BASE}-slim
WORKDIR /app
COPY --from=tools /tool /tool
COPY --from=ghcr.io/acme/certs:1 /c /c
COPY requirements.txt src/ ./
ENV REDIS_URL=redis://cache:6379 PIP_INDEX_URL=https://pypi.example.com MODEL=s3://models/a
RUN python scripts/warm.py
ENTRYPOINT ["python"]
CMD ["main.py", "--serve"]
"""


def test_a_dockerfile_is_an_image_with_all_that_goes_into_it() -> None:
    """
    Bases, sources, settings, clones and what runs are said in one go.
    """
    found = WEB(TEXT)

    spec = ImageBuildSpec(
        "docker",
        "python main.py --serve",
        ("tools",),
        ("golang:1.22", "ghcr.io/acme/certs:1", "python:3.11-slim"),
        ("https://github.com/acme/tool.git",),
    )
    assert found.declarations == (Declaration("image", "web", spec, 1),)
    assert [(each.line, each.key, each.how, each.target) for each in found.references] == [
        (2, "FROM[0]", How.IMAGE, ImageRef("golang:1.22")),
        (4, "FROM[1]", How.IMAGE, ImageRef("python:3.11-slim")),
        (7, "FROM[2]", How.IMAGE, ImageRef("ghcr.io/acme/certs:1")),
        (8, "COPY[0]", How.BUILD, PathRef("./requirements.txt")),
        (8, "COPY[0]", How.BUILD, PathRef("./src")),
        (9, "ENV.REDIS_URL", How.ENV, HostRef("cache", "redis://cache:6379")),
        (9, "ENV.MODEL", How.DATA, StoreRef(Store.BUCKET, "models", "s3")),
        (3, "RUN[0]", How.BUILD, PathRef("./tool")),
        (3, "RUN[0]", How.BUILD, CommandRef("go build -o /tool ./tool")),
        (10, "RUN[1]", How.STEP, PathRef("./scripts/warm.py")),
        (10, "RUN[1]", How.BUILD, CommandRef("python scripts/warm.py")),
        (10, "RUN[1]", How.BUILD, PathRef("./src/scripts/warm.py")),
        (11, "ENTRYPOINT", How.STEP, CommandRef("python")),
        (12, "CMD", How.STEP, PathRef("./main.py")),
        (12, "CMD", How.STEP, CommandRef("main.py --serve")),
        (12, "CMD", How.STEP, PathRef("./src/main.py")),
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("Dockerfile", True),
        ("a/Dockerfile.api", True),
        ("a/api.Dockerfile", True),
        ("a/api.dockerfile", True),
        ("Containerfile", True),
        ("Dockerfile.j2", True),
        ("Dockerfile.md", False),
        ("docker-compose.yml", False),
        ("Dockerfile.dockerignore", False),
    ],
)
def test_dockerfiles_are_known_by_their_names(path: str, wanted: bool) -> None:
    """
    Suffixes before and after are fine, other formats are not.
    """
    assert READER.wants(path) is wanted


def test_only_what_has_a_base_is_a_dockerfile() -> None:
    """
    A file without FROM is something else.
    """
    assert claims(File("Dockerfile", b"# x\n  from a\n"))
    assert not claims(File("Dockerfile", b"see FROM below\n"))


def test_scratch_and_stages_are_no_bases() -> None:
    """
    Stages lead to the base that they are built on; scratch is none.
    """
    found = WEB(
        "FROM --platform=linux/amd64 a:1 AS one\nFROM scratch\nFROM One AS two\nCOPY --from=0 /x /y\nFROM two\n"
    )

    assert one(found, "image").spec == ImageBuildSpec("docker", "", ("one", "two"), ("a:1",), ())
    assert ties(found) == [(ImageRef("a:1"), How.IMAGE)]


def test_an_unknown_base_is_said_to_be_unsure() -> None:
    """
    Expressions stay as written, with less confidence.
    """
    found = WEB("FROM $REGISTRY/a\n")

    assert [(each.target, each.confidence) for each in found.references] == [
        (ImageRef("$REGISTRY/a"), Confidence.MEDIUM)
    ]


def test_the_shell_form_and_heredocs_are_commands_too() -> None:
    """
    What stands in a here-document is run as well.
    """
    found = WEB(
        "FROM a\nRUN <<EOF\n./setup.sh\nEOF\n"
        "RUN pip install git+https://github.com/acme/lib@v1\nENTRYPOINT exec ./run.sh $X\n"
    )

    assert one(found, "image").spec == ImageBuildSpec(
        "docker", "exec ./run.sh $X", (), ("a",), ("https://github.com/acme/lib@v1",)
    )
    assert ties(found) == [
        (ImageRef("a"), How.IMAGE),
        (PathRef("./setup.sh"), How.STEP),
        (CommandRef("./setup.sh"), How.BUILD),
        (PathRef("./run.sh"), How.STEP),
        (CommandRef("exec ./run.sh $X"), How.STEP),
    ]


def test_a_program_is_traced_to_where_it_was_copied_from() -> None:
    """
    A single file under the same name, a folder under another one, and a file that nobody copied.
    """
    found = WEB(
        "FROM a\nWORKDIR /srv\nCOPY job/main.py /srv/\nCOPY lib /srv/app\n"
        "RUN go build -o x main.go\nCMD python main.py app/y.py /else/z.py\n"
    )

    paths = [target.path for target, how in ties(found) if isinstance(target, PathRef) and how is How.STEP]
    assert paths == ["./main.py", "./job/main.py", "./lib/y.py"]


def test_upstream_code_is_found_wherever_it_comes_from() -> None:
    """
    Clones, archives and go installs are upstream code; released binaries are tools.
    """
    text = (
        "FROM a\nARG V=1\nADD https://github.com/acme/a/archive/v$V.tar.gz /x\n"
        "RUN go install example.com/b/cmd@latest\n"
        "RUN curl -L https://github.com/acme/c/releases/download/v1/c.tgz\n"
    )

    spec = one(WEB(text), "image").spec

    assert isinstance(spec, ImageBuildSpec)
    assert spec.clones == ("https://github.com/acme/a/archive/v1.tar.gz", "example.com/b/cmd")


def test_what_is_added_from_the_net_is_data() -> None:
    """
    An address is no path; sources of here-documents are none at all.
    """
    found = WEB('FROM a\nADD https://example.com/x.bin /x\nCOPY <<E /y\nE\nCOPY ["a b", "c", "/z"]\nADD file:x /x\n')

    assert ties(found) == [
        (ImageRef("a"), How.IMAGE),
        (HostRef("example.com", "https://example.com/x.bin"), How.DATA),
        (PathRef("./c"), How.BUILD),
        (PathRef("./file:x"), How.BUILD),
    ]


def test_settings_may_be_written_the_old_way() -> None:
    """
    ENV NAME value, without "=".
    """
    assert ties(WEB("FROM a\nENV DB_HOST db\nARG X\nENV\n"))[1:] == [(HostRef("db"), How.ENV)]


def test_a_recipe_for_development_is_local() -> None:
    """
    The file's name tells.
    """
    found = read(File("web/Dockerfile.dev", b"FROM a\n"))

    assert [(each.name, each.status) for each in found.declarations] == [("web-dev", Status.LOCAL)]


def test_a_recipe_without_base_is_a_problem() -> None:
    """
    Nothing can be said of the base then.
    """
    assert WEB("FROM scratch\n").problems == (Problem(Reason.PARTIAL, "no base image could be told"),)


def test_what_is_copied_is_known_by_the_defaults_of_its_arguments() -> None:
    """
    An argument without a default stays open.
    """
    found = WEB("FROM a\nARG DIR=server\nENV SUB=x\nARG OPEN\nCOPY ./$DIR/${SUB}.sh $OPEN/y.sh /app/\n")

    assert [target for target, how in ties(found) if how is How.BUILD] == [
        PathRef("./server/x.sh"),
        PathRef("./*/y.sh"),
    ]


def test_a_parser_that_fails_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A failure of the library costs the file, not the run.
    """

    def fail(_: str) -> None:
        raise ValueError("bad\nfile")

    monkeypatch.setattr(dockerfile, "instructions", fail)

    assert WEB("FROM a\n") == Reading(problems=(Problem(Reason.BROKEN, "bad"),))


@given(
    st.lists(
        st.sampled_from([*TEXT.split("\n"), "RUN <<E", '"', "\\", "FROM", "COPY --from=", "CMD [", "\x00", "ENV ${"]),
        max_size=15,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken recipes give what they give, never an exception.
    """
    found = WEB("\n".join(lines))

    assert len(found.declarations) <= 1

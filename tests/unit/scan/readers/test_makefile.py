import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import CiSpec, Declaration, PathRef, PublishSpec, Reading, Reference
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.makefile import READER, expanded, read
from tests.unit.scan.said import one, reader_of, ties

MAKE = reader_of(read, "web/Makefile")

TEXT = """\
# all of it
REPO := acme/web
IMAGE ?= $(REPO):$(TAG)
REPO ?= other
HERE = $(shell pwd)
TOP := $(shell git rev-parse --show-toplevel)
NOW != date
WHEN = $(shell date)
FILES = a.yaml
FILES += b.yaml
include common.mk
.PHONY: build
ifdef X
build: Dockerfile.api \\
       other
\t@docker build -t $(IMAGE) -f $< \\
\t  $(HERE)
endif
deploy ship: build
\t-cd $(TOP)/k8s && kubectl apply $(foreach f,$(FILES),-f $f)
\t$(MAKE) -C .. push_$@
\tfor f in $(FILES); do kubectl apply -f $$f; done
quick: ; ./quick.sh
$(OUT)/x: y
"""


def test_targets_say_what_their_recipes_do() -> None:
    """
    Variables of make and of the shell are put in, each target is a place.
    """
    found = MAKE(TEXT)

    image = "acme/web:${TAG}"
    assert found == Reading(
        (
            Declaration("makefile", "Makefile", CiSpec("make", (), ("build", "deploy", "ship", "quick")), 1),
            Declaration(
                f"publish:{image}", image, PublishSpec(image, "web", "web/Dockerfile.api"), 16, Confidence.MEDIUM
            ),
        ),
        (
            Reference("makefile", PathRef("web/common.mk"), How.IMPORT, 11, "include"),
            Reference("makefile", PathRef("web/Dockerfile.api"), How.BUILD, 16, "build"),
            Reference("makefile", PathRef("*akefile"), How.DEPLOY, 21, "deploy"),
            Reference("makefile", PathRef("web/a.yaml"), How.DEPLOY, 22, "deploy"),
            Reference("makefile", PathRef("web/b.yaml"), How.DEPLOY, 22, "deploy"),
            Reference("makefile", PathRef("web/quick.sh"), How.STEP, 23, "quick"),
        ),
    )


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("Makefile", True),
        ("a/makefile", True),
        ("GNUmakefile", True),
        ("x.mk", True),
        ("Makefile.ci", True),
        ("Makefile.am", False),
        ("make.py", False),
    ],
)
def test_makefiles_are_known_by_their_names(path: str, wanted: bool) -> None:
    """
    With suffixes too, but not the input of other tools.
    """
    assert READER.wants(path) is wanted


def test_a_part_of_a_makefile_has_its_own_name() -> None:
    """
    Included parts are named by their files, and the root is the folder.
    """
    found = reader_of(read, "ci.mk")("a:\n\t./x.sh\nnonsense line\nb =\n")

    assert [each.name for each in found.declarations] == ["ci.mk"]
    assert ties(found) == [(PathRef("x.sh"), How.STEP)]


def test_each_line_of_a_recipe_is_a_shell_of_its_own() -> None:
    """
    A change of folder ends with its line.
    """
    assert ties(MAKE("a:\n\tcd k8s\n\tkubectl apply -f a.yaml\n")) == [(PathRef("web/a.yaml"), How.DEPLOY)]


def test_values_that_hold_themselves_end() -> None:
    """
    Endless values are given up.
    """
    assert expanded("$(A)", {"A": "$(A)$(A)"}).count("$(A)") <= 1024
    assert one(MAKE("A = $(A)x\nA = $(A)$(A)\na: $(A)\n\techo\\\n"), "makefile").name == "Makefile"


def test_automatic_variables_are_known() -> None:
    """
    The target, the first and all prerequisites.
    """
    assert ties(MAKE("k8s: a.yaml b.yaml\n\tkubectl apply -f $< -f $@/c.yaml -f $(@D)/d.yaml\n")) == [
        (PathRef("web/a.yaml"), How.DEPLOY),
        (PathRef("web/k8s/c.yaml"), How.DEPLOY),
        (PathRef("web/k8s/d.yaml"), How.DEPLOY),
    ]


@given(
    st.lists(
        st.sampled_from(
            [*TEXT.split("\n"), "\t$(", "a:b:c", "define X", "A = $(B)$(B)", "B = $(A)$(A)", "\\", "\t@-+"]
        ),
        max_size=20,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    """
    Broken Makefiles give what they give, never an exception.
    """
    assert MAKE("\n".join(lines)).problems == ()


def test_patterns_are_filled_with_what_other_rules_need() -> None:
    """
    "%" stands for each need that fits, written out or put together; without any, for an unknown word.
    """
    found = reader_of(read, "Makefile")(
        "IMAGES = web api\nall: $(addprefix build-,$(IMAGES)) $(addsuffix .x,a)\n"
        "build-%:\n\tdocker build -t acme/$* images/$*\npush-%:\n\tdocker build -t acme/$(*) lone/$*\n"
    )

    images = [declaration.spec for declaration in found.declarations if isinstance(declaration.spec, PublishSpec)]
    assert [(image.image, image.context) for image in images] == [
        ("acme/web", "images/web"),
        ("acme/api", "images/api"),
        ("acme/${stem}", "lone/*"),
    ]

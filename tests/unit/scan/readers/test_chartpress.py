"""
The images that chartpress builds for a chart.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import CiSpec, Declaration, File, PathRef, PublishSpec
from debtscan.model.evidence import Reason
from debtscan.model.words import How
from debtscan.scan.readers.chartpress import READER

TEXT = """
charts:
  - name: shop
    imagePrefix: acme/shop-
    images:
      api: {valuesPath: api.image}
      worker:
        contextPath: worker
      web:
        contextPath: .
        dockerfilePath: web/Dockerfile
  - name: tools
"""


@pytest.mark.parametrize(("path", "wanted"), [("chartpress.yaml", True), ("a/chartpress.yml", True), ("x.yaml", False)])
def test_the_settings_are_known_by_their_name(path: str, wanted: bool) -> None:
    """
    Nothing else is called so.
    """
    assert READER.wants(path) is wanted


def test_each_image_is_built_from_its_folder() -> None:
    """
    By default images/<name>, else where the settings say; the charts are what is published.
    """
    reading = READER.read(File("chartpress.yaml", TEXT.encode()))

    assert reading.declarations == (
        Declaration("chartpress", "chartpress", CiSpec("chartpress", jobs=("api", "worker", "web")), 1),
        *(
            Declaration(f"publish:acme/shop-{name}", f"acme/shop-{name}", spec, line)
            for name, spec, line in (
                ("api", PublishSpec("acme/shop-api", "images/api", "images/api/Dockerfile"), 6),
                ("worker", PublishSpec("acme/shop-worker", "worker", "worker/Dockerfile"), 7),
                ("web", PublishSpec("acme/shop-web", ".", "web/Dockerfile"), 9),
            )
        ),
    )
    assert [(ref.target, ref.how) for ref in reading.references] == [
        (PathRef("shop"), How.DEPLOY),
        (PathRef("images/api/Dockerfile"), How.BUILD),
        (PathRef("worker/Dockerfile"), How.BUILD),
        (PathRef("web/Dockerfile"), How.BUILD),
        (PathRef("tools"), How.DEPLOY),
    ]


def test_paths_out_of_the_repository_are_left_out() -> None:
    """
    The image is still known by its name.
    """
    text = b"charts:\n- name: a\n  images:\n    b: {contextPath: ../../x, dockerfilePath: /etc/passwd}\n"

    reading = READER.read(File("chartpress.yaml", text))

    assert reading.declarations[1].spec == PublishSpec("b", "", "")
    assert [ref.target for ref in reading.references] == [PathRef("a")]


def test_broken_settings_are_a_problem_and_empty_ones_nothing() -> None:
    """
    Nothing is made up.
    """
    assert [one.reason for one in READER.read(File("chartpress.yaml", b"a: [")).problems] == [Reason.BROKEN]
    assert READER.read(File("chartpress.yaml", b"charts: 1\n")).declarations == ()


@given(st.text(alphabet="charts:nmeigPx-[]{} \n", max_size=200))
def test_any_text_is_read_calmly(text: str) -> None:
    """
    Whatever stands there, no exception comes out.
    """
    READER.read(File("chartpress.yaml", text.encode()))

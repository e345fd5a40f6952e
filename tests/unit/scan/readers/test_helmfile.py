"""
Helmfiles.
"""

from textwrap import dedent

import pytest

from debtscan.model.declaration import Declaration, File, PathRef, Reading, ReleaseSpec, StackSpec
from debtscan.model.words import How, Status
from debtscan.scan.readers.helmfile import READER


def read(text: str, path: str = "deploy/helmfile.yaml") -> Reading:
    """
    Return the reading of the helmfile *text*.
    """
    return READER.read(File(path, dedent(text).encode()))


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("helmfile.yaml", True),
        ("a/helmfile.d/10-web.yaml", True),
        ("a/helmfile-prod.yml.gotmpl", True),
        ("a/web.yaml", False),
    ],
)
def test_helmfiles_are_known_by_name_and_words(path: str, ours: bool) -> None:
    """
    The name is not enough: values beside a helmfile are none.
    """
    assert READER.wants(path) is ours
    assert [READER.claims(File(path, text)) for text in (b"releases: []\n", b"a: 1\n")] == [True, False]


def test_releases_are_told_with_chart_repository_and_values() -> None:
    """
    A chart of a named repository has that repository's address, a local one is a folder; expressions are stars.
    """
    reading = read("""
        repositories:
        - {name: team, url: "https://charts.test"}
        environments: {prod: {values: [env/prod.yaml, {a: b}]}, dev: {}}
        ---
        helmfiles: [../other/helmfile.yaml, {path: ../more.yaml}]
        releases:
        - name: cache
          namespace: shop
          chart: team/redis
          version: 1.2.3
          values: ["values/cache-{{ .Environment.Name }}.yaml", {a: b}, "{{ .Values.x }}"]
        - {name: web, chart: ../charts/web, installed: false, secrets: [secrets/web.yaml]}
        - {name: db, chart: "oci://charts.test/db", condition: db.enabled}
        - {name: local, chart: web}
        - {name: none}
    """)

    assert reading.declarations == (
        Declaration("helmfile", "helmfile", StackSpec("helmfile"), 2),
        Declaration(
            "release:cache", "cache", ReleaseSpec("redis", "https://charts.test", "1.2.3", "shop", "helmfile"), 8
        ),
        Declaration(
            "release:web",
            "web",
            ReleaseSpec("../charts/web", by="helmfile", paths=("charts/web",)),
            13,
            status=Status.DISABLED,
        ),
        Declaration(
            "release:db",
            "db",
            ReleaseSpec("db", "oci://charts.test/db", by="helmfile"),
            14,
            condition="db.enabled",
        ),
        Declaration("release:local", "local", ReleaseSpec("web", by="helmfile"), 15),
    )
    assert [(ref.source, ref.target, ref.how) for ref in reading.references] == [
        ("helmfile", PathRef("deploy/env/prod.yaml"), How.ENV),
        ("helmfile", PathRef("other/helmfile.yaml"), How.DEPLOY),
        ("helmfile", PathRef("more.yaml"), How.DEPLOY),
        ("release:cache", PathRef("deploy/values/cache-*.yaml"), How.ENV),
        ("release:web", PathRef("deploy/secrets/web.yaml"), How.ENV),
    ]


def test_settings_alone_are_no_helmfile() -> None:
    """
    A base that only holds environments installs nothing.
    """
    assert read("environments: {prod: {values: [a.yaml]}}\n") == Reading()
    assert len(read("releases: [\n").problems) == 1

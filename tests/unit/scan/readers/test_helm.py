from textwrap import dedent

import pytest

from debtscan.model.declaration import (
    ChartSpec,
    ConfigSpec,
    Declaration,
    File,
    HostRef,
    ImageRef,
    ModuleRef,
    NameRef,
    Reading,
    Reference,
    ReleaseSpec,
    Store,
    StoreRef,
    WorkloadSpec,
)
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.readers.helm import READER


def read(path: str, text: str) -> Reading:
    """
    Return the reading of *text*, its common indentation taken away.
    """
    return READER.read(File(path, dedent(text).encode()))


@pytest.mark.parametrize(
    ("path", "text", "claimed"),
    [
        ("shop/Chart.yaml", "apiVersion: v2\nname: shop\n", True),
        ("shop/requirements.yaml", "dependencies: []\n", True),
        ("ansible/requirements.yml", "collections: []\n", False),
        ("shop/templates/web.yaml", "name: {{ x }}\n", True),
        ("k8s/templates/web.yaml", "apiVersion: v1\n", False),
        ("shop/templates/_helpers.tpl", '{{- define "x" }}{{ end }}\n', True),
        ("web/templates/page.tpl", "<b>{{ x }}</b>\n", False),
        ("shop/values.yaml", "a: b\n", True),
        ("env/tracker-values-prod.yaml", "a: b\n", True),
        ("env/values.yaml.gotmpl", "a: b\n", True),
        ("env/values.yaml", "apiVersion: v1\n", False),
        ("config/prod.yaml", "web:\n  enabled: true\n  replicas: 1\n  image:\n    repository: a\n    tag: b\n", True),
        ("config/prod.yaml", "web:\n  enabled: true\n  tag: b\n", False),
        ("ci.yaml", "jobs:\n  a:\n    enabled: true\n    replicas: 1\n    repository: a\n    tag: b\n", False),
    ],
)
def test_parts_of_charts_are_claimed(path: str, text: str, claimed: bool) -> None:
    """
    Charts, templates and values are known by name; values without a telling name by the words in them.
    """
    assert READER.wants(path)
    assert READER.claims(File(path, text.encode())) is claimed


def test_other_files_are_not_wanted() -> None:
    """
    Notes and code beside a chart are none of it.
    """
    assert [READER.wants(path) for path in ("shop/templates/NOTES.txt", "a.py")] == [False, False]


def test_a_chart_installs_its_dependencies() -> None:
    """
    Each dependency is a release of its own, with the condition that turns it on; a local one is a folder.
    """
    reading = read(
        "charts/shop/Chart.yaml",
        """
        apiVersion: v2
        name: shop
        version: 1.2.0
        dependencies:
        - {name: redis, version: "19", repository: "https://charts.test", condition: redis.enabled}
        - {name: base, alias: lib, repository: "file://../base", tags: [a, b]}
        - {name: far, repository: "file://../../../far"}
        - {version: "1"}
        """,
    )

    assert reading.declarations == (
        Declaration("chart:shop", "shop", ChartSpec("1.2.0"), 3),
        Declaration(
            "dependency:redis",
            "redis",
            ReleaseSpec("redis", "https://charts.test", "19", by="chart"),
            6,
            condition="redis.enabled",
        ),
        Declaration("dependency:lib", "lib", ReleaseSpec("base", "file://../base", by="chart"), 7, condition="a b"),
        Declaration("dependency:far", "far", ReleaseSpec("far", "file://../../../far", by="chart"), 8),
    )
    assert [(one.source, one.target) for one in reading.references] == [
        ("chart:shop", NameRef("release", "redis")),
        ("chart:shop", NameRef("release", "lib")),
        ("chart:shop", ModuleRef("charts/base", local=True)),
        ("chart:shop", NameRef("release", "far")),
        ("chart:shop", ModuleRef("file://../../../far", local=False)),
    ]


def test_old_charts_keep_dependencies_in_a_file_of_their_own() -> None:
    """
    Without a chart in the same file the dependencies belong to whoever owns the file.
    """
    reading = read("shop/requirements.yaml", "dependencies: [{name: redis}]\n")

    assert reading == Reading(
        (Declaration("dependency:redis", "redis", ReleaseSpec("redis", by="chart"), 1),),
        (Reference(None, NameRef("release", "redis"), How.MODULE, 1, "dependencies[redis]"),),
    )


def test_a_library_chart_says_so() -> None:
    """
    A library installs nothing by itself.
    """
    assert read("l/Chart.yaml", "name: l\ntype: library\n").declarations[0].spec == ChartSpec("", library=True)


def test_templates_are_read_without_rendering() -> None:
    """
    Image and name stay recognisable, and the condition is told.
    """
    reading = read(
        "shop/templates/worker/deployment.yaml",
        """
        {{- if .Values.worker.enabled }}
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ include "shop.fullname" . }}-worker
          labels:
            {{- include "shop.labels" . | nindent 4 }}
        spec:
          template:
            spec:
              containers:
              - name: worker
                image: "{{ .Values.worker.image.repository }}:{{ .Values.worker.image.tag }}"
        {{- end }}
        """,
    )

    spec = WorkloadSpec("kubernetes", "Deployment", "apps", "apps/v1")
    assert reading.declarations == (
        Declaration("Deployment//worker", "worker", spec, 4, Confidence.MEDIUM, condition=".Values.worker.enabled"),
    )
    assert [(one.target, one.line, one.confidence) for one in reading.references] == [
        (
            ImageRef("{{ .Values.worker.image.repository }}:{{ .Values.worker.image.tag }}"),
            14,
            Confidence.MEDIUM,
        )
    ]


def test_named_parts_without_objects_say_nothing() -> None:
    """
    A file of definitions is read without trouble and without a word.
    """
    assert read("shop/templates/_helpers.tpl", '{{ define "x" }}\na: [\n{{ end }}\n') == Reading()


def test_values_name_images_hosts_and_stores() -> None:
    """
    Images in one piece or in parts, hosts and buckets are told with their trail; what is off is less sure.
    """
    reading = read(
        "shop/values.yaml",
        """
        web:
          image: {registry: ghcr.io, repository: team/web, tag: "1.0"}
          sidecarImage: team/side:2
          databaseHost: db
          notes: |
            see gs://manuals
          env: [{name: API_URL, value: "http://api"}]
          peers: ["http://peer", 3]
          description: http://docs.test
        ingress: {host: shop.example.com}
        batch:
          enabled: false
          image: {name: team/batch, tag: "1", digest: "sha256:0123456789ab"}
          bucket: results
        other: {image: {repository: "https://git.test/x", tag: a}, plain: {repository: a}}
        """,
    )

    assert [(one.target, one.key, one.confidence) for one in reading.references] == [
        (ImageRef("team/side:2"), "values:web.sidecarImage", Confidence.MEDIUM),
        (HostRef("db"), "values:web.databaseHost", Confidence.MEDIUM),
        (StoreRef(Store.BUCKET, "manuals", "gs"), "values:web.notes", Confidence.LOW),
        (HostRef("peer", "http://peer"), "values:web.peers", Confidence.MEDIUM),
        (ImageRef("ghcr.io/team/web:1.0"), "values:web.image.repository", Confidence.MEDIUM),
        (HostRef("api", "http://api"), "values:web.env[0].value", Confidence.MEDIUM),
        (StoreRef(Store.BUCKET, "results"), "values:batch.bucket", Confidence.LOW),
        (ImageRef("team/batch:1@sha256:0123456789ab"), "values:batch.image.name", Confidence.LOW),
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [("shop/values.yaml", "shop"), ("env/tracker-values-prod.yaml", "tracker-prod"), ("env/values_prod.yaml", "prod")],
)
def test_values_are_named_after_what_they_are_for(path: str, name: str) -> None:
    """
    The file name without "values" says whose values they are, else the folder.
    """
    assert read(path, "a: b\n").declarations == (Declaration("values", name, ConfigSpec("values"), 1),)


def test_switches_are_told_one_by_one() -> None:
    """
    What is on or off by default decides conditions in templates and dependencies.
    """
    reading = read("a/values.yaml", "webEnabled: true\nredis: {enabled: false, x: {enabled: maybe}}\n")

    spec = ConfigSpec("values-switch")
    assert reading.declarations[1:] == (
        Declaration("switch:webEnabled", "webEnabled", spec, 1, status=Status.LIVE),
        Declaration("switch:redis.enabled", "redis.enabled", spec, 2, status=Status.DISABLED),
    )


def test_values_that_are_no_mapping_say_nothing() -> None:
    """
    A list is no values file, and values nested beyond reason are read to a depth.
    """
    deep = "a: " + "{a: " * 40 + "{host: db}" + "}" * 40

    assert read("a/values.yaml", "- b\n") == Reading()
    assert read("a/values.yaml", deep + "\n").references == ()

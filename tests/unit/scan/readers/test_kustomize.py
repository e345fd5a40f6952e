from textwrap import dedent

import pytest

from debtscan.model.declaration import (
    Declaration,
    File,
    HostRef,
    ImageRef,
    ModuleRef,
    NameRef,
    OverlaySpec,
    PathRef,
    Reading,
    ReleaseSpec,
)
from debtscan.model.words import Confidence, How
from debtscan.scan.readers.kustomize import READER


def read(text: str, path: str = "k8s/prod/kustomization.yaml") -> Reading:
    """
    Return the reading of *text*, its common indentation taken away.
    """
    return READER.read(File(path, dedent(text).encode()))


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a/kustomization.yaml", True),
        ("kustomization.yml", True),
        ("a/Kustomization", True),
        ("a/my-kustomization.yaml", False),
    ],
)
def test_kustomizations_are_known_by_name(path: str, wanted: bool) -> None:
    """
    Kustomize itself takes no other names.
    """
    assert READER.wants(path) is wanted


def test_objects_of_flux_are_left_to_others() -> None:
    """
    Flux has an object of the same name, which may lie in a file of the same name.
    """
    flux = File("kustomization.yaml", b"apiVersion: kustomize.toolkit.fluxcd.io/v1\n")

    assert [READER.claims(flux), READER.claims(File("kustomization.yaml", b"resources: []\n"))] == [False, True]


def test_an_overlay_puts_files_and_folders_together() -> None:
    """
    Local parts are paths from the root, remote ones modules; an inline part is neither.
    """
    reading = read("""
        namespace: shop
        namePrefix: prod-
        resources: [web.yaml, ../base, "https://git.test/a?ref=1", github.com/a/b//c, "../../../out"]
        components: [../parts/a]
        generators: ["kind: A\\nb: c"]
    """)

    spec = OverlaySpec("shop", "prod-")
    assert reading.declarations == (Declaration("kustomization", "prod", spec, 2),)
    assert [(one.key, one.target, one.how) for one in reading.references] == [
        ("kustomization:resources[0]", PathRef("k8s/prod/web.yaml"), How.MODULE),
        ("kustomization:resources[1]", PathRef("k8s/base"), How.MODULE),
        ("kustomization:resources[2]", ModuleRef("https://git.test/a?ref=1", local=False), How.MODULE),
        ("kustomization:resources[3]", ModuleRef("github.com/a/b//c", local=False), How.MODULE),
        ("kustomization:resources[4]", ModuleRef("../../../out", local=False), How.MODULE),
        ("kustomization:components[0]", PathRef("k8s/parts/a"), How.MODULE),
    ]


def test_an_overlay_at_the_top_still_has_a_name() -> None:
    """
    Without a folder the file names the overlay.
    """
    assert read("resources: []\n", "kustomization.yaml").declarations[0].name == "kustomization"


def test_patches_are_told_by_their_key() -> None:
    """
    Whoever links must know which files are patches, and which workloads inline patches change.
    """
    reading = read("""
        patchesStrategicMerge: [fix.yaml, "kind: A\\nb: c"]
        patches:
        - {path: more.yaml, target: {kind: Deployment, name: web}}
        - {patch: "- op: add", target: {name: api}}
        - {path: crd.yaml, target: {kind: CustomResourceDefinition, name: x}}
        - [odd]
    """)

    assert [(one.key, one.target) for one in reading.references] == [
        ("kustomization:patchesStrategicMerge[0]", PathRef("k8s/prod/fix.yaml")),
        ("kustomization:patches[0]", PathRef("k8s/prod/more.yaml")),
        ("kustomization:patches[0]", NameRef("workload", "web")),
        ("kustomization:patches[1]", NameRef("workload", "api")),
        ("kustomization:patches[2]", PathRef("k8s/prod/crd.yaml")),
    ]


def test_images_are_told_as_changed_and_as_named() -> None:
    """
    The new image runs; the name that was changed leads back to the manifests.
    """
    reading = read("""
        images:
        - {name: web, newName: ghcr.io/team/web, newTag: v2}
        - {name: api, digest: "sha256:0123"}
        - {newTag: v3}
    """)

    assert [(one.target, one.confidence) for one in reading.references] == [
        (ImageRef("ghcr.io/team/web:v2"), Confidence.MEDIUM),
        (ImageRef("web"), Confidence.LOW),
        (ImageRef("api@sha256:0123"), Confidence.MEDIUM),
    ]


def test_generators_read_files_and_settings() -> None:
    """
    Files become settings, literals are settings.
    """
    reading = read("""
        configMapGenerator:
        - {name: a, files: [b.conf, key=c.conf], envs: [d.env], env: e.env, literals: [DB_HOST=db, odd]}
    """)

    assert [one.target for one in reading.references] == [
        PathRef("k8s/prod/b.conf"),
        PathRef("k8s/prod/c.conf"),
        PathRef("k8s/prod/d.env"),
        PathRef("k8s/prod/e.env"),
        HostRef("db"),
    ]


def test_charts_are_releases() -> None:
    """
    Kustomize may install charts, old and new spelling.
    """
    reading = read("""
        helmCharts:
        - {name: redis, repo: "https://charts.test", version: "1", releaseName: cache, namespace: a, valuesFile: v.yaml}
        - {version: "2"}
        helmChartInflationGenerator: [{chartName: db, chartRepoUrl: "https://old.test", chartVersion: "3"}]
    """)

    assert [(one.key, one.name, one.spec) for one in reading.declarations[1:]] == [
        ("release:cache", "cache", ReleaseSpec("redis", "https://charts.test", "1", "a", "kustomize")),
        ("release:db", "db", ReleaseSpec("db", "https://old.test", "3", by="kustomize")),
    ]
    assert [(one.source, one.target) for one in reading.references] == [
        ("release:cache", PathRef("k8s/prod/v.yaml")),
        ("kustomization", NameRef("release", "cache")),
        ("kustomization", NameRef("release", "db")),
    ]


def test_a_list_is_no_overlay() -> None:
    """
    What is no mapping says nothing; what is broken says so.
    """
    assert read("- a\n") == Reading()
    assert len(read("a: [\n").problems) == 1

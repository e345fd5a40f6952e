from textwrap import dedent

import pytest

from debtscan.model.declaration import (
    ConfigSpec,
    File,
    HostRef,
    ImageChange,
    ImageRef,
    NameRef,
    OverlaySpec,
    PatchSpec,
    PatchUse,
    PathRef,
    Problem,
    Reading,
    ReleaseSpec,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import How
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
    Local parts are paths from the root, remote ones are installed from elsewhere; an inline part is neither.
    """
    reading = read("""
        kind: Component
        namespace: shop
        namePrefix: prod-
        nameSuffix: -eu
        resources: [web.yaml, ../base, "https://git.test/a/b?ref=1", github.com/a/c//d]
        bases: [../../old]
        components: [../parts/a]
        generators: ["kind: A\\nb: c", secrets.yaml]
    """)

    spec = OverlaySpec(
        *("shop", "prod-", "-eu", True),
        parts=("k8s/prod/web.yaml", "k8s/base", "old"),
        remotes=("https://git.test/a/b?ref=1", "github.com/a/c//d"),
        components=("k8s/parts/a",),
    )
    assert [(one.key, one.name, one.spec) for one in reading.declarations] == [
        ("remote:https://git.test/a/b?ref=1", "b", ReleaseSpec("b", "https://git.test/a/b?ref=1", "1", by="kustomize")),
        ("remote:github.com/a/c//d", "c", ReleaseSpec("c", "github.com/a/c//d", by="kustomize", paths=("d",))),
        ("kustomization", "prod", spec),
    ]
    assert [(one.key, one.target, one.how) for one in reading.references] == [
        ("kustomization:generators[1]", PathRef("k8s/prod/secrets.yaml"), How.MODULE),
    ]


def test_a_part_outside_of_the_repository_is_a_problem() -> None:
    """
    What cannot be followed is said, with its line.
    """
    reading = read("resources:\n- ../../../out\n- web.yaml\n- |\n  kind: A\n  b: c\n")

    assert reading.problems == (Problem(Reason.PARTIAL, "resources: ../../../out is no place in this repository", 2),)
    assert reading.declarations[0].spec == OverlaySpec(parts=("k8s/prod/web.yaml",))


def test_an_overlay_at_the_top_still_has_a_name() -> None:
    """
    Without a folder the file names the overlay.
    """
    assert read("resources: []\n", "kustomization.yaml").declarations[0].name == "kustomization"


def test_patches_are_told_with_what_they_are_aimed_at() -> None:
    """
    Files by their path, inline ones by what is declared of them; the line is that of the kustomization.
    """
    reading = read("""
        patchesStrategicMerge:
        - fix.yaml
        - |-
          kind: Deployment
          apiVersion: apps/v1
          metadata: {name: web}
          spec: {template: {spec: {containers: [{name: web, image: "acme/web:2"}]}}}
        patchesJson6902:
        - target: {kind: Ingress, name: web}
          path: hosts.json
        patches:
        - {path: more.yaml, target: {kind: Deployment, name: web.*, namespace: shop, labelSelector: app=web}}
        - target: {name: api}
          patch: '[{"op": "add", "path": "/data/DB_HOST", "value": "db"}]'
        - {patch: "just: text", target: {name: x}}
        - {path: ../../../out.yaml}
        - [odd]
    """)

    spec = reading.declarations[-1].spec
    assert isinstance(spec, OverlaySpec)
    assert spec.patches == (
        PatchUse("k8s/prod/fix.yaml"),
        PatchUse(keys=("Deployment//web",)),
        PatchUse("k8s/prod/hosts.json", kind="Ingress", name="web"),
        PatchUse("k8s/prod/more.yaml", (), "Deployment", "web.*", "shop", "app=web"),
        PatchUse(keys=("patch:kustomization.yaml",), name="api"),
    )
    assert [(one.key, one.spec, one.line) for one in reading.declarations[:-1]] == [
        ("Deployment//web", PatchSpec("Deployment", "apps"), 5),
        ("patch:kustomization.yaml", PatchSpec(), 15),
    ]
    assert [(one.source, one.target) for one in reading.references] == [
        ("Deployment//web", ImageRef("acme/web:2")),
        ("patch:kustomization.yaml", HostRef("db")),
    ]


def test_images_are_told_as_they_are_after_the_change() -> None:
    """
    Each change is declared with the image that it makes.
    """
    reading = read("""
        images:
        - {name: web, newName: ghcr.io/team/web, newTag: v2}
        - {name: api, digest: "sha256:0123"}
        - {newTag: v3}
    """)

    assert [(one.source, one.key, one.target) for one in reading.references] == [
        ("images[web]", "images[web]:newName", ImageRef("ghcr.io/team/web:v2")),
        ("images[api]", "images[api]:newTag", ImageRef("api@sha256:0123")),
    ]
    spec = reading.declarations[-1].spec
    assert isinstance(spec, OverlaySpec)
    assert spec.images == (ImageChange("web", "ghcr.io/team/web", "v2"), ImageChange("api", "", "", "sha256:0123"))


def test_generators_read_files_and_settings() -> None:
    """
    Each generated object is declared, with the files that it is made of and what its settings point to.
    """
    reading = read("""
        configMapGenerator:
        - {name: a, files: [b.conf, key=c.conf], envs: [d.env], env: e.env, literals: [DB_HOST="db", odd]}
        secretGenerator: [{name: b, namespace: shop}]
    """)

    assert [(one.key, one.name, one.spec) for one in reading.declarations[1:]] == [
        ("ConfigMap//a", "a", ConfigSpec("ConfigMap")),
        ("Secret/shop/b", "b", ConfigSpec("Secret", namespace="shop")),
    ]

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

import pytest

from debtscan.model.declaration import (
    ApiRef,
    CustomResourceSpec,
    Declaration,
    ImageRef,
    ModuleRef,
    NameRef,
    ReleaseSpec,
    Store,
    StoreRef,
)
from debtscan.model.words import Confidence, Status
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets


def test_an_application_installs_a_folder() -> None:
    """
    Argo CD installs what lies at a path of a repository into a namespace.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: base, namespace: argocd}
        spec:
          source: {repoURL: "https://git.test/a/b", path: ./deploy/base/, targetRevision: main}
          destination: {namespace: shop}
    """)

    spec = ReleaseSpec(
        *("./deploy/base/", "https://git.test/a/b", "main", "shop", "argocd", "argoproj.io/v1alpha1", ("deploy/base",))
    )
    assert only(reading) == Declaration("Application/argocd/base", "base", spec, 3)
    assert targets(reading) == [
        ApiRef("argoproj.io", "Application"),
        ModuleRef("https://git.test/a/b", local=False),
    ]


def test_of_several_sources_the_chart_is_the_main_one() -> None:
    """
    A chart with values from elsewhere is still that chart.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: tracker}
        spec:
          sources:
          - {repoURL: "https://git.test/a", ref: values}
          - {repoURL: "https://charts.test", chart: mlflow, targetRevision: "1.0"}
    """)

    assert only(reading).spec == ReleaseSpec(
        "mlflow", "https://charts.test", "1.0", by="argocd", api_version="argoproj.io/v1alpha1"
    )


def test_an_application_set_makes_applications_of_folders() -> None:
    """
    The folders of the generators are told, however deep, where an expression stands for them; what leads out is not.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: apps}
        spec:
          generators:
          - matrix:
              generators:
              - git:
                  directories: [{path: "apps/*"}, {path: apps/old, exclude: true}]
                  files: [{path: ../up/x.json}, {path: "tenants/*/config.json"}]
              - list: {elements: [{path: ./extra, cluster: a}, {cluster: b}]}
          - list: {}
          template: {spec: {source: {repoURL: "{{repo}}", path: "{{ .path.path }}"}}}
    """)

    assert isinstance(spec := only(reading).spec, ReleaseSpec)
    assert spec.paths == ("apps/*", "tenants/*", "extra")
    assert targets(reading) == [ApiRef("argoproj.io", "ApplicationSet")]


def test_expressions_in_a_path_stand_for_any_folder() -> None:
    """
    What a parameter decides is a star; a path that is nothing else says no place.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: apps}
        spec:
          generators: [{list: {elements: [{env: dev}, {env: prod}]}}]
          template:
            spec:
              sources:
              - {repoURL: "https://git.test/a/b", path: "shop/overlays/{{env}}"}
              - {repoURL: "https://git.test/a/b", path: "{{path}}"}
              - {repoURL: "https://charts.test", chart: redis, path: ignored}
    """)

    assert isinstance(spec := only(reading).spec, ReleaseSpec)
    assert (spec.chart, spec.paths) == ("redis", ("shop/overlays/*",))


def test_an_application_without_a_source_is_still_one() -> None:
    """
    Half an object is declared as far as it goes.
    """
    reading = interpreted("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\n")

    assert only(reading).spec == ReleaseSpec("", by="argocd", api_version="argoproj.io/v1alpha1")


def test_a_helm_release_of_flux_installs_a_chart() -> None:
    """
    Chart, version and source are kept; what must be there first is needed; suspended it is disabled.
    """
    reading = interpreted("""
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: tracker, namespace: ml}
        spec:
          suspend: true
          chart: {spec: {chart: ./charts/tracker, version: "1", sourceRef: {kind: GitRepository, name: own}}}
          dependsOn: [{name: db}, {}]
    """)

    spec = ReleaseSpec(
        *("./charts/tracker", "own", "1", "ml", "flux", "helm.toolkit.fluxcd.io/v2", ("charts/tracker",))
    )
    assert only(reading) == Declaration("HelmRelease/ml/tracker", "tracker", spec, 3, status=Status.DISABLED)
    assert targets(reading) == [
        ApiRef("helm.toolkit.fluxcd.io", "HelmRelease"),
        NameRef("resource", "own"),
        NameRef("release", "db"),
    ]


def test_a_helm_release_may_refer_to_a_chart_object() -> None:
    """
    The newer form names an object instead of a chart.
    """
    reading = interpreted("""
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: a}
        spec: {chartRef: {kind: OCIRepository, name: tracker}}
    """)

    assert only(reading).spec == ReleaseSpec("tracker", "tracker", by="flux", api_version="helm.toolkit.fluxcd.io/v2")


def test_a_kustomization_of_flux_installs_a_folder() -> None:
    """
    Path and source are kept, and what it waits for.
    """
    reading = interpreted(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: apps}
        spec: {path: ./apps, sourceRef: {name: own}, dependsOn: [{name: infra}]}
    """,
        "flux/kustomization-apps.yaml",
    )

    assert isinstance(spec := only(reading).spec, ReleaseSpec)
    assert spec.paths == ("apps",)
    assert targets(reading) == [
        ApiRef("kustomize.toolkit.fluxcd.io", "Kustomization"),
        NameRef("resource", "own"),
        NameRef("release", "infra"),
    ]


def test_sources_of_flux_have_addresses() -> None:
    """
    A repository has a URL, a bucket a name.
    """
    reading = interpreted("""
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: charts}
        spec: {url: "https://charts.test"}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: Bucket
        metadata: {name: store}
        spec: {bucketName: manifests}
    """)

    assert [one.spec for one in reading.declarations] == [
        CustomResourceSpec("source.toolkit.fluxcd.io", "source.toolkit.fluxcd.io/v1", kind)
        for kind in ("HelmRepository", "Bucket")
    ]
    assert [one for one in targets(reading) if not isinstance(one, ApiRef)] == [
        ModuleRef("https://charts.test", local=False),
        StoreRef(Store.BUCKET, "manifests"),
    ]


def test_istioctl_installs_istio() -> None:
    """
    The operator file is the installation of a mesh, with or without a name.
    """
    reading = interpreted("""
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        spec: {hub: team, tag: "1.0"}
        ---
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        metadata: {name: mesh}
    """)

    assert [(one.name, one.spec) for one in reading.declarations] == [
        ("istio", ReleaseSpec("istio", "team", "1.0", by="istioctl", api_version="install.istio.io/v1alpha1")),
        ("mesh", ReleaseSpec("istio", by="istioctl", api_version="install.istio.io/v1alpha1")),
    ]


ARGO = "apiVersion: argoproj.io/v1alpha1\nmetadata: {name: a}\n"
FLUX = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\n"
TEXT = (
    "kind: Application\nspec:\n  source:\n    chart: x\n    helm:\n      values: |\n"
    "        image:\n          repository: a/b\n          tag: c\n"
)


@pytest.mark.parametrize(
    ("manifest", "images"),
    [
        (
            ARGO + "kind: Application\nspec: {source: {chart: x, helm: {valuesObject: {w: {name: a/b, tag: c}}}}}\n",
            [("a/b:c", Confidence.MEDIUM, "spec.source.helm.values.w.name")],
        ),
        (
            ARGO + "kind: ApplicationSet\nspec:\n  template:\n    spec:\n"
            "      sources: [{chart: x, helm: {valuesObject: {image: a/b:c}}}]\n",
            [("a/b:c", Confidence.MEDIUM, "spec.template.spec.source.helm.values.image")],
        ),
        (ARGO + TEXT, [("a/b:c", Confidence.MEDIUM, "spec.source.helm.values.image.repository")]),
        (ARGO + "kind: Application\nspec: {source: {chart: x, helm: {values: '[1'}}}\n", []),
        (ARGO + "kind: Application\nspec: {source: {path: x, helm: {valuesObject: {image: a/b:c}}}}\n", []),
        (
            FLUX + "spec: {chart: {spec: {chart: x}}, values: {off: {enabled: false, sideImage: a/b:c}}}\n",
            [("a/b:c", Confidence.LOW, "spec.values.off.sideImage")],
        ),
    ],
)
def test_values_of_charts_from_elsewhere_name_images(manifest: str, images: list[tuple[str, Confidence, str]]) -> None:
    """
    Those of a chart of the estate are put into its templates instead.
    """
    reading = interpreted(manifest)

    assert [
        (ref.target.image, ref.confidence, (ref.key or "").partition(":")[2])
        for ref in reading.references
        if isinstance(ref.target, ImageRef)
    ] == images


def test_values_in_a_text_stand_on_their_own_lines() -> None:
    """
    An editor opens the image, not the text.
    """
    [line] = [ref.line for ref in interpreted(ARGO + TEXT).references if isinstance(ref.target, ImageRef)]

    assert line == 10

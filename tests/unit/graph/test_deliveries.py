"""
What GitOps tools and helmfiles install from the estate itself.
"""

from debtscan.model.declaration import Declaration, ModuleRef, Reference, ReleaseSpec, StackSpec
from debtscan.model.words import Built, How, Kind, Status
from tests.unit.graph.estate import (
    Parts,
    arrows,
    chart,
    ci,
    component,
    crd,
    custom,
    dockerfile,
    evidence,
    file,
    ids,
    linked,
    program,
    publish,
    repo,
    shop,
    workload,
)
from tests.unit.graph.overlaid import overlay

SHOP = "https://git.test/team/shop"
WEB = file("k8s/web.yaml", workload("web", "acme/web:1"))
API = file("k8s/api.yaml", workload("api", "acme/api:1"), crd("Certificate", "cert-manager.io"))
SET = file("k8s/kustomization.yaml", overlay("k8s", "k8s/web.yaml", "k8s/api.yaml"))
SPARE = file("k8s/spare.yaml", workload("spare", "acme/spare:1"))


def application(name: str, *paths: str, repository: str = SHOP, by: str = "argocd") -> Parts:
    """
    Return an Argo CD Application (or a Flux Kustomization) of folders.
    """
    kind = "Application" if by == "argocd" else "Kustomization"
    spec = ReleaseSpec(paths[0] if paths else "", repository, by=by, paths=paths)
    return (Declaration(f"{kind}//{name}", name, spec),)


def source(name: str, address: str) -> Parts:
    """
    Return a GitRepository of Flux.
    """
    parts = custom("GitRepository", name, "source.toolkit.fluxcd.io")
    return (*parts, Reference(f"GitRepository//{name}", ModuleRef(address, local=False), How.MODULE))


def test_an_application_of_several_components_is_what_delivers_them() -> None:
    """
    It deploys what the kustomization puts together, and nothing that lies beside that.
    """
    result = shop(WEB, API, SET, SPARE, file("argocd/base.yaml", application("base", "k8s")))

    assert ids(result) == [
        "shop:crd:Certificate",
        "shop:iac:base",
        "shop:service:api",
        "shop:service:spare",
        "shop:service:web",
    ]
    assert arrows(result) == ["shop:iac:base -deploy-> shop:service:api", "shop:iac:base -deploy-> shop:service:web"]
    base = component(result, "shop:iac:base")
    assert (base.built, base.capability) == (Built.BESPOKE, "cd")


def test_an_application_of_one_component_is_its_evidence() -> None:
    """
    A folder with one workload, or a chart of the estate, goes by the application's name too.
    """
    result = shop(
        file("web/web.yaml", workload("web", "acme/web:1")),
        file("charts/api/Chart.yaml", chart("api")),
        file("charts/api/templates/a.yaml", workload("api", "acme/api:1")),
        file("argocd/apps.yaml", application("web-prod", "web"), application("api-prod", "charts/api")),
    )

    assert ids(result) == ["shop:service:api", "shop:service:web"]
    assert component(result, "shop:service:web").aliases == ("web-prod",)
    assert evidence(result, "shop:service:api") == [
        ("charts/api/templates/a.yaml", "Deployment"),
        ("charts/api/Chart.yaml", "Helm chart"),
        ("argocd/apps.yaml", "Helm release"),
        ("charts/api/", "folder"),
    ]


def test_plain_manifests_and_globs_are_delivered_too() -> None:
    """
    A folder without kustomization is applied as it is; a set of applications takes one folder each; a file is one.
    """
    result = shop(
        file("apps/web/web.yaml", workload("web", "acme/web:1")),
        file("apps/api/api.yaml", workload("api", "acme/api:1")),
        file("apps/api/deep/job.yaml", workload("job", "acme/job:1", kind="Job")),
        file("argocd/set.yaml", application("apps", "apps/*")),
        file("argocd/one.yaml", application("single", "apps/api/api.yaml")),
    )

    assert arrows(result) == [
        "shop:iac:apps -deploy-> shop:job:job",
        "shop:iac:apps -deploy-> shop:service:api",
        "shop:iac:apps -deploy-> shop:service:web",
    ]
    assert component(result, "shop:service:api").aliases == ("single",)


def test_applications_of_applications_deliver_them() -> None:
    """
    The outer one is looked at last; two of one name, one a cluster, are one.
    """
    result = shop(
        *(WEB, API, SET),
        file("clusters/a/base.yaml", application("base", "k8s")),
        file("clusters/b/base.yaml", application("base", "k8s")),
        file("k9s/web.yaml", workload("other", "acme/other:1")),
        file("clusters/b/other.yaml", application("other", "k9s")),
        file("a-root.yaml", application("root", "clusters/b")),
    )

    assert arrows(result) == [
        "shop:iac:base -deploy-> shop:service:api",
        "shop:iac:base -deploy-> shop:service:web",
        "shop:iac:root -deploy-> shop:iac:base",
        "shop:iac:root -deploy-> shop:service:other",
    ]


def test_what_is_delivered_may_lie_in_another_repository() -> None:
    """
    By the address of the application, or of the source that Flux keeps apart.
    """
    argo = file("apps.yaml", application("base", "k8s"), application("gone", "k8s", repository="https://git.test/a/x"))
    flux = file(
        "flux.yaml",
        source("shop", f"{SHOP}.git"),
        custom("GitRepository", "flux-system", "source.toolkit.fluxcd.io"),
        application("synced", "k8s", repository="shop", by="flux"),
        application("own", "here", repository="flux-system", by="flux"),
    )
    here = file("here/db.yaml", workload("db", "postgres:16"))

    result = linked(repo("shop", WEB, API, SET), repo("ops", argo, flux, here))

    assert arrows(result) == [
        "ops:iac:base -deploy-> shop:service:api",
        "ops:iac:base -deploy-> shop:service:web",
        "ops:iac:synced -deploy-> shop:service:api",
        "ops:iac:synced -deploy-> shop:service:web",
    ]
    assert component(result, "ops:service:gone").built is Built.OSS
    assert component(result, "ops:datastore:db").aliases == ("own",)


def test_a_repository_alone_may_have_another_name_here() -> None:
    """
    A path of two folders that exists is taken for the own one; a single folder says too little.
    """
    deep = file("deploy/prod/web.yaml", workload("web", "acme/web:1"))
    apps = file(
        "apps.yaml",
        application("web-prod", "deploy/prod", repository="https://git.test/a/old"),
        application("else", "deploy", repository="https://git.test/a/old"),
        application("nothing", "deploy/none"),
        application("own", "deploy/prod", repository="{{ .Values.repoUrl }}/x"),
    )

    result = shop(deep, apps)

    assert component(result, "shop:service:web").aliases == ("own", "web-prod")
    assert ids(result) == ["shop:service:else", "shop:service:nothing", "shop:service:web"]


def test_what_nothing_here_answers_to_is_no_product() -> None:
    """
    A folder of settings alone is a place of the estate: nobody else's software comes from there.
    """
    assert ids(shop(file("k8s/a/settings.txt"), file("app.yaml", application("settings", "k8s/a")))) == []


def test_a_helmfile_delivers_its_releases() -> None:
    """
    Local charts and somebody else's, and it is a component itself.
    """
    stack: Parts = (Declaration("helmfile", "helmfile", StackSpec("helmfile")),)
    redis: Parts = (
        Declaration("release:cache", "cache", ReleaseSpec("redis", "https://charts.test", by="helmfile")),
        Declaration("release:web", "web", ReleaseSpec("./web", by="helmfile", paths=("charts/web",))),
    )

    result = shop(
        file("helmfile.yaml", stack, redis),
        file("charts/web/Chart.yaml", chart("web")),
        file("charts/web/templates/a.yaml", workload("web", "acme/web:1")),
    )

    assert arrows(result) == [
        "shop:iac:helmfile -deploy-> shop:datastore:Redis",
        "shop:iac:helmfile -deploy-> shop:service:web",
    ]
    assert evidence(result, "shop:iac:helmfile")[0] == ("helmfile.yaml", "helmfile")


def test_several_components_of_one_helmfile_release_need_no_further_one() -> None:
    """
    The helmfile delivers them; the release is no component.
    """
    release: Parts = (Declaration("release:all", "all", ReleaseSpec("./k8s", by="helmfile", paths=("k8s",))),)

    assert ids(shop(WEB, API, file("helmfile.yaml", release))) == [
        "shop:crd:Certificate",
        "shop:service:api",
        "shop:service:web",
    ]


def test_a_tool_that_brings_a_kustomization_applies_it() -> None:
    """
    A job whose image takes in manifests from elsewhere deploys them; one beside its own manifests does not.
    """
    result = shop(
        *(WEB, API, SET),
        file("installer/Dockerfile", dockerfile("installer", runs="sh install.sh", copies=["k8s"])),
        file("installer/install.sh", program("install", language="shell")),
        file("ci.yaml", ci("github", "Build"), publish("acme/installer", recipe="installer/Dockerfile")),
        file("own/Dockerfile", dockerfile("own", runs="python run.py")),
        file("own/run.py", program("run")),
        file("own/k8s/run.yaml", workload("run", "acme/run:1", kind="Job"), workload("log", "acme/log:1")),
        file("own/k8s/kustomization.yaml", overlay("k8s", "own/k8s/run.yaml")),
    )

    assert [line for line in arrows(result) if "-deploy->" in line] == [
        "shop:job:installer -deploy-> shop:service:api",
        "shop:job:installer -deploy-> shop:service:web",
    ]


def test_a_release_in_use_names_before_one_that_is_not() -> None:
    """
    What is in use is looked at first, so that it proves the component.
    """
    test = file("a/app.yaml", application("base", "k8s"), status=Status.TEST)

    result = shop(WEB, API, SET, test, file("b/app.yaml", application("base", "k8s")))

    assert component(result, "shop:iac:base").evidence[0].path == "b/app.yaml"
    assert [entry.kind for entry in result.components if entry.name == "base"] == [Kind.IAC]

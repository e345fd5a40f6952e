"""
What kustomizations do to components: one object is one component, whatever overlays call it and make of it.
"""

from debtscan.model.component import ComponentId, Link
from debtscan.model.declaration import (
    ConfigSpec,
    Declaration,
    HostRef,
    ImageChange,
    ImageRef,
    PatchUse,
    PathRef,
    Reference,
    ReleaseSpec,
    Store,
)
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, How, Status
from tests.unit.graph.estate import (
    Parts,
    arrows,
    ci,
    code,
    component,
    crd,
    dockerfile,
    endpoint,
    evidence,
    file,
    host,
    ids,
    needs,
    owned,
    path,
    pipeline,
    program,
    publish,
    shop,
    stores,
    workload,
)
from tests.unit.graph.overlaid import overlay, patch, settings, uses

WEB = file("k8s/base/web.yaml", workload("web", "web=web:latest", "init:wait=busybox:1"), endpoint("web"))
BASE = file("k8s/base/kustomization.yaml", overlay("base", "k8s/base/web.yaml"))
RECIPE = (
    file("src/Dockerfile", dockerfile("site", runs="python main.py")),
    file("src/main.py", program("site", framework="fastapi", serves=True)),
    file(".github/workflows/a.yaml", ci("github", "Build"), publish("ghcr.io/acme/shop-web", recipe="src/Dockerfile")),
)
PROD = file(
    "k8s/overlays/prod/kustomization.yaml",
    overlay("prod", "k8s/base", prefix="prod-", images=(ImageChange("web", "ghcr.io/acme/shop-web", "v2"),)),
)


def test_an_object_is_one_component_under_all_its_names() -> None:
    """
    Base and overlays name one thing; what runs is what the overlay says, and where it says so is told.
    """
    stage = file(
        "k8s/overlays/stage/kustomization.yaml",
        overlay("stage", "k8s/base", prefix="stage-", images=(ImageChange("web", "ghcr.io/acme/shop-web", "v3"),)),
    )

    result = shop(WEB, BASE, PROD, stage, *RECIPE)

    assert ids(result) == ["shop:ci:Build", "shop:registry:GitHub-Container-Registry", "shop:service:web"]
    web = component(result, "shop:service:web")
    assert web.aliases == ("prod-web", "shop-web", "site", "stage-web")
    assert [(use.image, use.own, use.evidence.path) for use in web.facts.images if not use.base] == [
        ("busybox:1", False, "k8s/base/web.yaml"),
        ("ghcr.io/acme/shop-web:v2", True, "k8s/overlays/prod/kustomization.yaml"),
        ("ghcr.io/acme/shop-web:v3", True, "k8s/overlays/stage/kustomization.yaml"),
    ]
    assert ("k8s/overlays/prod/kustomization.yaml", "image") in evidence(result, "shop:service:web")
    assert "k8s/overlays/prod/kustomization.yaml" not in owned(result, "shop:service:web")


def test_an_image_that_some_overlay_leaves_as_it_is_still_runs() -> None:
    """
    Only what every overlay changes is no image of the workload.
    """
    plain = file("k8s/overlays/plain/kustomization.yaml", overlay("plain", "k8s/base"))

    result = shop(WEB, BASE, PROD, plain)

    assert sorted(use.image for use in component(result, "shop:service:web").facts.images) == [
        "busybox:1",
        "ghcr.io/acme/shop-web:v2",
        "web:latest",
    ]


def test_an_image_in_a_setting_is_not_what_runs() -> None:
    """
    The image that an overlay gives the container decides what the workload is, not one that it starts for others.
    """
    starts = needs(
        ImageRef("acme/runner:1"), How.IMAGE, "Deployment//web", "Deployment//web:containers[web].env[RUNNER]"
    )
    web = file("k8s/base/web.yaml", workload("web", "web=cache:1"), starts)
    prod = overlay("prod", "k8s/base", images=(ImageChange("cache", "redis", "7"),))

    result = shop(web, BASE, file("k8s/overlays/prod/kustomization.yaml", prod))

    assert ids(result) == ["shop:datastore:web"]


def test_what_a_test_overlay_changes_is_not_what_runs() -> None:
    """
    Where an overlay is in use, the images and patches of local ones are left out; their names are still known.
    """
    fix = file("k8s/overlays/kind/fix.yaml", patch("web", "log=acme/log:1"))
    kind = overlay(
        "kind", "k8s/base", prefix="kind-", patches=(fix.path,), images=(ImageChange("web", "local.test/web"),)
    )

    result = shop(WEB, BASE, PROD, fix, file("k8s/overlays/kind/kustomization.yaml", kind))

    web = component(result, "shop:service:web")
    assert sorted(use.image for use in web.facts.images) == ["busybox:1", "ghcr.io/acme/shop-web:v2"]
    assert web.aliases == ("kind-web", "prod-web")


def test_a_change_that_keeps_the_tag_or_waits_is_told_as_it_comes_out() -> None:
    """
    The image after the change has the tag of the base; that of an init container is not what runs.
    """
    changes = (ImageChange("web", new_name="ghcr.io/acme/shop-web"), ImageChange("busybox", tag="2"))
    worker = file("k8s/worker.yaml", workload("worker", "worker=worker:1", "init:wait=busybox:1"))
    prod = file("k8s/overlays/prod/kustomization.yaml", overlay("prod", "k8s/base", worker.path, images=changes))

    result = shop(WEB, BASE, prod, worker, *RECIPE)

    images = component(result, "shop:service:web").facts.images
    assert [(use.image, use.evidence.key) for use in images if not use.base] == [
        ("ghcr.io/acme/shop-web:latest", "images[web]:spec.template.spec.containers"),
        ("busybox:2", "images[busybox]:spec.template.spec.initContainers"),
    ]
    assert [use.image for use in component(result, "shop:service:worker").facts.images] == ["worker:1", "busybox:2"]


def test_patches_are_no_components_but_evidence_of_what_they_change() -> None:
    """
    A file that looks like a workload or a definition is a patch where it is used as one; its needs are the workload's.
    """
    fix = file(
        "k8s/overlays/prod/memory.yaml",
        workload("web", "web=acme/web:2"),
        host("cache", "Deployment//web"),
        stores(Store.BUCKET, "models", "s3", "Deployment//web"),
    )
    half = file("k8s/overlays/prod/jobs.yaml", crd("Job"))
    prod = overlay("prod", "k8s/base", patches=(PatchUse(fix.path), PatchUse(half.path), PatchUse("gone.yaml")))
    cache = file("k8s/cache.yaml", workload("cache", "redis:7"))

    result = shop(WEB, BASE, fix, half, cache, file("k8s/overlays/prod/kustomization.yaml", prod))

    assert ids(result) == ["shop:datastore:cache", "shop:datastore:models", "shop:service:web"]
    assert [use.image for use in component(result, "shop:service:web").facts.images] == ["busybox:1", "acme/web:2"]
    assert evidence(result, "shop:service:web")[-1] == ("k8s/overlays/prod/memory.yaml", "patch")
    assert "k8s/overlays/prod/memory.yaml" in owned(result, "shop:service:web")
    assert arrows(result) == [
        "shop:service:web -call-> shop:datastore:cache",
        "shop:service:web -data-> shop:datastore:models",
    ]
    assert [problem.detail for problem in result.problems] == ["gone.yaml does not exist"]


def test_a_file_that_is_deployed_too_is_no_mere_patch() -> None:
    """
    What one kustomization patches with and another deploys stays an object.
    """
    both = file("both.yaml", workload("api", "acme/api:1"))

    result = shop(
        both,
        file("a/kustomization.yaml", overlay("a", patches=("both.yaml",))),
        file("b/kustomization.yaml", overlay("b", "both.yaml")),
    )

    assert ids(result) == ["shop:service:api"]


def test_inline_patches_belong_to_what_they_change() -> None:
    """
    Their settings are found, and the kustomization stays everybody's file.
    """
    prod = file(
        "k8s/overlays/prod/kustomization.yaml",
        overlay("prod", "k8s/base", patches=(PatchUse(keys=("Deployment//web",)),)),
        patch("web"),
        host("cache", "Deployment//web"),
    )

    result = shop(WEB, BASE, prod, file("k8s/cache.yaml", workload("cache", "redis:7")))

    assert arrows(result) == ["shop:service:web -call-> shop:datastore:cache"]
    assert owned(result, "shop:service:web") == ["k8s/base/web.yaml"]


def test_generated_settings_feed_who_uses_them() -> None:
    """
    Files of variables and programs that a ConfigMap holds are told to the workload that takes it in, and to it alone.
    """
    base = file(
        "k8s/base/kustomization.yaml",
        overlay("base", "k8s/base/web.yaml", "k8s/base/api.yaml"),
        settings("params", "k8s/base/params.env", "k8s/base/sync.py"),
        settings("unused", "k8s/base/other.env"),
        needs(HostRef("mq"), How.ENV, "ConfigMap//params", "ConfigMap//params:literals"),
    )

    result = shop(
        file("k8s/base/web.yaml", workload("web", "acme/web:1"), uses("Deployment//web", "params")),
        file("k8s/base/api.yaml", workload("api", "acme/api:1"), uses("Deployment//api", "none")),
        base,
        file("k8s/base/params.env", host("cache")),
        file("k8s/base/other.env", host("api")),
        file("k8s/base/sync.py", program("sync", serves=True)),
        file("k8s/more.yaml", workload("cache", "redis:7"), workload("mq", "rabbitmq:3")),
    )

    assert arrows(result) == [
        "shop:service:web -call-> shop:datastore:cache",
        "shop:service:web -env-> shop:queue:mq",
    ]
    assert owned(result, "shop:service:web") == ["k8s/base/sync.py", "k8s/base/web.yaml"]


def test_files_of_values_belong_to_the_release_that_names_them() -> None:
    """
    An expression stands for any stage.
    """
    release: Parts = (
        Declaration("release:redis", "redis", ReleaseSpec("redis", "https://charts.test", by="helmfile")),
        Reference("release:redis", PathRef("values/redis-*.yaml"), How.ENV),
        Reference("release:redis", PathRef("values/more.yaml"), How.ENV),
    )

    result = shop(
        file("helmfile.yaml", release),
        file("values/redis-prod.yaml", (Declaration("values", "redis-prod", ConfigSpec("values")),)),
        file("values/more.yaml", (Declaration("values", "more", ConfigSpec("values")),)),
        file("values/other.yaml", (Declaration("values", "other", ConfigSpec("values")),)),
    )

    assert owned(result, "shop:datastore:Redis") == ["helmfile.yaml", "values/more.yaml", "values/redis-prod.yaml"]


def test_what_only_test_overlays_bring_is_not_in_use() -> None:
    """
    An object of a local overlay or of a part that only such ones take in is local; one of a base is not.
    """
    mail = file("k8s/overlays/local/mail.yaml", workload("mail", "acme/mail:1"))
    fake = file("k8s/parts/fake/fake.yaml", workload("fake", "acme/fake:1"))
    seed = file("k8s/seed.yaml", workload("seed", "acme/seed:1"))
    log = file("k8s/overlays/prod/log.yaml", workload("log", "acme/log:1"))
    off = file("k8s/overlays/local/off.yaml", workload("off", "acme/off:1", says=Status.DISABLED))
    local = overlay("local", "k8s/base", mail.path, seed.path, off.path, log.path, components=("k8s/parts/fake",))

    result = shop(
        *(WEB, BASE, mail, fake, seed, log, off),
        file("k8s/overlays/local/kustomization.yaml", local),
        file("k8s/overlays/prod/kustomization.yaml", overlay("prod", "k8s/base", log.path)),
        file("k8s/parts/fake/kustomization.yaml", overlay("fake", fake.path, component=True)),
    )

    assert {entry.name: entry.status for entry in result.components} == {
        "fake": Status.LOCAL,
        "log": Status.LIVE,
        "mail": Status.LOCAL,
        "off": Status.DISABLED,
        "seed": Status.LIVE,
        "web": Status.LIVE,
    }


def test_names_that_overlays_give_are_reached_on_the_network() -> None:
    """
    A service is called by the name and in the namespace that an overlay gives it.
    """
    prod = file("k8s/overlays/prod/kustomization.yaml", overlay("prod", "k8s/base", prefix="prod-", namespace="shop"))
    api = file("api.yaml", workload("api", "acme/api:1"), host("prod-web.shop", "Deployment//api"))

    assert arrows(shop(WEB, BASE, prod, api)) == ["shop:service:api -call-> shop:service:web"]


def test_pipelines_have_other_names_too() -> None:
    """
    A workflow goes by the name that an overlay gives it.
    """
    etl = file("k8s/base/etl.yaml", _object("Workflow//etl", pipeline("etl", "argo")))
    base = file("k8s/base/kustomization.yaml", overlay("base", etl.path, prefix="night-"))

    result = shop(etl, base, file("a.py", code()))

    assert component(result, "shop:pipeline:etl").aliases == ("night-etl",)


def _object(key: str, parts: Parts) -> Parts:
    return tuple(Declaration(key, part.name, part.spec) for part in parts if isinstance(part, Declaration))


def test_whoever_deploys_a_kustomization_deploys_what_it_puts_together() -> None:
    """
    The link leads to each component, with the place that says so; nobody else's definitions are counted.
    """
    deploy = file(".github/workflows/b.yaml", ci("github", "Deploy"), path("k8s/overlays/prod", How.DEPLOY, "ci"))
    more = file("k8s/base/more.yaml", workload("api", "acme/api:1"), crd("Certificate", "cert-manager.io"))
    base = file("k8s/base/kustomization.yaml", overlay("base", WEB.path, more.path))

    result = shop(WEB, base, more, PROD, deploy)

    place = Evidence("shop", ".github/workflows/b.yaml", 2, "path:k8s/overlays/prod", "deploy")
    assert result.links == tuple(
        Link(ComponentId("shop:ci:Deploy"), ComponentId(f"shop:service:{name}"), How.DEPLOY, Confidence.HIGH, (place,))
        for name in ("api", "web")
    )

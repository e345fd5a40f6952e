"""
Patches: what they change is told, and they are no objects.
"""

from debtscan.model.declaration import Declaration, HostRef, ImageRef, PatchSpec, Store, StoreRef
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets, to


def test_a_partial_workload_tells_what_it_sets() -> None:
    """
    Kind and name say which workload is meant, image and variables what it gets.
    """
    reading = interpreted(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          template:
            spec:
              containers:
              - {name: web, image: "acme/web:2", env: [{name: DB_HOST, value: db}]}
    """,
        "patches/web.yaml",
    )

    assert only(reading) == Declaration("Deployment/shop/web", "web", PatchSpec("Deployment", "apps", "shop"), 3)
    assert targets(reading) == [ImageRef("acme/web:2"), HostRef("db")]
    assert to(reading, ImageRef("acme/web:2")).key == "Deployment/shop/web:spec.template.spec.containers[web].image"


def test_a_patch_of_settings_tells_what_they_point_to() -> None:
    """
    The values of a ConfigMap are settings, in a patch too.
    """
    reading = interpreted(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {REDIS_HOST: cache}\n", "patches/a.yaml"
    )

    assert targets(reading) == [HostRef("cache")]


def test_a_patch_may_delete() -> None:
    """
    A deleting patch says so, whatever kind it deletes.
    """
    reading = interpreted("apiVersion: v1\nkind: Service\nmetadata: {name: web}\n$patch: delete\n")

    assert only(reading).spec == PatchSpec("Service", deletes=True)


def test_operations_tell_what_they_set() -> None:
    """
    Images, containers, variables, words of commands and settings are found at the end of pointers.
    """
    reading = interpreted(
        """
        - {op: replace, path: /spec/template/spec/containers/0/image, value: "acme/web:3"}
        - {op: add, path: /spec/template/spec/containers/-, value: {name: log, image: "acme/log:1"}}
        - {op: add, path: /spec/template/spec/containers/0/env, value: [{name: DB_HOST, value: db}]}
        - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: MQ_HOST, value: mq}}
        - {op: add, path: /spec/template/spec/containers/0/args/-, value: --cache-host=cache}
        - {op: replace, path: /spec/template/spec/containers/0/command, value: [run, "s3://models/a"]}
        - {op: replace, path: /data/SEARCH_HOST, value: search}
        - {op: add, path: /spec/template, value: {spec: {containers: [{name: a, image: "acme/a:1"}]}}}
        - {op: add, path: /spec/template/spec, value: {containers: [{name: b, image: "acme/b:1"}]}}
        - {op: remove, path: /spec/template/spec/containers/1/image}
        - {op: replace, path: /metadata/annotations/a~1b, value: c}
        - odd
    """,
        "overlays/prod/web.yaml",
    )

    assert only(reading) == Declaration("patch:web.yaml", "web.yaml", PatchSpec(), 2)
    assert [(ref.key, ref.target) for ref in reading.references] == [
        ("patch:web.yaml:spec.template.spec.containers[0].image", ImageRef("acme/web:3")),
        ("patch:web.yaml:spec.template.spec.containers.image", ImageRef("acme/log:1")),
        ("patch:web.yaml:spec.template.spec.containers[0].env.env[DB_HOST]", HostRef("db")),
        ("patch:web.yaml:spec.template.spec.containers[0].env.env[MQ_HOST]", HostRef("mq")),
        ("patch:web.yaml:spec.template.spec.containers[0].args.args", HostRef("cache")),
        ("patch:web.yaml:spec.template.spec.containers[0].command.args", StoreRef(Store.BUCKET, "models", "s3")),
        ("patch:web.yaml:data.SEARCH_HOST", HostRef("search")),
        ("patch:web.yaml:spec.template.containers[a].image", ImageRef("acme/a:1")),
        ("patch:web.yaml:spec.template.spec.containers[b].image", ImageRef("acme/b:1")),
    ]


def test_a_patch_of_another_object_names_nothing() -> None:
    """
    What is neither a workload nor settings is only known to be changed.
    """
    reading = interpreted(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {A_HOST: b}\n", "patches/a.yaml"
    )

    assert (only(reading).spec, targets(reading)) == (PatchSpec("Secret"), [])

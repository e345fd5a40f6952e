import pytest

from debtscan.model.declaration import (
    CommandRef,
    Declaration,
    HostRef,
    ImageRef,
    ImportRef,
    NameRef,
    PatchSpec,
    PathRef,
    SecretRef,
    Store,
    StoreRef,
    WorkloadSpec,
)
from debtscan.model.words import Confidence, How, Status
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets, ties, to

DEPLOYMENT = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      namespace: shop
    spec:
      replicas: 2
      template:
        metadata:
          labels: {app: web, tier: 1}
        spec:
          serviceAccountName: robot
          initContainers:
          - image: team/migrate:1
            args: --db-host db --verbose --bucket=backups models
          containers:
          - name: proxy
            image: envoy:1
          - name: web
            image: team/web:1
            command: [python, -m, web.main]
            args: ["--source", "gs://raw/a", "s3://models/b"]
            envFrom:
            - configMapRef: {name: settings}
            - secretRef: {name: keys}
            env:
            - name: CACHE_HOST
              value: cache
            - name: TOKEN
              valueFrom: {secretKeyRef: {name: token, key: a}}
            - name: MODE
              valueFrom: {configMapKeyRef: {name: modes, key: a}}
          volumes:
          - name: a
            secret: {secretName: certificates}
          - configMap: {name: files}
          - persistentVolumeClaim: {claimName: disk}
          - projected:
              sources:
              - secret: {name: one}
              - configMap: {name: two}
          - csi: {volumeAttributes: {bucketName: shared}}
"""


def test_a_deployment_is_declared_with_its_main_command() -> None:
    """
    Identity, labels, replicas and the command of the container with the workload's name are kept.
    """
    assert only(interpreted(DEPLOYMENT)) == Declaration(
        "Deployment/shop/web",
        "web",
        WorkloadSpec(
            platform="kubernetes",
            type="Deployment",
            group="apps",
            version="apps/v1",
            namespace="shop",
            labels={"app": "web", "tier": "1"},
            command="python -m web.main --source gs://raw/a s3://models/b",
            replicas=2,
        ),
        3,
    )


def test_all_that_the_pods_need_is_told() -> None:
    """
    Images, commands, options, environments, secrets, volumes and the account, of every container.
    """
    assert ties(interpreted(DEPLOYMENT)) == [
        (ImageRef("envoy:1"), How.IMAGE),
        (ImageRef("team/web:1"), How.IMAGE),
        (HostRef("cache"), How.ENV),
        (SecretRef("token"), How.ENV),
        (SecretRef("modes", "ConfigMap"), How.ENV),
        (SecretRef("settings", "ConfigMap"), How.ENV),
        (SecretRef("keys"), How.ENV),
        (CommandRef("python -m web.main --source gs://raw/a s3://models/b"), How.CALL),
        (StoreRef(Store.BUCKET, "raw", "gs"), How.DATA),
        (StoreRef(Store.BUCKET, "models", "s3"), How.DATA),
        (ImportRef("python", "web.main"), How.STEP),
        (ImageRef("team/migrate:1"), How.IMAGE),
        (NameRef("service_account", "robot"), How.ENV),
        (SecretRef("certificates"), How.ENV),
        (SecretRef("files", "ConfigMap"), How.ENV),
        (SecretRef("disk", "PersistentVolumeClaim"), How.ENV),
        (SecretRef("one"), How.ENV),
        (SecretRef("two", "ConfigMap"), How.ENV),
        (StoreRef(Store.BUCKET, "shared"), How.DATA),
    ]


def test_places_are_structural_and_have_lines() -> None:
    """
    A reference says which container of which object needs it, and where to look.
    """
    image = to(interpreted(DEPLOYMENT), ImageRef("team/web:1"))

    assert (image.source, image.key, image.line) == (
        "Deployment/shop/web",
        "Deployment/shop/web:spec.template.spec.containers[web].image",
        21,
    )


@pytest.mark.parametrize(("setting", "status"), [("suspend: true", Status.DISABLED), ("suspend: false", None)])
def test_a_suspended_job_is_disabled(setting: str, status: Status | None) -> None:
    """
    A CronJob keeps its schedule and the version of its API; suspended it does not run.
    """
    job = only(
        interpreted(f"""
            apiVersion: batch/v1beta1
            kind: CronJob
            metadata: {{name: nightly}}
            spec:
              {setting}
              schedule: "0 3 * * *"
              jobTemplate:
                spec:
                  template:
                    spec:
                      containers: [{{name: a, image: "team/job:1"}}]
        """)
    )

    assert job.status is status
    assert job.spec == WorkloadSpec("kubernetes", "CronJob", "batch", "batch/v1beta1", schedule="0 3 * * *")


def test_no_replicas_means_disabled() -> None:
    """
    A workload scaled to nothing is declared and does not run.
    """
    declaration = only(
        interpreted("""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec: {replicas: 0, template: {spec: {containers: [{image: "db:1"}]}}}
        """)
    )

    assert declaration.status is Status.DISABLED


def test_a_pod_has_its_containers_at_the_top() -> None:
    """
    A bare Pod has no template around its spec.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec: {containers: [{name: a, image: "client:1"}]}
    """)

    assert to(reading, ImageRef("client:1")).key == "Pod//client:spec.containers[a].image"


PATCH = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: web, env: [{name: DB_HOST, value: db}]}]}}}
"""


def test_a_workload_without_images_is_a_patch() -> None:
    """
    What only changes a workload is no second one, yet what it adds is told.
    """
    reading = interpreted(PATCH)

    assert only(reading).spec == PatchSpec("Deployment", "apps")
    assert targets(reading) == [HostRef("db")]


@pytest.mark.parametrize(
    ("path", "patch"),
    [
        ("patches/web.yaml", True),
        ("web-patch.yaml", True),
        ("proxy-patches/web.yaml", False),
        ("templates/patch/web.yaml", False),
        ("dispatch.yaml", False),
    ],
)
def test_a_path_may_say_that_it_is_a_patch(path: str, patch: bool) -> None:
    """
    Files of patches are known by folder or name, whatever they hold; templates of charts are none.
    """
    assert isinstance(only(interpreted(DEPLOYMENT, path)).spec, PatchSpec) is patch


def test_a_guessed_workload_is_less_sure_and_no_patch() -> None:
    """
    An object that was put together from single lines is still a workload.
    """
    reading = interpreted("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec: [\n", "a.yaml")

    declaration = only(reading)
    assert isinstance(declaration.spec, WorkloadSpec)
    assert declaration.confidence is Confidence.MEDIUM


def test_shells_and_options_alone_are_no_command() -> None:
    """
    Only a command that names a program is worth following.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
          - {name: a, image: "a:1", args: ["--level=info"]}
          - {name: b, image: "b:1", command: [sh, -c]}
          - {name: c, image: "c:1", command: [sh, -c, "curl http://api/x"]}
          - {name: d, image: "d:1", env: {API_HOST: other}}
    """)

    assert targets(reading) == [
        ImageRef("a:1"),
        ImageRef("b:1"),
        ImageRef("c:1"),
        CommandRef("sh -c curl http://api/x"),
        HostRef("api", "http://api/x"),
        ImageRef("d:1"),
        HostRef("other"),
    ]


def test_claims_of_a_set_are_no_trouble() -> None:
    """
    A StatefulSet with claims, a schedule in the wrong place and no containers at all is read calmly.
    """
    reading = interpreted("""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          schedule: 3
          volumeClaimTemplates: [{metadata: {name: data}}, 7]
          template: {spec: {initContainers: [{image: "db:1"}]}}
    """)

    assert targets(reading) == [ImageRef("db:1")]


def test_what_a_container_builds_and_reaches_is_told() -> None:
    """
    An image builder's arguments say what it builds; a shell script says what it deploys and where.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
          - {name: a, image: "gcr.io/kaniko-project/executor:v1", args: [--context=dir:///w, --destination=r.io/web:1]}
          - name: b
            image: "c:1"
            command: [sh, -ec, "gcloud container clusters get-credentials prod && kubectl apply -f k8s/web.yaml"]
    """)

    assert [one.name for one in reading.declarations] == ["a", "r.io/web:1"]
    assert {NameRef("cluster", "prod"), PathRef("k8s/web.yaml")} <= set(targets(reading))


@pytest.mark.parametrize("annotation", ["helm.sh/hook", "argocd.argoproj.io/hook"])
def test_what_runs_around_a_release_says_when(annotation: str) -> None:
    """
    As Helm and Argo CD have it.
    """
    reading = interpreted(f"""
        apiVersion: batch/v1
        kind: Job
        metadata: {{name: migrate, annotations: {{{annotation}: pre-upgrade}}}}
        spec: {{template: {{spec: {{containers: [{{name: a, image: "a:1"}}]}}}}}}
    """)

    spec = only(reading).spec
    assert isinstance(spec, WorkloadSpec)
    assert spec.hook == "pre-upgrade"

"""
Assessments built by hand: the talk's platform in miniature, a hostile one, a large one, and an empty one.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from debtscan.model.assessment import Assessment, CapabilityState, Coverage, Run, TargetHistory, TargetInfo
from debtscan.model.component import (
    CapabilityId,
    Component,
    ComponentHistory,
    ComponentId,
    CrdUse,
    Facts,
    Link,
    Metrics,
    Person,
    PersonId,
    Unresolved,
)
from debtscan.model.correction import Correction, Outcome
from debtscan.model.estimate import Basis, Estimate
from debtscan.model.evidence import Evidence, Reason, Skip
from debtscan.model.rule import Finding, Option, Rule, Text, Waiver
from debtscan.model.words import Built, Confidence, Criticality, Grade, How, Kind, PeopleMode, Severity, Status
from debtscan.render.map import build_map

NOW = "2022-04-20"
P1, P2, P3, P4 = PersonId("P1"), PersonId("P2"), PersonId("P3"), PersonId("P4")

VERTEX = Option(
    "gcp_vertex_training", "Vertex AI custom training", "google_cloud", "2021-03-31", "https://example.com/ga"
)
SAGEMAKER = Option("aws_sagemaker_training", "SageMaker training", "aws", "2017-11-29", None)
CLOUD_BUILD = Option("gcp_cloud_build", "Cloud Build", "google_cloud", None, None)

RULES = (
    Rule(
        "bespoke-controller",
        Text("Home-made controller without its builder", "作った人のいない自作コントローラー"),
        Text("{name} is home-made", "{name}は自作である"),
        Text(
            "Nobody here has ever changed it, yet all training depends on it.",
            "今いる人は誰も変更したことがないのに、すべての学習がこれに依存している。",
        ),
        Text(
            "Let two people mend one small fault in it together and write down what they learn.",
            "二人で小さな不具合を一つ直し、分かったことを書き残す。",
        ),
        "bespoke_controller",
        {},
        Severity.CRITICAL,
        Confidence.HIGH,
        (VERTEX, SAGEMAKER),
    ),
    Rule(
        "bespoke-crd",
        Text("Home-made Kubernetes API", "自作のKubernetes API"),
        Text("{name} is a home-made API", "{name}は自作APIである"),
        Text(
            "Each home-made API needs a controller that somebody here must keep alive.",
            "自作APIごとに、誰かが保守し続けるコントローラーが必要になる。",
        ),
        Text(
            "Move one pipeline at a time to a managed training service.",
            "パイプラインを一つずつマネージドな学習サービスへ移す。",
        ),
        "bespoke_crd",
        {},
        Severity.HIGH,
        Confidence.HIGH,
        (VERTEX, CLOUD_BUILD),
    ),
    Rule(
        "loose-image",
        Text("Image that may change by itself", "勝手に変わりうるイメージ"),
        Text("{image} moves", "{image}は変わりうる"),
        Text("The same manifest can start other code tomorrow.", "同じマニフェストでも、明日は別のコードが動きうる。"),
        Text("Pin the image by its digest.", "イメージをダイジェストで固定する。"),
        "loose_image",
        {},
        Severity.MEDIUM,
        Confidence.MEDIUM,
    ),
    Rule(
        "old-api",
        Text("Kubernetes API that is going away", "廃止されるKubernetes API"),
        Text("{api} goes away", "{api}は廃止される"),
        Text("The next upgrade of the cluster stops it.", "クラスターの次の更新で動かなくなる。"),
        Text(
            "Change the apiVersion and apply it to the test cluster.", "apiVersionを変え、検証用クラスターに適用する。"
        ),
        "old_api",
        {},
        Severity.HIGH,
        Confidence.HIGH,
    ),
)


def _component(
    kind: Kind,
    name: str,
    path: str,
    *,
    built: Built | None = Built.BESPOKE,
    builder: PersonId | None = P1,
    repo: str = "ml-platform",
    line: int | None = 1,
    status: Status = Status.LIVE,
    capability: str | None = None,
    facts: Facts | None = None,
    born: str = "2018-06-04",
) -> Component:
    return Component(
        id=ComponentId(f"{repo}:{kind.value}:{name}"),
        name=name,
        kind=kind,
        evidence=(Evidence(repo, path, line, None, "Deployment"),),
        capability=CapabilityId(capability) if capability else None,
        built=built,
        status=status,
        language="Go" if kind is Kind.CONTROLLER else None,
        system=path.split("/", maxsplit=1)[0],
        facts=facts or Facts(),
        metrics=Metrics(files=3, lines=420, functions=31, complexity=97, complexity_max=18),
        history=ComponentHistory(
            born=born,
            last_change="2022-03-02",
            builder=builder,
            builder_share=0.9 if builder else None,
            operators=(P2,) if builder == P1 else (P3, P2),
            people=(P1, P2, P3),
            commits=57,
            grade="full",
        ),
    )


def _crd(kind: str, purpose: str) -> Component:
    facts = Facts(crd=CrdUse("ml.example.com", kind, f"{kind.lower()}s", home_made=True, purpose=purpose))
    return _component(Kind.CRD, kind, f"crds/{kind.lower()}.yaml", line=4, facts=facts)


def _controller(name: str, *kinds: str) -> Component:
    facts = Facts(reconciles=tuple(f"ml.example.com/{kind}" for kind in kinds))
    return _component(Kind.CONTROLLER, name, f"controllers/{name}/main.go", line=31, facts=facts)


TRAIN = _controller("train-controller", "TrainJob")
BUILD = _controller("build-controller", "ModelBuild")
DEPLOY = _controller("deploy-controller", "ModelDeploy", "MLService")
RESOURCE = _component(Kind.CONTROLLER, "resource-controller", "controllers/resource/main.py", line=12)
COMPONENTS = tuple(
    sorted(
        (
            TRAIN,
            BUILD,
            DEPLOY,
            RESOURCE,
            _crd("TrainJob", "training"),
            _crd("ModelBuild", "build"),
            _crd("ModelDeploy", "deploy"),
            _crd("MLService", "microservice"),
            _component(Kind.PIPELINE, "nightly-training", "pipelines/nightly.yaml", capability="training_pipeline"),
            _component(
                Kind.SERVICE, "ranking", "ranking/Dockerfile", repo="ml-services", builder=P3, born="2020-02-01"
            ),
            _component(Kind.SERVICE, "推薦", "recommend/Dockerfile", repo="ml-services", builder=P3, born="2021-05-11"),
            _component(Kind.SCHEDULER, "retrain-cron", "cron/retrain.yaml", built=Built.BESPOKE),
            _component(Kind.SCHEDULER, "export-cron", "cron/export.yaml", built=Built.BESPOKE),
            _component(
                Kind.CI,
                "build-images",
                ".github/workflows/build.yml",
                built=Built.MANAGED,
                builder=P2,
                repo="ml-services",
            ),
            _component(Kind.CLUSTER, "training-cluster", "terraform/training.tf", built=Built.OSS),
            _component(Kind.CLUSTER, "service-cluster", "terraform/service.tf", built=Built.MANAGED, builder=P2),
            _component(Kind.DATASTORE, "warehouse", "terraform/dwh.tf", built=Built.MANAGED, builder=None, line=None),
            _component(Kind.GATEWAY, "edge", "edge/nginx.conf", built=Built.OSS, builder=P2, repo="ml-services"),
            _component(Kind.REGISTRY, "model-store", "store/server.py", built=Built.MIXED),
            _component(Kind.MONITORING, "grafana", "monitoring/values.yaml", built=None, builder=P2),
            _component(Kind.SERVICE, "hello", "examples/hello/Dockerfile", status=Status.EXAMPLE),
        ),
        key=lambda component: component.id,
    )
)


def _id(kind: Kind, name: str, repo: str = "ml-platform") -> ComponentId:
    return ComponentId(f"{repo}:{kind.value}:{name}")


def _link(source: ComponentId, target: ComponentId, how: How, confidence: Confidence = Confidence.HIGH) -> Link:
    return Link(source, target, how, confidence, (Evidence("ml-platform", "pipelines/nightly.yaml", 9),))


_NIGHTLY = _id(Kind.PIPELINE, "nightly-training")
_RANKING = _id(Kind.SERVICE, "ranking", "ml-services")
_RECOMMEND = _id(Kind.SERVICE, "推薦", "ml-services")
_WAREHOUSE = _id(Kind.DATASTORE, "warehouse")
LINKS = tuple(
    sorted(
        (
            _link(_id(Kind.SCHEDULER, "retrain-cron"), _NIGHTLY, How.TRIGGER),
            _link(_id(Kind.SCHEDULER, "export-cron"), _WAREHOUSE, How.DATA, Confidence.LOW),
            _link(_NIGHTLY, _id(Kind.CRD, "TrainJob"), How.CRD),
            _link(_NIGHTLY, _id(Kind.CRD, "ModelBuild"), How.CRD),
            _link(_NIGHTLY, _id(Kind.CRD, "ModelDeploy"), How.CRD),
            _link(_NIGHTLY, _WAREHOUSE, How.DATA),
            _link(TRAIN.id, _id(Kind.CRD, "TrainJob"), How.CRD),
            _link(TRAIN.id, _id(Kind.CLUSTER, "training-cluster"), How.DEPLOY),
            _link(BUILD.id, _id(Kind.REGISTRY, "model-store"), How.DATA, Confidence.MEDIUM),
            _link(DEPLOY.id, _RANKING, How.DEPLOY),
            _link(DEPLOY.id, _RECOMMEND, How.DEPLOY),
            _link(RESOURCE.id, _id(Kind.CLUSTER, "training-cluster"), How.CALL),
            _link(_id(Kind.CI, "build-images", "ml-services"), _RANKING, How.BUILD),
            _link(_id(Kind.CI, "build-images", "ml-services"), _RECOMMEND, How.BUILD),
            _link(_id(Kind.GATEWAY, "edge", "ml-services"), _RANKING, How.CALL),
            _link(_id(Kind.GATEWAY, "edge", "ml-services"), _RECOMMEND, How.CALL),
            _link(_RANKING, _id(Kind.CLUSTER, "service-cluster"), How.DEPLOY),
            _link(_RECOMMEND, _id(Kind.CLUSTER, "service-cluster"), How.DEPLOY),
            _link(_RECOMMEND, _id(Kind.REGISTRY, "model-store"), How.DATA),
        ),
        key=lambda link: (link.source, link.target, link.how),
    )
)


CORRECTED = ComponentId("ml-services:service:ranking")
_LINE = Evidence("ml-services", "debtscan.toml", 4, "component:ranking", "declared")
CORRECTIONS = (
    Correction(_LINE, "ranking", "kind", Outcome.CONTRADICTED, "crd", "service", CORRECTED),
    Correction(_LINE, "ranking", "owner", Outcome.APPLIED, component=CORRECTED),
    Correction(Evidence("", "debtscan.toml", 9), "a -> b", "drop", Outcome.UNUSED, matches=0),
)


def corrected() -> Assessment:
    """
    Return the platform with what the owners said about it, and a finding about no component.
    """
    estate = platform()
    components = tuple(
        replace(one, owner="team-ml", criticality=Criticality.HIGH) if one.id == CORRECTED else one
        for one in estate.components
    )
    loose = replace(FINDINGS[0], component=None, fingerprint="f0" * 12)
    return replace(estate, components=components, corrections=CORRECTIONS, findings=(loose, *estate.findings))


def finding(  # noqa: PLR0917 - the fields of a finding, in their order
    rule: str,
    component: ComponentId,
    en: str,
    ja: str,
    severity: Severity,
    evidence: Evidence,
    waiver: Waiver | None = None,
) -> Finding:
    """
    Return a finding with a fingerprint made from rule and component.
    """
    return Finding(
        rule,
        component,
        en,
        {"en": en, "ja": ja},
        severity,
        Confidence.HIGH,
        f"{rule}/{component}/0",
        (evidence,),
        waiver,
    )


FINDINGS = (
    finding(
        "bespoke-controller",
        TRAIN.id,
        "train-controller is home-made, its builder has left, and 2 components depend on it.",
        "train-controllerは自作だが、作った人はもうおらず、2件が依存している。",
        Severity.CRITICAL,
        Evidence("ml-platform", "controllers/train-controller/main.go", 31, "main", "main program"),
    ),
    *(
        finding(
            "bespoke-crd",
            _id(Kind.CRD, kind),
            f"{kind} is a home-made Kubernetes API (users: {users}).",
            f"{kind}は自作のKubernetes APIで、利用は{users}件である。",
            Severity.HIGH,
            Evidence("ml-platform", f"crds/{kind.lower()}.yaml", 4, f"CustomResourceDefinition/{kind}", "CRD"),
        )
        for kind, users in (("MLService", 0), ("ModelBuild", 1), ("ModelDeploy", 1), ("TrainJob", 2))
    ),
    finding(
        "loose-image",
        _RANKING,
        "ranking runs example.com/ranking:latest, which may change by itself.",
        "rankingはexample.com/ranking:latestを動かしており、勝手に変わりうる。",
        Severity.MEDIUM,
        Evidence("ml-services", "ranking/k8s/deployment.yaml", 22, "Deployment/ranking:image", "image"),
    ),
    finding(
        "loose-image",
        _RECOMMEND,
        "推薦 runs example.com/recommend:main, which may change by itself.",
        "推薦はexample.com/recommend:mainを動かしており、勝手に変わりうる。",
        Severity.MEDIUM,
        Evidence("ml-services", "recommend/k8s/deployment.yaml", 22, "Deployment/recommend:image", "image"),
        Waiver("replaced next quarter", "team-ranking", "2022-07-01"),
    ),
    finding(
        "old-api",
        _id(Kind.SCHEDULER, "retrain-cron"),
        "retrain-cron uses batch/v1beta1, removed in Kubernetes 1.25.",
        "retrain-cronはKubernetes 1.25で削除されるbatch/v1beta1を使っている。",
        Severity.HIGH,
        Evidence("ml-platform", "cron/retrain.yaml", 1, "CronJob/retrain", "CronJob"),
    ),
)


def _gone(value: float) -> Estimate:
    return Estimate(value, max(0.0, value - 0.1), min(1.0, value + 0.05), "share", Basis("gap", 210, "full"))


PEOPLE = (
    Person(P1, None, False, "2018-06-04", "2020-11-30", _gone(0.97), "silent_longer_than_ever"),
    Person(P2, None, False, "2019-09-02", "2022-04-18", _gone(0.02), "active"),
    Person(P3, None, False, "2020-02-01", "2022-04-19", _gone(0.01), "active"),
    Person(P4, None, True, "2021-01-01", "2022-04-01", None, "bot"),
)

SKIPPED = (
    Skip("ml-platform", "data/sample.parquet", Reason.BINARY),
    Skip("ml-platform", "models/baseline.onnx", Reason.LFS_POINTER),
    Skip("ml-platform", "vendor/chart.tgz", Reason.BINARY),
    Skip("ml-services", "edge/broken.yaml", Reason.BROKEN, "tab in indentation", 7),
)
DEGRADED = (
    Skip("ml-platform", "charts/train/templates/job.yaml", Reason.TEMPLATED),
    Skip("ml-platform", "charts/train/templates/service.yaml", Reason.TEMPLATED),
)


def platform() -> Assessment:
    """
    Return the talk's platform in miniature, over two repositories.
    """
    full = TargetHistory(Grade.FULL, 1843, "2018-06-04", "2022-04-19")
    return Assessment(
        now=NOW,
        run=Run("0.1.0", "2022-04-21T01:02:03Z", 3.25, "2022-04-21", ("debtscan", "ml-platform", "ml-services")),
        targets=(
            TargetInfo("ml-platform", "0123456789abcdef0123456789abcdef01234567", "main", False, full),
            TargetInfo("ml-services", "89abcdef0123456789abcdef0123456789abcdef", "main", True, full),
        ),
        components=COMPONENTS,
        links=LINKS,
        unresolved=(
            Unresolved(
                "legacy-scorer:8080", _RANKING, "no_such_host", (Evidence("ml-services", "ranking/app.py", 14),)
            ),
            Unresolved(
                "registry.example.com/etl:3",
                _NIGHTLY,
                "no_build",
                (Evidence("ml-platform", "pipelines/nightly.yaml", 40),),
            ),
            Unresolved("scripts/backfill.sh", None, "no_such_file", (Evidence("ml-platform", "Makefile", 3),)),
        ),
        findings=FINDINGS,
        rules=RULES,
        people=PEOPLE,
        people_mode=PeopleMode.PSEUDONYM,
        capabilities=(
            CapabilityState("training_pipeline", "Training pipeline", "学習パイプライン", (_NIGHTLY,)),
            CapabilityState("ab_test", "A/B test", "A/Bテスト", ()),
        ),
        coverage=Coverage(412, 408, SKIPPED, DEGRADED),
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "a|b`c``d",
    "\x1b[31mred\x9b2J\x07",
    "abc\u202egpj.exe",
    "@everyone #123 GH-7 http://evil.example.com www.evil.example.com",
    "[click](javascript:alert(1)) ![x](http://evil.example.com/x.png)",
    '"/><img src=x onerror=alert(1)>',
    "</details></table>\n::error::boom",
    "{{ 7*7 }} {% raw %} ${PATH} \\N \\l",
    "bytes\udcff\udc80.yaml",
)


def hostile() -> Assessment:
    """
    Return an assessment whose every outside text tries to break out.
    """
    base = platform()
    components = tuple(
        replace(_component(Kind.SERVICE, text, f"{text}/Dockerfile", repo="ml-platform"), aliases=(text,), system=text)
        for text in HOSTILE
    )
    findings = tuple(
        finding(
            "bespoke-crd",
            component.id,
            f"{text} is bad",
            f"{text}は悪い",
            Severity.HIGH,
            component.evidence[0],
            Waiver(text),
        )
        if index % 3 == 2
        else finding(
            "bespoke-crd", component.id, f"{text} is bad", f"{text}は悪い", Severity.HIGH, component.evidence[0]
        )
        for index, (text, component) in enumerate(zip(HOSTILE, components, strict=True))
    )
    people = tuple(
        replace(PEOPLE[0], name=text) if index == 0 else PEOPLE[index] for index, text in enumerate(HOSTILE[:1] * 4)
    )
    return replace(
        base,
        targets=(replace(base.targets[0], repo=HOSTILE[0], branch=HOSTILE[2]),),
        components=components,
        links=tuple(_link(components[0].id, other.id, How.CALL) for other in components[1:]),
        unresolved=tuple(Unresolved(text, None, text, (Evidence(text, text, 1),)) for text in HOSTILE),
        findings=findings,
        people=people,
        people_mode=PeopleMode.NAMES,
        coverage=Coverage(9, 1, tuple(Skip(text, text, Reason.BROKEN, text, 1) for text in HOSTILE), ()),
    )


def large(number: int = 300) -> Assessment:
    """
    Return a platform of *number* components in systems of ten, with twice as many links and one finding each.
    """
    kinds: Sequence[Kind] = list(Kind)
    builts = (*Built, None)
    components = tuple(
        replace(
            _component(
                kinds[index % len(kinds)], f"part-{index:04d}", f"system-{index // 10:03d}/part-{index:04d}/main.py"
            ),
            built=builts[index % len(builts)],
            system=f"system-{index // 10:03d}",
        )
        for index in range(number)
    )
    links = tuple(
        _link(components[index].id, components[(index * step + 1) % number].id, How.CALL)
        for index in range(number)
        for step in (2, 7)
        if (index * step + 1) % number != index
    )
    findings = tuple(
        finding(
            "bespoke-crd",
            part.id,
            f"{part.name} is home-made.",
            f"{part.name}は自作である。",
            list(Severity)[n % 5],
            part.evidence[0],
        )
        for n, part in enumerate(components)
    )
    skips = tuple(Skip("ml-platform", f"data/{index}.bin", Reason.BINARY) for index in range(number * 4))
    return replace(
        platform(),
        components=tuple(sorted(components, key=lambda component: component.id)),
        links=tuple(sorted(set(links), key=lambda link: (link.source, link.target))),
        findings=findings,
        coverage=Coverage(number * 6, number * 2, skips, ()),
    )


def empty() -> Assessment:
    """
    Return the assessment of a folder without history in which nothing was found.
    """
    base = platform()
    none = TargetHistory(Grade.NONE, 0, None, None)
    return replace(
        base,
        targets=(TargetInfo("void", None, None, False, none),),
        components=(),
        links=(),
        unresolved=(),
        findings=(),
        rules=(),
        people=(),
        capabilities=(),
        coverage=Coverage(0, 0, (), ()),
    )


def apart(index: int = 0) -> tuple[ComponentId, ComponentId]:
    """
    Return the ends of the pair number *index* of components of `platform` between whose boxes no arrow is drawn.
    """
    drawn = build_map(platform())
    told = [{arrow.source, arrow.target} for arrow in drawn.arrows]
    boxes = [(box.members[0].id, box.id) for box in drawn.boxes]
    pairs = ((one, other) for position, one in enumerate(boxes) for other in boxes[position + 1 :])
    return [(one[0], other[0]) for one, other in pairs if {one[1], other[1]} not in told][index]

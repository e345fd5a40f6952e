"""
Objects that support others: settings, secrets, accounts, permissions, quotas, scalers; and resource definitions.
"""

import re

from debtscan.model.declaration import ApiRef, CrdSpec, HostRef, NameRef, PatchSpec, SecretRef
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft, Place
from debtscan.scan.kubernetes.manifest import Manifest

NATIVE_GROUPS = frozenset({"", "apps", "batch", "extensions", "autoscaling", "policy"}) | {
    f"{group}.k8s.io"
    for group in (
        *("networking", "storage", "admissionregistration", "apiextensions", "apiregistration", "scheduling"),
        *("coordination", "certificates", "node", "discovery", "events", "authentication", "authorization", "resource"),
        *("rbac.authorization", "flowcontrol.apiserver", "internal.apiserver", "metrics", "snapshot.storage"),
    )
}
_LINE_SETTING = re.compile(r"^\s*[\"']?([A-Za-z][\w.-]{1,60})[\"']?\s*[:=]\s*[\"']?([^\s\"',#]{3,300})[\"']?,?\s*$")
_COMMENTS = ("#", "//", ";", "--")
_MOST_LINES = 5_000
_VERBS_THAT_MAKE = frozenset({"create", "*"})


def read_crd(manifest: Manifest, draft: Draft) -> None:
    """
    Add the resource definition *manifest*; one without a group or kind is a patch of another.
    """
    spec = manifest.spec
    names, group = spec.mapping("names"), spec.string("group")
    if not group or not names.string("kind"):
        manifest.declared(PatchSpec(manifest.kind, manifest.group, manifest.namespace), draft)
        return
    versions = [version.string("name") for version in spec.mappings("versions")] or [spec.string("version")]
    crd = CrdSpec(group, names.string("kind"), names.string("plural"), tuple(filter(None, versions)), manifest.version)
    place = manifest.declared(crd, draft, name=manifest.name)
    webhook = spec.mapping("conversion").mapping("webhook").mapping("clientConfig").mapping("service")
    if name := webhook.string("name"):
        draft.refer(place.at("spec.conversion.webhook", webhook.line), HostRef(name), How.CALL)


def read_supporting(manifest: Manifest, draft: Draft) -> None:
    """
    Add the supporting object *manifest* with the little that it needs or tells.
    """
    place = manifest.supporting(draft)
    if manifest.kind == "ConfigMap":
        refer_data(manifest.body.mapping("data"), place, draft)
    elif manifest.kind == "ServiceAccount":
        _refer_identity(manifest, place, draft)
    elif manifest.kind in {"Role", "ClusterRole"}:
        _refer_rules(manifest.body, place, draft)
    elif manifest.kind.endswith("WebhookConfiguration"):
        _refer_webhooks(manifest.body, place, draft)
    elif manifest.kind == "APIService":
        _refer_service(manifest.spec.mapping("service"), place, draft)
    refer_scaled(manifest.spec, place, draft)


def refer_scaled(spec: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the workload that a scaler changes.
    """
    for field in ("scaleTargetRef", "targetRef"):
        target = spec.mapping(field)
        if name := target.string("name"):
            where = place.at(f"spec.{field}", target.line)
            draft.refer(where, NameRef("workload", draft.name(name)), How.TRIGGER)


def refer_data(data: Mapping, place: Place, draft: Draft) -> None:
    """
    Add what the values under *data* point to: plain settings, and files line by line.
    """
    for name in data:
        value = data.string(name)
        here = place.at(f"data[{name}]", data.line_of(name))
        if "\n" not in value:
            draft.setting(here, name, value, Confidence.MEDIUM)
            continue
        for number, line in enumerate(value.split("\n")[:_MOST_LINES], start=1):
            if not line.lstrip().startswith(_COMMENTS):
                _refer_line(line, Place(here.source, here.key, (here.line or 0) + number), draft)


def _refer_line(line: str, place: Place, draft: Draft) -> None:
    if match := _LINE_SETTING.match(line):
        draft.setting(place, match[1], match[2], Confidence.LOW)
    elif "://" in line or ".svc" in line:
        draft.text(place, line, Confidence.LOW)


def _refer_identity(manifest: Manifest, place: Place, draft: Draft) -> None:
    """
    Add the cloud identity that an account stands for, as its annotations say.
    """
    annotations = manifest.annotations
    for name in ("eks.amazonaws.com/role-arn", "iam.gke.io/gcp-service-account", "azure.workload.identity/client-id"):
        if value := annotations.string(name):
            here = place.at(f"metadata.annotations[{name}]", annotations.line_of(name))
            draft.refer(here, NameRef("cloud_identity", value), How.ENV)
    for secret in manifest.body.mappings("secrets"):
        if secret.string("name"):
            draft.refer(place.at("secrets", secret.line), SecretRef(secret.string("name")), How.ENV)


def _refer_rules(body: Mapping, place: Place, draft: Draft) -> None:
    """
    Add the custom resources that a role may create: plural names, as roles write them.
    """
    for number, rule in enumerate(body.mappings("rules")):
        verbs = {verb for verb, _ in rule.sequence("verbs").strings()}
        if verbs.isdisjoint(_VERBS_THAT_MAKE):
            continue
        for group, line in rule.sequence("apiGroups").strings():
            if group in NATIVE_GROUPS or group == "*":
                continue
            for resource, _ in rule.sequence("resources").strings():
                if "/" not in resource and resource != "*":
                    here = place.at(f"rules[{number}]", line)
                    draft.refer(here, ApiRef(group, resource), How.CRD, Confidence.LOW)


def _refer_webhooks(body: Mapping, place: Place, draft: Draft) -> None:
    for webhook in body.mappings("webhooks"):
        _refer_service(webhook.mapping("clientConfig").mapping("service"), place, draft)


def _refer_service(service: Mapping, place: Place, draft: Draft) -> None:
    if name := service.string("name"):
        host = draft.host(name, service.string("namespace"))
        draft.refer(place.at("service", service.line), HostRef(host), How.CALL)

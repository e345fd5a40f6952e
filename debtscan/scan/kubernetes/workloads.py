"""
The workloads that Kubernetes itself knows: Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod and the older ones.
"""

from debtscan.model.declaration import WorkloadSpec
from debtscan.model.words import Status
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft
from debtscan.scan.kubernetes.manifest import Manifest, asks_for_scraping, text_map
from debtscan.scan.kubernetes.pods import has_images, main_command, refer_pod
from debtscan.scan.scalars import count, switch

GROUPS = frozenset({"", "apps", "batch", "extensions"})
_TEMPLATE = "spec.template"
TEMPLATES = {  # where the template of the pods stands
    "Deployment": _TEMPLATE,
    "StatefulSet": _TEMPLATE,
    "DaemonSet": _TEMPLATE,
    "ReplicaSet": _TEMPLATE,
    "ReplicationController": _TEMPLATE,
    "Job": _TEMPLATE,
    "CronJob": "spec.jobTemplate.spec.template",
    "Pod": "",
    "PodTemplate": "template",
}
KINDS = frozenset(TEMPLATES)
_HOOKS = ("helm.sh/hook", "argocd.argoproj.io/hook")


def read_workload(manifest: Manifest, draft: Draft) -> None:
    """
    Add the workload *manifest* and all that its pods need.
    """
    where = TEMPLATES[manifest.kind]
    template = at(manifest.body, where)
    pod = template.mapping("spec")
    place = manifest.declared(_spec(manifest, template), draft, _status(manifest))
    if schedule := manifest.spec.string("schedule"):
        draft.text(place.at("spec.schedule"), schedule)
    refer_pod(pod, place.at(f"{where}.spec".lstrip("."), pod.line), draft)
    for claim in manifest.spec.mappings("volumeClaimTemplates"):
        draft.text(place.at("spec.volumeClaimTemplates", claim.line), claim.mapping("metadata").string("name"))


def lacks_images(manifest: Manifest) -> bool:
    """
    Tell whether *manifest* only changes a workload that stands elsewhere: no container of it has an image.
    """
    return not manifest.guessed and not has_images(at(manifest.body, TEMPLATES[manifest.kind]).mapping("spec"))


def at(body: Mapping, where: str) -> Mapping:
    """
    Return the mapping at the dotted place *where*, or an empty one.
    """
    for part in where.split(".") if where else ():
        body = body.mapping(part)
    return body


def _spec(manifest: Manifest, template: Mapping) -> WorkloadSpec:
    return WorkloadSpec(
        platform="kubernetes",
        type=manifest.kind,
        group=manifest.group,
        version=manifest.version,
        namespace=manifest.namespace,
        labels=text_map(template.mapping("metadata").mapping("labels")),
        schedule=manifest.spec.string("schedule") or None,
        command=main_command(template.mapping("spec"), manifest.name),
        replicas=count(manifest.spec, "replicas"),
        hook=next(filter(None, map(manifest.annotations.string, _HOOKS)), ""),
        scraped=asks_for_scraping(template.mapping("metadata").mapping("annotations")),
    )


def _status(manifest: Manifest) -> Status | None:
    off = switch(manifest.spec, "suspend") or count(manifest.spec, "replicas") == 0
    return Status.DISABLED if off else None

"""
Files that look like Kubernetes objects but configure a tool: cluster makers, builders, controllers, catalogues.
"""

from debtscan.model.declaration import Declaration, PublishSpec, ResourceSpec
from debtscan.model.words import How, Status
from debtscan.safe.yaml import Mapping
from debtscan.scan.draft import Draft
from debtscan.scan.kubernetes.manifest import Manifest

_CLUSTERS = {  # group -> tool and type of resource, and whether it runs on one machine only
    "eksctl.io": ("eksctl", "eks_cluster", False),
    "kind.x-k8s.io": ("kind", "kind_cluster", True),
    "k3d.io": ("k3d", "k3d_cluster", True),
    "ctlptl.dev": ("ctlptl", "local_cluster", True),
    "k0sctl.k0sproject.io": ("k0sctl", "k0s_cluster", False),
    "kops.k8s.io": ("kops", "kops_cluster", False),
}
_CLUSTER_KINDS = frozenset({"Cluster", "ClusterConfig", "Simple"})
_CONFIG_GROUPS = (
    "config.k8s.io",
    "config.kubernetes.io",
    "kubeadm.k8s.io",
    "controller-runtime.sigs.k8s.io",
    "audit.k8s.io",
    "backstage.io",
)
_CONFIG_KINDS = frozenset({"Config", "ControllerManagerConfig", "PolicyConfig", "Status", "DeleteOptions"})
_TEST_KINDS = frozenset({"Test", "TestSuite", "TestStep", "TestAssert"})


def is_tool_config(manifest: Manifest) -> bool:
    """
    Tell whether *manifest* is read by a tool and never sent to a cluster: by its group, or because it has no metadata.
    """
    if manifest.group in _CLUSTERS or manifest.group.endswith(_CONFIG_GROUPS) or manifest.group.startswith("skaffold"):
        return True
    if manifest.kind in _CONFIG_KINDS or manifest.kind in _TEST_KINDS:
        return True
    return "metadata" not in manifest.body and not manifest.guessed and manifest.kind != "IstioOperator"


def read_tool_config(manifest: Manifest, draft: Draft) -> None:
    """
    Add *manifest* as the cluster, the builds or the plain configuration that it is.
    """
    if manifest.group in _CLUSTERS and manifest.kind in _CLUSTER_KINDS:
        _read_cluster(manifest, draft)
    elif manifest.group.startswith("skaffold"):
        _read_skaffold(manifest, draft)
    else:
        manifest.supporting(draft, status=Status.TEST if manifest.kind in _TEST_KINDS else None)


def _read_cluster(manifest: Manifest, draft: Draft) -> None:
    tool, type_, local = _CLUSTERS[manifest.group]
    name = manifest.body.string("name") if "metadata" not in manifest.body else ""
    title = name or manifest.name
    manifest.declared(ResourceSpec(tool, type_, f"{type_}.{title}"), draft, Status.LOCAL if local else None, title)


def _read_skaffold(manifest: Manifest, draft: Draft) -> None:
    """
    Add the images that Skaffold builds and the manifests that it applies.
    """
    place = manifest.supporting(draft, "skaffold")
    for artifact in manifest.body.mapping("build").mappings("artifacts"):
        _read_artifact(artifact, draft)
    deploy, manifests = manifest.body.mapping("deploy"), manifest.body.mapping("manifests")
    for owner, field in (
        (deploy.mapping("kubectl"), "manifests"),
        (manifests, "rawYaml"),
        (deploy.mapping("kustomize"), "paths"),
    ):
        for path, line in owner.sequence(field).strings():
            draft.local_path(place.at(field, line), path, How.DEPLOY)
    for profile in manifest.body.mappings("profiles"):
        for path, line in profile.mapping("manifests").mapping("kustomize").sequence("paths").strings():
            draft.local_path(place.at("profiles", line), path, How.DEPLOY)
    for path, line in manifests.mapping("kustomize").sequence("paths").strings():
        draft.local_path(place.at("kustomize", line), path, How.DEPLOY)
    for release in (*deploy.mapping("helm").mappings("releases"), *manifests.mapping("helm").mappings("releases")):
        draft.local_path(place.at("helm.releases", release.line), release.string("chartPath"), How.DEPLOY)


def _read_artifact(artifact: Mapping, draft: Draft) -> None:
    image = artifact.string("image")
    if not image:
        return
    folder = draft.resolved(artifact.string("context") or ".") or ""
    ko = artifact.mapping("ko")
    if "ko" in artifact:
        place = draft.declare(Declaration(f"build:{image}", image, PublishSpec(image, folder), artifact.line))
        draft.local_path(place.at("ko", ko.line), f"{artifact.string('context') or '.'}/{ko.string('main')}", How.BUILD)
        return
    docker = artifact.mapping("docker") or artifact.mapping("kaniko")
    dockerfile = docker.string("dockerfile") or "Dockerfile"
    spec = PublishSpec(image, folder, f"{folder}/{dockerfile}".removeprefix("./"), docker.string("target"))
    place = draft.declare(Declaration(f"build:{image}", image, spec, artifact.line))
    draft.local_path(place.at("context", artifact.line_of("context")), artifact.string("context") or ".", How.BUILD)

"""
Commands that bring things onto a Kubernetes cluster: kubectl, kustomize, helm and those around them.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import ConfigSpec, ImageRef, NameRef, PathRef, ReleaseSpec, RollbackRef
from debtscan.model.words import Confidence, How
from debtscan.scan.commands.call import Call, Handler, Item, Options, options
from debtscan.scan.places import ROOT, plain, resolve
from debtscan.scan.vocabulary import listed

_FLAGS = listed(
    "--install -i --wait --atomic --create-namespace --dry-run --force --debug --generate-name -g --reuse-values "
    "--reset-values --dependency-update --devel --skip-crds --include-crds --server-side --force-conflicts "
    "--prune -R --recursive --watch --overwrite -A --all-namespaces --force-update --rollback-on-failure --verify "
    "-y"
)
MANIFEST = re.compile(r"\.(ya?ml|json|j2|jinja2?|tmpl|tpl|tftpl|jsonnet|libsonnet|cue|erb)$")
_UPSTREAM_REPOSITORY = re.compile(
    r"(?:github\.com|raw\.githubusercontent\.com|githubusercontent\.com)/([\w.-]+)/([\w.-]+)([^\s]*)"
)

_SETTINGS = {"secret": "Secret", "configmap": "ConfigMap", "cm": "ConfigMap"}
_REAL = re.compile(r"[a-z][\w-]{2,}")
_GENERIC = listed(
    "manifests charts helm-charts helm deploy deployment deployments kubernetes examples common apps applications "
    "contrib base tree blob raw main master releases download upstream refs heads tags config configs gitops"
)
_LOCAL_CHART = re.compile(r"(\.{0,2}/|\.$|\.\.$)")


def kubectl(call: Call) -> Iterator[Item]:
    """
    Yield what a kubectl or oc command applies, changes or starts.
    """
    found = options(call.args, _FLAGS)
    action = found.rest[0] if found.rest else ""
    if action == "create":
        yield from _settings_made(call, found)
    if action in {"apply", "create", "replace"}:
        if not (action == "apply" and any(word.startswith("--dry-run") for word in call.args)):
            yield from _applied(call, found)
        yield from _job_started(call, found)
    elif action == "set" and found.rest[1:2] == ("image",):
        yield from _image_set(call, found)
    elif action == "rollout" and found.rest[1:2] == ("restart",):
        yield from _workloads(call, found.rest[2:])
    elif action == "rollout" and found.rest[1:2] == ("undo",):
        yield _rolled_back(call, found)
    elif action in {"scale", "patch"} and len(found.rest) > 1 and "/" in found.rest[1]:
        yield from _workloads(call, found.rest[1:2])


def _settings_made(call: Call, found: Options) -> Iterator[Item]:
    """
    Yield the Secret or ConfigMap that a command makes: "create secret generic NAME", "create configmap NAME".
    """
    kind = _SETTINGS.get(found.rest[1] if len(found.rest) > 1 else "")
    name = found.rest[3 if kind == "Secret" else 2 :][:1]
    if kind and name and "$" not in name[0]:
        yield call.declare(f"{kind}:{plain(name[0])}", name[0], ConfigSpec(kind))


def _rolled_back(call: Call, found: Options) -> Item:
    return call.refer(RollbackRef(" ".join((call.name, *found.rest[:4]))), How.DEPLOY)


def _applied(call: Call, found: Options) -> Iterator[Item]:
    files = (*found.all("-f", "--filename"), *found.all("-k", "--kustomize"))
    for file in (part for value in files for part in value.split(",")):
        if file in {"-", "/dev/stdin"}:
            yield from _piped(call)
        else:
            yield from deployed(call, file)


def deployed(call: Call, file: str) -> Iterator[Item]:
    """
    Yield the manifest, folder or address *file* as deployed.
    """
    if "://" in file:
        name = name_of_address(file)
        yield call.declare(f"release:{name}", name, ReleaseSpec(plain(file), plain(file), by="kubectl"))
    else:
        yield from call.refer_path(file, How.DEPLOY)


def name_of_address(address: str) -> str:
    """
    Return the best name of what lies at *address*: the upstream repository, else the last part of the path.
    """
    upstream = _UPSTREAM_REPOSITORY.search(address)
    if upstream:
        repository = upstream[2].removesuffix(".git")
        inner = (part for part in re.split(r"[/?]", upstream[3]) if _REAL.fullmatch(part) and part not in _GENERIC)
        return repository if repository not in _GENERIC else next(inner, repository)
    path = address.partition("://")[2].partition("?")[0].rstrip("/") or address.partition("?")[0].rstrip("/")
    return re.sub(r"\.(ya?ml|json|tgz)$", "", path.rpartition("/")[2]) or address


def _piped(call: Call) -> Iterator[Item]:
    """
    Yield the manifests and charts that the commands before the pipe read or rendered.
    """
    for before in call.upstream:
        if before.name == "kustomize":
            yield from kustomize(before)
        elif before.name == "helm":
            yield from _installed(before, options(before.args, _FLAGS))
        elif before.name in {"kubectl", "oc"}:
            yield from _rendered(before)
        else:
            yield from _files(before)
    for file in call.reads:
        yield from deployed(call, file)


def _rendered(before: Call) -> Iterator[Item]:
    found = options(before.args, _FLAGS)
    if found.rest[:1] == ("kustomize",) and len(found.rest) > 1:
        yield from deployed(before, found.rest[1])


def _files(before: Call) -> Iterator[Item]:
    for word in (*before.args, *before.reads):
        if MANIFEST.search(word) and not word.startswith("-"):
            yield from deployed(before, word)


def _job_started(call: Call, found: Options) -> Iterator[Item]:
    kind, _, name = found.first("--from").partition("/")
    if kind in {"cronjob", "cronjobs", "cj"} and name:
        yield call.refer(NameRef("workload", plain(name)), How.TRIGGER)


def _image_set(call: Call, found: Options) -> Iterator[Item]:
    yield from _workloads(call, found.rest[2:3])
    for pair in found.rest[3:]:
        _, equals, image = pair.partition("=")
        if equals and image:
            yield call.refer(ImageRef(plain(image)), How.DEPLOY, Confidence.MEDIUM)


def _workloads(call: Call, words: tuple[str, ...]) -> Iterator[Item]:
    for name in words[1:] if words[:1] and "/" not in words[0] else [word.partition("/")[2] for word in words]:
        if name and "$" not in name:
            yield call.refer(NameRef("workload", plain(name)), How.DEPLOY)


def kustomize(call: Call) -> Iterator[Item]:
    """
    Yield the overlay that is built, unless only to see whether it can be.
    """
    found = options(call.args, _FLAGS)
    if "/dev/null" in call.writes:
        return
    if found.rest[:1] == ("build",):
        yield from deployed(call, found.rest[1] if len(found.rest) > 1 else ".")


def helm(call: Call) -> Iterator[Item]:
    """
    Yield the release, chart and values of a helm command.
    """
    found = options(call.args, _FLAGS)
    action, rest = (found.rest[0] if found.rest else ""), found.rest[1:]
    if action in {"install", "upgrade", "secrets"}:
        yield from _installed(call, found)
    elif action == "rollback":
        yield _rolled_back(call, found)
    elif action == "template" and rest:
        yield from call.refer_path(rest[-1], How.STEP, Confidence.MEDIUM)
    elif action in {"package", "push", "cm-push"} and rest:
        yield from call.refer_path(rest[0], How.BUILD)
    elif action == "dependency" and len(rest) > 1:
        yield from call.refer_path(rest[1], How.BUILD)


def _installed(call: Call, found: Options) -> Iterator[Item]:
    rest = tuple(word for word in found.rest[1:] if word not in {"install", "upgrade"})
    if rest:
        yield from _release(call, rest[0] if len(rest) > 1 else name_of_address(rest[-1]), rest[-1], found)
        for file in found.all("-f", "--values"):
            yield from call.refer_path(file, How.DEPLOY, Confidence.MEDIUM)


def _release(call: Call, name: str, chart: str, found: Options) -> Iterator[Item]:
    """
    Yield the release, and the chart's folder where *chart* may be one.
    """
    sure = bool(_LOCAL_CHART.match(chart)) or chart.startswith(ROOT) or chart.endswith((".tgz", "/"))
    folder = None if "://" in chart or found.first("--repo") else resolve(chart, call.folder)
    if folder:
        yield call.refer(PathRef(folder), How.DEPLOY, Confidence.HIGH if sure else Confidence.LOW)
    namespace = found.first("-n", "--namespace")
    spec = ReleaseSpec(plain(chart), plain(found.first("--repo")), found.first("--version"), plain(namespace))
    yield call.declare(f"release:{plain(name)}", name, spec)


def helmfile(call: Call) -> Iterator[Item]:
    """
    Yield the helmfile that is applied.
    """
    found = options(call.args)
    if {"apply", "sync", "charts"} & set(found.rest):
        for file in found.all("-f", "--file") or ("helmfile*",):
            yield from call.refer_path(file, How.DEPLOY)


def skaffold(call: Call) -> Iterator[Item]:
    """
    Yield the skaffold file that is built or run.
    """
    found = options(call.args)
    action = found.rest[0] if found.rest else ""
    if action in {"run", "build", "dev", "deploy", "render", "apply"}:
        how = How.BUILD if action == "build" else How.DEPLOY
        yield from call.refer_path(found.first("-f", "--filename") or "skaffold.y*ml", how)


def argo(call: Call) -> Iterator[Item]:
    """
    Yield the workflows that are submitted, or started from templates by name.
    """
    found = options(call.args, frozenset({"--watch", "-w", "--wait", "--log"}))
    action = next((word for word in found.rest if word in {"submit", "create", "update"}), "")
    if not action:
        return
    for file in found.rest:
        if MANIFEST.search(file):
            yield from call.refer_path(file, How.TRIGGER)
    _, _, template = found.first("--from").partition("/")
    if template:
        yield call.refer(NameRef("workload", plain(template)), How.TRIGGER)


def argocd(call: Call) -> Iterator[Item]:
    """
    Yield the application that is made, synchronised or rolled back.
    """
    found = options(call.args, frozenset({"--auto-prune", "--self-heal", "--upsert", "--grpc-web", "--insecure"}))
    if found.rest[:2] == ("app", "create") and found.first("--path"):
        yield from call.refer_path(found.first("--path"), How.DEPLOY)
    elif found.rest[:2] == ("app", "rollback"):
        yield _rolled_back(call, found)
    elif found.rest[:2] == ("app", "sync") and len(found.rest) > 2 and "$" not in found.rest[2]:  # noqa: PLR2004 - app sync NAME
        yield call.refer(NameRef("release", found.rest[2]), How.DEPLOY)


def tkn(call: Call) -> Iterator[Item]:
    """
    Yield the Tekton pipeline that is started.
    """
    found = options(call.args)
    if found.rest[1:2] == ("start",) and len(found.rest) > 2:  # noqa: PLR2004 - pipeline start NAME
        yield call.refer(NameRef("workload", plain(found.rest[2])), How.TRIGGER)


def mesh(call: Call) -> Iterator[Item]:
    """
    Yield the service mesh that its own tool installs.
    """
    if "install" in call.args:
        name = {"istioctl": "istio"}.get(call.name, call.name)
        yield call.declare(f"release:{name}", name, ReleaseSpec(name, by=call.name))
        for file in options(call.args, _FLAGS).all("-f", "--filename"):
            yield from call.refer_path(file, How.DEPLOY)


HANDLERS: dict[str, Handler] = {
    "kubectl": kubectl,
    "oc": kubectl,
    "k": kubectl,
    "kustomize": kustomize,
    "helm": helm,
    "helm3": helm,
    "helmfile": helmfile,
    "skaffold": skaffold,
    "argo": argo,
    "argocd": argocd,
    "tkn": tkn,
    "istioctl": mesh,
    "linkerd": mesh,
    "cilium": mesh,
}

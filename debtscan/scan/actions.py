"""
What the well-known GitHub actions do with their inputs; all others are searched for recipes of images only.
"""

import re
from collections.abc import Mapping

from debtscan.model.declaration import (
    Declaration,
    ImageRef,
    NameRef,
    PathRef,
    Reference,
    ResourceSpec,
    Spec,
    Store,
    StoreRef,
    Target,
)
from debtscan.model.words import Confidence, How
from debtscan.scan.ci import built, recipes_in
from debtscan.scan.places import enter, plain, resolve
from debtscan.scan.shell import Commands, Place, read_commands

_BUILDS = re.compile(
    r"(build-push-action|buildah-build|docker-build|docker-publish|publish-docker|kaniko|docker-github-action|build-and-push|"
    r"container-build|dockerhub)",
    re.IGNORECASE,
)
_FILES = ("file", "dockerfile", "Dockerfile", "dockerfiles", "containerfiles", "build_file")
_CONTEXTS = ("context", "path", "workdir", "build_context", "directory")
_IMAGES = ("tags", "image", "images", "name", "image-name", "imageName", "repository", "destination")
_SHELL_INPUTS = {
    "retry": ("command", "new_command_on_retry"),
    "gcloud-action": ("args",),
    "kube-tools": ("command",),
    "ssh-action": ("script",),
    "cli": ("inlineScript",),
    "azure-cli": ("inlineScript",),
}
_PREFIXED = {  # actions that are a command and take its arguments
    "kubectl": ("kubectl", ("args", "command")),
    "kubectl-action": ("kubectl", ("args", "command")),
    "helm-action": ("helm", ("args", "command")),
    "helmfile-action": ("helmfile", ("helmfile-args",)),
    "chartpress-action": ("chartpress", ("args",)),
}
_PATHS = {
    "k8s-deploy": ("manifests",),
    "k8s-bake": ("helmChart", "kustomizationPath", "overrideFiles"),
    "amazon-ecs-deploy-task-definition": ("task-definition",),
    "aws-cloudformation-github-deploy": ("template",),
    "terraform-apply": ("path",),
    "terraform-plan": ("path",),
    "terragrunt-action": ("tg_dir",),
    "terraform-action": ("path", "directory"),
    "deploy-cloudrun": ("source", "metadata"),
    "deploy-cloud-functions": ("source_dir",),
    "deploy-appengine": ("working_directory",),
    "chart-releaser-action": ("charts_dir",),
    "helm": ("chart",),
    "helm-deploy": ("chart",),
    "serverless-action": ("config",),
    "actions": ("work-dir",),
    "databricks-notebook": ("local-notebook-path",),
    "upload-cloud-storage": ("path",),
    "azure-functions": ("package",),
}
_CLUSTERS = {
    "get-gke-credentials": "cluster_name",
    "aks-set-context": "cluster-name",
    "amazon-ecs-deploy-task-definition": "cluster",
    "aks-deploy": "cluster-name",
}
_RESOURCES = {
    "deploy-cloudrun": ("google_cloud_run_service", "service"),
    "deploy-cloud-functions": ("google_cloudfunctions_function", "name"),
    "aws-lambda-deploy": ("aws_lambda_function", "function-name"),
    "container-apps-deploy-action": ("azurerm_container_app", "containerAppName"),
    "functions-action": ("azurerm_function_app", "app-name"),
    "webapps-deploy": ("azurerm_linux_web_app", "app-name"),
}
_DEPLOYED_IMAGES = frozenset(
    {"deploy-cloudrun", "amazon-ecs-render-task-definition", "k8s-deploy", "container-apps-deploy-action"}
)
_SECRET_TOOLS = ("git-crypt", "sops")


def action_commands(used: str, inputs: Mapping[str, str], place: Place) -> Commands:
    """
    Return what the action *used* ("owner/name@version") does with *inputs*.
    """
    whole = used.partition("@")[0]
    name = whole.rpartition("/")[2]
    if _BUILDS.search(whole) and _first(inputs, _FILES + _CONTEXTS + _IMAGES):
        return _build(inputs, place)
    if name in _SHELL_INPUTS or name in _PREFIXED:
        return _command(name, inputs, place)
    references = [*_references(name, inputs, place)]
    declarations = [*_declarations(name, inputs, place)]
    said = recipes_in(((value, place.line) for value in inputs.values()), place, lambda text: text)
    return Commands(tuple(declarations), (*references, *said))


def _first(inputs: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((inputs[name] for name in names if inputs.get(name)), "")


def _build(inputs: Mapping[str, str], place: Place) -> Commands:
    context = _first(inputs, _CONTEXTS)
    file = _first(inputs, _FILES).lstrip("\n").partition("\n")[0]
    registry, images = inputs.get("registry", ""), _first(inputs, _IMAGES)
    if registry and images and "/" not in images and "\n" not in images:
        images = f"{registry}/{images}"
    pushed = inputs.get("push", "true").strip().lower() != "false"
    return built(images, context, file, place, target=inputs.get("target", ""), pushed=pushed)


def _command(name: str, inputs: Mapping[str, str], place: Place) -> Commands:
    program, names = _PREFIXED.get(name, ("", _SHELL_INPUTS.get(name, ())))
    folder = inputs.get("working-directory") or inputs.get("helmfile-workdirectory") or ""
    there = Place(
        enter(place.folder, folder) or place.folder if folder else place.folder, place.source, place.key, place.line
    )
    text = "\n".join(inputs[each] for each in names if inputs.get(each))
    if program and not text.startswith(program):
        text = f"{program} {text}"
    return read_commands(text, there)


def _references(name: str, inputs: Mapping[str, str], place: Place) -> list[Reference]:
    found: list[tuple[Target, How]] = []
    for each in _PATHS.get(name, ()):
        for part in re.split(r"[\n,]", inputs.get(each, "")):
            path = resolve(part.strip(), place.folder) if part.strip() else None
            found += [(PathRef(path), How.DEPLOY)] if path else []
    cluster = inputs.get(_CLUSTERS.get(name, ""), "")
    if cluster and not cluster.startswith("$"):
        found.append((NameRef("cluster", plain(cluster)), How.DEPLOY))
    if name in _DEPLOYED_IMAGES and inputs.get("image", inputs.get("images", "")):
        found.append((ImageRef(plain(inputs.get("image") or inputs["images"])), How.DEPLOY))
    if name == "upload-cloud-storage" and inputs.get("destination"):
        found.append((StoreRef(Store.BUCKET, inputs["destination"].partition("/")[0], "gs"), How.DATA))
    tool = next((tool for tool in _SECRET_TOOLS if tool in name), "")
    if tool and "setup" not in name:
        found.append((NameRef("secret-store", tool), How.STEP))
    if name in {"workflow-dispatch", "trigger-workflow-and-wait"}:
        file = inputs.get("workflow") or inputs.get("workflow_file_name") or ""
        if file.endswith((".yml", ".yaml")):
            found.append((PathRef(f".github/workflows/{file}"), How.TRIGGER))
    return [Reference(place.source, target, how, place.line, place.key, Confidence.MEDIUM) for target, how in found]


def _declarations(name: str, inputs: Mapping[str, str], place: Place) -> list[Declaration]:
    type_, field = _RESOURCES.get(name, ("", ""))
    value = inputs.get(field, "") if field else ""
    if not value or value.startswith("$"):
        return []
    spec: Spec = ResourceSpec("github", type_, f"{type_}.{value}")
    return [Declaration(f"resource:{type_}:{value}", value, spec, place.line, Confidence.MEDIUM)]

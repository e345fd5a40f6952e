"""
Commands of infrastructure-as-code tools: which folder or file they apply.
"""

from collections.abc import Iterator

from debtscan.model.words import How
from debtscan.scan.commands.call import Call, Handler, Item, options

_FLAGS = frozenset({"-auto-approve", "--auto-approve", "--terragrunt-non-interactive", "--yes", "-y", "--all", "--ci"})
_APPLIES = frozenset({"apply", "plan", "destroy", "import", "run-all", "up", "preview", "deploy", "output", "init"})
_SERVERLESS = {"sam": "template.y*ml", "serverless": "serverless.y*ml", "sls": "serverless.y*ml", "cdk": "cdk.json"}


def terraform(call: Call) -> Iterator[Item]:
    """
    Yield the folder that terraform, tofu or terragrunt works on; validation alone deploys nothing.
    """
    found = options(call.args, _FLAGS)
    folder = found.first("-chdir", "--terragrunt-working-dir", "--working-dir") or "."
    action = next((word for word in found.rest if word in _APPLIES), "")
    applied = action in {"apply", "plan", "run-all", "destroy", "import"}
    if applied or (action == "init" and "-backend" not in found.named):
        yield from call.refer_path(folder, How.DEPLOY)


def pulumi(call: Call) -> Iterator[Item]:
    """
    Yield the folder of the Pulumi program that is brought up.
    """
    found = options(call.args, _FLAGS)
    if found.rest[:1] in {("up",), ("preview",), ("update",)}:
        yield from call.refer_path(found.first("-C", "--cwd") or ".", How.DEPLOY)


def serverless(call: Call) -> Iterator[Item]:
    """
    Yield the file that a serverless tool deploys.
    """
    found = options(call.args, _FLAGS)
    if found.rest[:1] in {("deploy",), ("package",), ("build",), ("synth",)}:
        file = found.first("-t", "--template", "--template-file", "-c", "--config") or _SERVERLESS[call.name]
        yield from call.refer_path(file, How.DEPLOY)


def ansible(call: Call) -> Iterator[Item]:
    """
    Yield the playbooks that are run.
    """
    for file in options(call.args, frozenset({"-K", "-v", "-vv", "-vvv", "-b", "--become", "--check"})).rest:
        yield from call.refer_path(file, How.DEPLOY)


def packer(call: Call) -> Iterator[Item]:
    """
    Yield the machine image recipe that is built.
    """
    found = options(call.args)
    if found.rest[:1] == ("build",) and len(found.rest) > 1:
        yield from call.refer_path(found.rest[-1], How.BUILD)


def databricks(call: Call) -> Iterator[Item]:
    """
    Yield the bundle that is deployed or run.
    """
    found = options(call.args)
    if found.rest[:2] in {("bundle", "deploy"), ("bundle", "run")}:
        yield from call.refer_path("databricks.y*ml", How.DEPLOY)


HANDLERS: dict[str, Handler] = {
    "terraform": terraform,
    "tofu": terraform,
    "terragrunt": terraform,
    "pulumi": pulumi,
    "sam": serverless,
    "serverless": serverless,
    "sls": serverless,
    "cdk": serverless,
    "ansible-playbook": ansible,
    "packer": packer,
    "databricks": databricks,
}

import pytest

from debtscan.model.declaration import PathRef
from debtscan.model.words import How
from tests.unit.scan.said import run, ties


@pytest.mark.parametrize(
    ("command", "path", "how"),
    [
        ("terraform apply -auto-approve", "infra", How.DEPLOY),
        ("terraform -chdir=envs/prod plan -out=p", "infra/envs/prod", How.DEPLOY),
        ("tofu init", "infra", How.DEPLOY),
        ("terraform init -backend=false", None, How.DEPLOY),
        ("terraform validate", None, How.DEPLOY),
        ("terraform output x", None, How.DEPLOY),
        ("terragrunt run-all apply --terragrunt-working-dir live", "infra/live", How.DEPLOY),
        ("pulumi up -y -C p", "infra/p", How.DEPLOY),
        ("pulumi stack ls", None, How.DEPLOY),
        ("sam deploy -t t.yaml", "infra/t.yaml", How.DEPLOY),
        ("serverless deploy", "infra/serverless.y*ml", How.DEPLOY),
        ("cdk diff", None, How.DEPLOY),
        ("ansible-playbook -i hosts site.yml", "infra/site.yml", How.DEPLOY),
        ("packer build node.pkr.hcl", "infra/node.pkr.hcl", How.BUILD),
        ("packer validate x", None, How.BUILD),
        ("databricks bundle deploy", "infra/databricks.y*ml", How.DEPLOY),
        ("databricks jobs list", None, How.DEPLOY),
    ],
)
def test_the_folder_or_file_that_is_applied_is_found(command: str, path: str | None, how: How) -> None:
    """
    What only validates or shows deploys nothing.
    """
    assert ties(run(command, "infra")) == ([(PathRef(path), how)] if path else [])

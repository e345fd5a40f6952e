import pytest

from debtscan.model.declaration import ConfigSpec, ImageRef, NameRef, PathRef, ReleaseSpec, RollbackRef, Spec
from debtscan.model.words import How
from debtscan.scan.commands.kubernetes import name_of_address
from tests.unit.scan.said import Ties, run, specs, ties


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("kubectl apply -f a.yaml,b.yaml -n x", [(PathRef("a.yaml"), How.DEPLOY), (PathRef("b.yaml"), How.DEPLOY)]),
        ("kubectl -n=x create -f k8s/ -R", [(PathRef("k8s"), How.DEPLOY)]),
        ("kubectl apply -k overlays/prod", [(PathRef("overlays/prod"), How.DEPLOY)]),
        ("kubectl apply -f a.yaml --dry-run=client", []),
        ("kubectl delete -f a.yaml", []),
        ("kubectl", []),
        ("envsubst < a.yaml | kubectl apply -f -", [(PathRef("a.yaml"), How.DEPLOY)]),
        ("kubectl apply -f - < a.yaml", [(PathRef("a.yaml"), How.DEPLOY)]),
        ("kustomize build base | kubectl apply -f -", [(PathRef("base"), How.DEPLOY), (PathRef("base"), How.DEPLOY)]),
        ("kubectl kustomize base | kubectl apply -f -", [(PathRef("base"), How.DEPLOY)]),
        ("kubectl get x | kubectl apply -f -", []),
        ("kustomize build base > /dev/null", []),
        ("kustomize edit set image a=b", []),
        ("kustomize build", [(PathRef("."), How.DEPLOY)]),
        ("sed s/a/b/ a.yaml | tee out.txt | kubectl apply -f -", [(PathRef("a.yaml"), How.DEPLOY)]),
        ("kubectl create job --from=cronjob/nightly once", [(NameRef("workload", "nightly"), How.TRIGGER)]),
        (
            "kubectl set image deployment/web web=acme/web:2",
            [(NameRef("workload", "web"), How.DEPLOY), (ImageRef("acme/web:2"), How.DEPLOY)],
        ),
        ("kubectl set image deployment web web", [(NameRef("workload", "web"), How.DEPLOY)][:0]),
        ("kubectl rollout restart deployment/a deployment/$B", [(NameRef("workload", "a"), How.DEPLOY)]),
        ("kubectl rollout restart deployment a", [(NameRef("workload", "a"), How.DEPLOY)]),
        ("kubectl -n x rollout undo deployment/a", [(RollbackRef("kubectl rollout undo deployment/a"), How.DEPLOY)]),
        ("helm rollback a 3 -n x --wait", [(RollbackRef("helm rollback a 3"), How.DEPLOY)]),
        ("argocd app rollback a", [(RollbackRef("argocd app rollback a"), How.DEPLOY)]),
        ("kubectl scale deployment/a --replicas=0", [(NameRef("workload", "a"), How.DEPLOY)]),
        ("helm package charts/a", [(PathRef("charts/a"), How.BUILD)]),
        ("helm dependency update charts/a", [(PathRef("charts/a"), How.BUILD)]),
        ("helm template a charts/a", [(PathRef("charts/a"), How.STEP)]),
        ("helm lint charts/a", []),
        ("helm upgrade", []),
        ("helmfile -f x/helmfile.yaml apply", [(PathRef("x/helmfile.yaml"), How.DEPLOY)]),
        ("helmfile sync", [(PathRef("helmfile*"), How.DEPLOY)]),
        ("helmfile diff", []),
        ("skaffold run", [(PathRef("skaffold.y*ml"), How.DEPLOY)]),
        ("skaffold build -f s.yaml", [(PathRef("s.yaml"), How.BUILD)]),
        ("skaffold init", []),
        ("argo submit -n x wf.yaml --watch", [(PathRef("wf.yaml"), How.TRIGGER)]),
        ("argo submit --from workflowtemplate/train", [(NameRef("workload", "train"), How.TRIGGER)]),
        ("argo list", []),
        ("argocd app create a --repo r --path deploy/a", [(PathRef("deploy/a"), How.DEPLOY)]),
        ("argocd app sync a", [(NameRef("release", "a"), How.DEPLOY)]),
        ("argocd app sync $A", []),
        ("tkn pipeline start build -n x", [(NameRef("workload", "build"), How.TRIGGER)]),
        ("tkn pipeline list", []),
        ("istioctl version", []),
    ],
)
def test_what_goes_onto_a_cluster_is_found(command: str, expected: Ties) -> None:
    """
    Manifests, overlays, charts, workflows and workloads are told from the commands that bring them there.
    """
    assert ties(run(command)) == expected


@pytest.mark.parametrize(
    ("command", "name", "spec", "expected"),
    [
        (
            "helm upgrade --install web ./charts/web -f v.yaml -n shop --version 1",
            "web",
            ReleaseSpec("./charts/web", "", "1", "shop"),
            [(PathRef("charts/web"), How.DEPLOY), (PathRef("v.yaml"), How.DEPLOY)],
        ),
        (
            "helm install db postgresql --repo https://charts.example.com",
            "db",
            ReleaseSpec("postgresql", "https://charts.example.com"),
            [],
        ),
        (
            "helm install oci://example.com/charts/db --generate-name",
            "db",
            ReleaseSpec("oci://example.com/charts/db"),
            [],
        ),
        (
            "helm repo add far https://charts.example.com\nhelm install db far/db",
            "db",
            ReleaseSpec("far/db", "https://charts.example.com"),
            [(PathRef("far/db"), How.DEPLOY)],
        ),
        (
            "kubectl apply -f https://github.com/acme/tool/releases/download/v1/all.yaml",
            "tool",
            ReleaseSpec(
                "https://github.com/acme/tool/releases/download/v1/all.yaml",
                "https://github.com/acme/tool/releases/download/v1/all.yaml",
                by="kubectl",
            ),
            [],
        ),
        (
            "kubectl apply -k 'https://github.com/acme/manifests/common/mesh/base?ref=v1'",
            "mesh",
            ReleaseSpec(
                "https://github.com/acme/manifests/common/mesh/base?ref=v1",
                "https://github.com/acme/manifests/common/mesh/base?ref=v1",
                by="kubectl",
            ),
            [],
        ),
        (
            "oc apply -f https://example.com/x/operator.yaml",
            "operator",
            ReleaseSpec("https://example.com/x/operator.yaml", "https://example.com/x/operator.yaml", by="kubectl"),
            [],
        ),
        (
            "istioctl install -y -f mesh.yaml",
            "istio",
            ReleaseSpec("istio", by="istioctl"),
            [(PathRef("mesh.yaml"), How.DEPLOY)],
        ),
        (
            "helm template web ./c | kubectl apply -f -",
            "web",
            ReleaseSpec("./c"),
            [(PathRef("c"), How.STEP), (PathRef("c"), How.DEPLOY)],
        ),
    ],
)
def test_what_is_installed_from_elsewhere_is_a_release(
    command: str, name: str, spec: ReleaseSpec, expected: Ties
) -> None:
    """
    Charts and manifests of others become releases, local charts a link besides.
    """
    found = run(command)

    assert specs(found) == [(name, spec)]
    assert ties(found) == expected


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.com/?x=y", "example.com"),
        ("https://example.com/a/b.yml?x=y", "b"),
        ("https://github.com/acme/tool.git", "tool"),
        ("https://raw.githubusercontent.com/acme/charts/main/base", "charts"),
        ("charts/db", "db"),
        ("", ""),
    ],
)
def test_an_address_has_a_name(address: str, name: str) -> None:
    """
    The upstream repository names what is installed, else the last part of the path, else the host.
    """
    assert name_of_address(address) == name


@pytest.mark.parametrize(
    ("command", "declared"),
    [
        ("kubectl create secret generic api-token --from-literal=a=b", [("api-token", ConfigSpec("Secret"))]),
        ("kubectl create configmap settings --from-file=x", [("settings", ConfigSpec("ConfigMap"))]),
        ("kubectl create secret generic $NAME", []),
        ("kubectl create namespace shop", []),
        ("kubectl create", []),
    ],
)
def test_secrets_and_settings_may_be_made_by_a_command(command: str, declared: list[tuple[str, Spec]]) -> None:
    """
    Then they are defined, though no manifest holds them.
    """
    assert [(name, spec) for name, spec in specs(run(command)) if isinstance(spec, ConfigSpec)] == declared

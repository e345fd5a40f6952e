import pytest

from debtscan.scan.kubernetes.names import plain_name


@pytest.mark.parametrize(
    ("written", "path", "expected"),
    [
        ("web", "a.yaml", "web"),
        ("train-", "a.yaml", "train"),  # generateName
        ('{{ include "shop.fullname" . }}-worker', "a.yaml", "worker"),
        ("{{ .Release.Name }}-{{ .Values.env }}-web", "a.yaml", "web"),
        ("${APP}-api", "a.yaml", "api"),
        ('{{ .Values.x.name | default "cache" }}', "a.yaml", "cache"),
        ("${APP:-web}", "a.yaml", "web"),
        ('{{ printf "%s-beat" .Release.Name }}', "a.yaml", "beat"),
        ('{{ printf "%s" .Values.worker.name }}', "a.yaml", "worker"),
        ("{{ .Values.worker.fullnameOverride }}", "a.yaml", "worker"),
        ('{{ include "shop.runnerFullname" . }}', "a.yaml", "runner"),
        ('{{ template "shop.worker.name" . }}', "a.yaml", "worker"),
        ("{{ config['image_operator'] }}", "a.yaml", "image_operator"),
        ('{{ include "shop.fullname" . }}', "shop/templates/deployment.yaml", "shop"),
        ('{{ include "shop.fullname" . }}', "shop/templates/worker-deployment.yaml", "worker"),
        ("{{ name }}", "k8s/web/deployment.yaml.j2", "web"),
        ("{{ .Release.Name }}", "templates/service.yaml", "service"),
        ("", "jobs/clean-up.yaml", "clean-up"),
        ("", "", ""),
    ],
)
def test_a_name_is_what_is_literal_else_what_the_place_says(written: str, path: str, expected: str) -> None:
    """
    Literal parts come first, then a telling word of the expression, then the file, then its folders.
    """
    assert plain_name(written, path) == expected

import pytest

from debtscan.model.declaration import ConfigSpec, Declaration, EndpointSpec, PatchSpec, Reading, WorkloadSpec
from debtscan.model.words import Confidence, Status
from tests.unit.scan.kubernetes.miniature import interpreted, only


def test_lists_are_opened() -> None:
    """
    The objects of a List and of a plain sequence count one by one; what is no object is left alone.
    """
    reading = interpreted("""
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: Namespace, metadata: {name: a}}
        - {apiVersion: v1, kind: Secret, metadata: {name: b}}
        - word
        ---
        - apiVersion: v1
          kind: LimitRange
          metadata: {name: c}
        - other: thing
    """)

    assert [one.key for one in reading.declarations] == ["Namespace//a", "Secret//b", "LimitRange//c"]


def test_a_list_of_operations_is_a_patch() -> None:
    """
    JSON patches have no kind; they are known by their operations.
    """
    reading = interpreted("- op: replace\n  path: /spec/replicas\n  value: 3\n", "fix/replicas.yaml")

    assert reading == Reading((Declaration("patch:replicas.yaml", "replicas.yaml", PatchSpec(), 1),))


@pytest.mark.parametrize(
    "text",
    [
        "kind: 3\napiVersion: v1\n",
        "kind: [a]\napiVersion: v1\n",
        "kind: {a: b}\napiVersion: v1\n",
        "other: thing\n",
        "word",
        "",
    ],
)
def test_what_is_no_object_says_nothing(text: str) -> None:
    """
    A kind that is no word makes no object that could matter.
    """
    assert [one for one in interpreted(text).declarations if not isinstance(one.spec, ConfigSpec)] == []


def test_a_native_kind_with_a_made_version_is_still_native() -> None:
    """
    Charts compute apiVersion; the kind then tells the group.
    """
    declaration = only(
        interpreted("""
            apiVersion: {{ include "version" . }}
            kind: Deployment
            metadata: {name: web, namespace: "{{ .Release.Namespace }}"}
            spec: {template: {spec: {containers: [{image: "web:1"}]}}}
        """)
    )

    assert declaration.spec == WorkloadSpec("kubernetes", "Deployment", "apps")


def test_conditions_cost_certainty() -> None:
    """
    An object that is rendered only sometimes says so.
    """
    declaration = only(
        interpreted("""
            {{- if .Values.on }}
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            {{- end }}
        """)
    )

    spec = EndpointSpec("Service", version="v1")
    assert declaration == Declaration("Service//web", "web", spec, 4, Confidence.MEDIUM, condition=".Values.on")


def test_a_named_part_of_a_template_is_no_object_of_its_own() -> None:
    """
    What stands between "define" and "end" is a pattern for other templates.
    """
    declaration = only(
        interpreted("""
            {{- define "shop.service" }}
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            {{- end }}
        """)
    )

    assert (declaration.status, declaration.condition) == (Status.TEMPLATE, 'define "shop.service"')


@pytest.mark.parametrize(
    ("hook", "status"),
    [("test", Status.TEST), ("test-success", Status.TEST), ("post-install,test", None), ("pre-upgrade", None)],
)
def test_hooks_for_tests_are_tests(hook: str, status: Status | None) -> None:
    """
    Helm runs test hooks only when asked; other hooks run at each release.
    """
    declaration = only(
        interpreted(f"""
            apiVersion: batch/v1
            kind: Job
            metadata: {{name: a, annotations: {{helm.sh/hook: "{hook}"}}}}
            spec: {{template: {{spec: {{containers: [{{image: "a:1"}}]}}}}}}
        """)
    )

    assert declaration.status is status


@pytest.mark.parametrize(
    ("metadata", "status"),
    [
        ("{name: a, uid: 1-2, resourceVersion: '9'}", Status.GENERATED),
        ("{name: a, uid: 1-2}", None),
        ('{name: "<NAME>-worker"}', Status.TEMPLATE),
        ('{name: "a<1"}', None),
    ],
)
def test_dumps_and_forms_to_fill_in_are_not_deployed(metadata: str, status: Status | None) -> None:
    """
    What was copied out of a cluster carries what only a cluster gives.
    """
    text = f"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {metadata}
        spec: {{template: {{spec: {{containers: [{{image: "a:1"}}]}}}}}}
    """

    assert only(interpreted(text)).status is status

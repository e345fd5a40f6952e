from debtscan.model.declaration import (
    ApiRef,
    CommandRef,
    ConfigSpec,
    CustomResourceSpec,
    Declaration,
    HostRef,
    ImageRef,
    NameRef,
    PipelineSpec,
    ScheduleSpec,
    Store,
    StoreRef,
)
from debtscan.model.words import How, Status
from tests.unit.scan.kubernetes.miniature import interpreted, only, targets, ties

VERSION = "argoproj.io/v1alpha1"


def test_a_template_is_a_pipeline_with_its_working_steps() -> None:
    """
    Steps that do work are named; images, scripts, parameters, artifacts and other templates are needed.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: train}
        spec:
          arguments:
            parameters:
            - {name: worker-image, value: "team/worker:1"}
            - {name: tracking-url, value: "http://tracker"}
          templates:
          - name: all
            steps: [[{name: a, template: fit}, {name: b, templateRef: {name: shared, template: x}}]]
          - name: fit
            container: {image: "team/fit:1", command: [fit]}
            sidecars: [{image: "team/side:1"}]
            outputs: {artifacts: [{s3: {bucket: models, endpoint: store}}]}
          - script: {image: "python:3", source: "open('gs://raw/a')"}
          - name: group
            containerSet: {containers: [{name: c, image: "team/c:1"}]}
          - name: make
            resource:
              manifest: |
                apiVersion: ml.example.com/v1
                kind: TrainJob
                ---
                word
    """)

    spec = PipelineSpec("argo", steps=("fit", "group", "make"), version=VERSION)
    assert only(reading) == Declaration("WorkflowTemplate//train", "train", spec, 3)
    assert ties(reading) == [
        (ApiRef("argoproj.io", "WorkflowTemplate"), How.CRD),
        (ImageRef("team/worker:1"), How.IMAGE),
        (HostRef("tracker", "http://tracker"), How.ENV),
        (NameRef("workflow-template", "shared"), How.STEP),
        (ImageRef("team/fit:1"), How.IMAGE),
        (CommandRef("fit"), How.CALL),
        (ImageRef("team/side:1"), How.IMAGE),
        (ImageRef("python:3"), How.IMAGE),
        (StoreRef(Store.BUCKET, "raw", "gs"), How.DATA),
        (ImageRef("team/c:1"), How.IMAGE),
        (ApiRef("ml.example.com", "TrainJob"), How.CRD),
        (StoreRef(Store.BUCKET, "models"), How.DATA),
        (HostRef("store"), How.ENV),
    ]


def test_a_cron_workflow_has_a_schedule() -> None:
    """
    The schedule is kept, one or several; a suspended one is disabled and still tells what it would start.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: nightly}
        spec:
          suspend: true
          schedules: ["0 3 * * *", "0 4 * * *"]
          workflowSpec: {workflowTemplateRef: {name: train}}
    """)

    spec = PipelineSpec("argo", "0 3 * * *; 0 4 * * *", version=VERSION)
    assert only(reading) == Declaration("CronWorkflow//nightly", "nightly", spec, 3, status=Status.DISABLED)
    assert targets(reading)[1:] == [NameRef("workflow-template", "train")]


def test_one_run_of_a_template_is_no_pipeline_of_its_own() -> None:
    """
    A Workflow that only refers to a template supports it.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: train-}
        spec: {workflowTemplateRef: {name: train}}
    """)

    assert only(reading) == Declaration("Workflow//train", "train", ConfigSpec("Workflow", "argoproj.io", VERSION), 3)
    assert targets(reading)[1:] == [NameRef("workflow-template", "train")]


def test_a_workflow_of_the_kubeflow_compiler_is_a_kubeflow_pipeline() -> None:
    """
    The compiler leaves its version in an annotation.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: a, annotations: {pipelines.kubeflow.org/kfp_sdk_version: "1.8"}}
        spec: {templates: [{name: a, container: {image: "a:1"}}]}
    """)

    assert only(reading).spec == PipelineSpec("kfp", steps=("a",), version=VERSION)


def test_a_calendar_is_a_schedule() -> None:
    """
    An event source with a calendar starts things at fixed times.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: EventSource
        metadata: {name: weekly}
        spec: {calendar: {a: {}, b: {schedule: "0 6 * * 1"}}}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: EventSource
        metadata: {name: often}
        spec: {calendar: {a: {interval: 10s}}}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: EventSource
        metadata: {name: clicks}
        spec: {kafka: {a: {url: "broker:9092", topic: clicks}}}
    """)

    assert [one.spec for one in reading.declarations] == [
        ScheduleSpec("argo-events", "0 6 * * 1"),
        ScheduleSpec("argo-events", "10s"),
        CustomResourceSpec("argoproj.io", VERSION, "EventSource"),
    ]
    assert targets(reading) == [
        ApiRef("argoproj.io", "EventSource"),
        ApiRef("argoproj.io", "EventSource"),
        ApiRef("argoproj.io", "EventSource"),
        HostRef("broker"),
        StoreRef(Store.TOPIC, "clicks"),
    ]


def test_a_sensor_waits_and_starts() -> None:
    """
    Sources of events, started workflows and other objects, and called addresses are told.
    """
    reading = interpreted("""
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        metadata: {name: retrain}
        spec:
          dependencies: [{name: a, eventSourceName: weekly}, {name: b}]
          triggers:
          - template:
              argoWorkflow:
                source:
                  resource:
                    apiVersion: argoproj.io/v1alpha1
                    kind: Workflow
                    spec: {workflowTemplateRef: {name: train}}
          - template: {k8s: {source: {resource: {apiVersion: batch/v1, kind: Job}}}}
          - template: {http: {url: "http://hook/a"}}
    """)

    assert targets(reading) == [
        ApiRef("argoproj.io", "Sensor"),
        NameRef("event-source", "weekly"),
        ApiRef("argoproj.io", "Workflow"),
        NameRef("workflow-template", "train"),
        ApiRef("batch", "Job"),
        HostRef("hook", "http://hook/a"),
    ]

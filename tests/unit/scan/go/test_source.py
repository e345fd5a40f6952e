import random
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtscan.model.declaration import (
    ApiRef,
    CodeFacts,
    ControllerSpec,
    CrdSpec,
    Declaration,
    HostRef,
    ImageRef,
    ImportRef,
    NameRef,
    ProgramSpec,
    Reading,
    ScheduleSpec,
    Spec,
    Store,
    StoreRef,
    Target,
    TestSpec,
)
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, How, Status
from debtscan.scan.go.source import read_go


def read(text: str, path: str = "cmd/web/main.go") -> Reading:
    """
    Return the reading of *text*.
    """
    return read_go(path, dedent(text).encode())


def declared(text: str, kind: type[Spec], path: str = "cmd/web/main.go") -> list[Declaration]:
    """
    Return the declarations of one *kind*.
    """
    return [item for item in read(text, path).declarations if isinstance(item.spec, kind)]


def needed(text: str, path: str = "cmd/web/main.go") -> list[tuple[Target, How, int | None]]:
    """
    Return every target but imports.
    """
    references = read(text, path).references
    return [(ref.target, ref.how, ref.line) for ref in references if not isinstance(ref.target, ImportRef)]


SERVER = """\
package main

/* the
   server */
import (
	"net/http"
	"time"

	"example.com/shop/pkg/orders"
	awssqs "github.com/aws/aws-sdk-go/service/sqs"
	_ "github.com/lib/pq"
)

// main starts it
func main() {
	orders.Start(1)
	if err := http.ListenAndServe(":8080", nil); err != nil || orders.Down() {
		panic(err)
	}
}

func (s *Server) Run(kind string) int {
	for range s.items {
		switch kind {
		case "a":
			return 1
		default:
			return 2
		}
	}
	go func() {
		select {
		case <-s.done:
		}
	}()
	return 0
}
"""


def test_a_server_is_a_program() -> None:
    """
    Main function, framework, imports with their calls, stores by their clients, and the counts.
    """
    found = read(SERVER)

    assert found.declarations == (Declaration("program", "web", ProgramSpec("go", "net/http", serves=True), 15),)
    assert [(ref.target, ref.how, ref.line) for ref in found.references] == [
        (ImportRef("go", "net/http", ("http.ListenAndServe",)), How.IMPORT, 6),
        (ImportRef("go", "time"), How.IMPORT, 7),
        (ImportRef("go", "example.com/shop/pkg/orders", ("orders.Start", "orders.Down")), How.IMPORT, 9),
        (ImportRef("go", "github.com/aws/aws-sdk-go/service/sqs"), How.IMPORT, 10),
        (ImportRef("go", "github.com/lib/pq"), How.IMPORT, 11),
        (StoreRef(Store.QUEUE, "", "sqs"), How.QUEUE, 10),
        (StoreRef(Store.DATABASE, "", "postgres"), How.DATA, 11),
    ]
    assert found.code == CodeFacts(
        "go", lines=30, functions=2, complexity=7, complexity_max=4, worst="Server.Run", worst_line=22
    )


@pytest.mark.parametrize(
    ("imports", "body", "spec"),
    [
        ('"github.com/gin-gonic/gin"', "gin.Default()", ProgramSpec("go", "gin", serves=True)),
        ('"google.golang.org/grpc"', "grpc.NewServer()", ProgramSpec("go", "grpc", serves=True)),
        ('"google.golang.org/grpc"', "grpc.Dial(1)", ProgramSpec("go", "grpc")),
        ('"github.com/spf13/cobra"', "root.Execute()", ProgramSpec("go", "cobra")),
        ('"example.com/x/cmd"', "cmd.Execute()", ProgramSpec("go", "cobra")),
        ('"net/http"', "http.Get(u)", ProgramSpec("go")),
        ('"net/http"', "server.ListenAndServe()", ProgramSpec("go", "net/http", serves=True)),
        ('"fmt"', "server.Serve()", ProgramSpec("go")),
        (
            'ctrl "sigs.k8s.io/controller-runtime"',
            "ctrl.NewManager(c)",
            ProgramSpec("go", "controller-runtime", operates=True),
        ),
        ('"k8s.io/client-go/kubernetes"', "kubernetes.NewForConfig(c)", ProgramSpec("go", "client-go")),
    ],
)
def test_frameworks_of_programs(imports: str, body: str, spec: ProgramSpec) -> None:
    """
    The import says the framework, the call whether it listens or operates.
    """
    text = f"package main\nimport {imports}\nfunc main() {{ {body} }}\n"

    assert [item.spec for item in declared(text, ProgramSpec)] == [spec]


def test_a_package_is_no_program() -> None:
    """
    Neither is a package main without a main function.
    """
    assert read("package orders\nfunc main() {}\n").declarations == ()
    assert read("package main\nfunc run() {}\n").declarations == ()


CONTROLLER = """\
package controllers

import (
	ml "example.com/ml/apis/v1"
	kbatch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	ctrl "sigs.k8s.io/controller-runtime"
)

// +kubebuilder:rbac:groups=ml.example.com,resources=trainjobs;policies,verbs=get;create
// +kubebuilder:rbac:groups=ml.example.com,resources=trainjobs/status,verbs=update
// +kubebuilder:rbac:groups=ml.example.com,resources=watched,verbs=get;list
// +kubebuilder:rbac:groups="",resources=pods,verbs=create

func (r *TrainJobReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	return ctrl.Result{}, nil
}

func (r *TrainJobReconciler) SetupWithManager(mgr ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(mgr).
		For(&ml.TrainJob{}).
		Owns(&kbatch.Job{}).
		Watches(&core.Pod{}, handler).
		Owns(unknown).
		Complete(r)
}
"""


def test_a_reconciler_and_what_it_owns() -> None:
    """
    The group of an own kind comes from the markers, that of a built-in one from its import.
    """
    found = read(CONTROLLER, "controllers/trainjob.go")

    spec = ControllerSpec("ml.example.com", "TrainJob", "controller-runtime")
    assert found.declarations == (Declaration("controller:TrainJob", "TrainJobReconciler", spec, 21),)
    assert [
        (ref.source, ref.target, ref.line, ref.confidence) for ref in found.references if isinstance(ref.target, ApiRef)
    ] == [
        ("controller:TrainJob", ApiRef("ml.example.com", "TrainJob"), 21, Confidence.HIGH),
        (None, ApiRef("batch", "Job"), 22, Confidence.HIGH),
        (None, ApiRef("", "Pod"), 23, Confidence.HIGH),
        (None, ApiRef("ml.example.com", "trainjobs"), 10, Confidence.MEDIUM),
        (None, ApiRef("ml.example.com", "policies"), 10, Confidence.MEDIUM),
    ]


def test_a_reconciler_in_another_file_is_called_by_its_kind() -> None:
    """
    Set-up and reconcile need not stand together; other calls named For are none.
    """
    text = """
        package main
        import ctrl "sigs.k8s.io/controller-runtime"
        func setup() { ctrl.NewControllerManagedBy(m).For(&Local{}).Complete(r) }
        """
    other = "package main\nfunc main() { query.For(&Local{}) }\n"

    assert [item.name for item in declared(text, ControllerSpec)] == ["LocalReconciler"]
    assert declared(other, ControllerSpec) == []


def test_types_that_become_resources() -> None:
    """
    Marked structs, without their lists; the group of the folder is a reference of its own.
    """
    text = """\
        // +groupName=ml.example.com
        package v1

        // +kubebuilder:object:root=true
        // +kubebuilder:subresource:status

        // TrainJob trains.
        type TrainJob struct {
          Spec string
        }

        // +kubebuilder:object:root=true
        type TrainJobList struct{}

        type Plain struct{}

        // +kubebuilder:object:root=true
        type Alias = string
        """

    found = read(text, "apis/v1/types.go")

    assert found.declarations == (
        Declaration("type:TrainJob", "TrainJob", CrdSpec("ml.example.com", "TrainJob"), 8, Confidence.MEDIUM),
    )
    assert [(ref.target, ref.line, ref.key) for ref in found.references] == [
        (ApiRef("ml.example.com", ""), 1, "groupName")
    ]


def test_a_type_whose_group_stands_elsewhere() -> None:
    """
    The kind alone is declared.
    """
    text = "package v1\n// +genclient\ntype Run struct{}\n"

    assert [item.spec for item in declared(text, CrdSpec)] == [CrdSpec("", "Run")]


def test_a_controller_of_the_older_style() -> None:
    """
    An informer that feeds a work queue; its kind is the own type that it speaks of most.
    """
    text = """
        package runs
        import (
          runapi "example.com/x/apis/runs/v1"
          "k8s.io/client-go/util/workqueue"
        )
        func New(i Informer) { i.AddEventHandler(h); var r *runapi.Run; var l runapi.RunList; _ = runapi.Other }
        """
    without = text.replace("i.AddEventHandler(h)", "i.Other()")
    unknown = text.replace("/apis/", "/types/")

    found = declared(text, ControllerSpec, "pkg/runs/controller.go")

    assert [(item.key, item.name, item.spec, item.confidence) for item in found] == [
        ("controller:runs", "runs", ControllerSpec("", "Run", "client-go"), Confidence.MEDIUM)
    ]
    assert declared(without, ControllerSpec) == []
    assert [item.spec for item in declared(unknown, ControllerSpec)] == [ControllerSpec("", "", "client-go")]


@pytest.mark.parametrize(
    ("imports", "body", "expected"),
    [
        (
            '"github.com/robfig/cron/v3"',
            'c := cron.New(); c.AddFunc("0 3 * * *", tidy)',
            ("robfig/cron", "tidy", "0 3 * * *"),
        ),
        ('"example.com/x"', 'c.AddFunc("@every 1h", x.Tidy)', ("cron", "Tidy", "@every 1h")),
        ('"github.com/go-co-op/gocron"', "s.Every(5).Minutes().Do(tidy)", ("gocron", "tidy", "@every 5m")),
        ('"github.com/go-co-op/gocron"', 's.Cron("0 2 * * *").Do(x.Tidy)', ("gocron", "Tidy", "0 2 * * *")),
        (
            '"github.com/go-co-op/gocron/v2"',
            's.NewJob(gocron.CronJob("0 3 * * *", false), gocron.NewTask(tidy, 1))',
            ("gocron", "tidy", "0 3 * * *"),
        ),
        (
            '"github.com/go-co-op/gocron/v2"',
            "s.NewJob(gocron.DurationJob(10*time.Second), task)",
            ("gocron", "task", "@every 10s"),
        ),
        ('"example.com/x/cron"', "cron.Run(ops.Tidy, onError, 5*time.Minute)", ("cron", "Tidy", "@every 5m")),
        ('"example.com/x/cron"', "cron.Run(tidy, time.Hour)", ("cron", "tidy", "@every 1h")),
        ('"example.com/x/cron"', "cron.Run(makeTidy(), time.Second * 2)", ("cron", "makeTidy", "@every 2s")),
        ('"example.com/x/cron"', "cron.Run(tidy, ops.TidyPeriod)", ("cron", "tidy", None)),
        ('"k8s.io/apimachinery/pkg/util/wait"', "wait.Until(sync, time.Minute, stop)", ("wait", "sync", "@every 1m")),
        ('"k8s.io/apimachinery/pkg/util/wait"', "wait.Forever(func() {}, time.Minute)", ("wait", "job", "@every 1m")),
        (
            '"k8s.io/apimachinery/pkg/util/wait"',
            "wait.UntilWithContext(ctx, c.Sync, time.Minute)",
            ("wait", "Sync", "@every 1m"),
        ),
        ('"time"', "t := time.NewTicker(30 * time.Second); for range t.C { work() }", ("ticker", "main", "@every 30s")),
    ],
)
def test_schedules_in_programs(imports: str, body: str, expected: tuple[str, str, str | None]) -> None:
    """
    Cron libraries, own ones, Kubernetes' wait and tickers in loops.
    """
    text = f"package main\nimport {imports}\nfunc main() {{ {body} }}\n"

    found = declared(text, ScheduleSpec)

    assert [(item.spec.engine, item.name, item.spec.cron) for item in found if isinstance(item.spec, ScheduleSpec)] == [
        expected
    ]


@pytest.mark.parametrize(
    ("imports", "body"),
    [
        ('"example.com/x"', 'c.AddFunc("name", tidy)'),
        ('"example.com/x"', "c.AddFunc()"),
        ('"example.com/x/cron"', "cron.Run(tidy)"),
        ('"example.com/x/cron"', "cron.Run()"),
        ('"example.com/x/cron"', "cron.Run(func() { time.Sleep(time.Hour) })"),
        ('"k8s.io/apimachinery/pkg/util/wait"', "wait.Until(c.runWorker, time.Second, stop)"),
        ('"time"', "time.NewTicker(time.Second)"),
        ('"time"', "for { x.Tick(1) }"),
    ],
)
def test_what_only_looks_like_a_schedule(imports: str, body: str) -> None:
    """
    A name, a missing time, a worker, a ticker without a loop.
    """
    assert declared(f"package main\nimport {imports}\nfunc main() {{ {body} }}\n", ScheduleSpec) == []


def test_schedules_of_libraries_are_less_sure() -> None:
    """
    Nobody knows yet which program runs them; tickers there are none.
    """
    text = """
        package ops
        import (
          "example.com/x/cron"
          "time"
        )
        var running = cron.Run(tidy, time.Hour)
        func f() { for range time.Tick(time.Hour) {} }
        """

    assert [(item.key, item.confidence) for item in declared(text, ScheduleSpec)] == [
        ("schedule:tidy", Confidence.MEDIUM)
    ]


def test_a_ticker_outside_of_functions_is_the_programs() -> None:
    """
    It is called main.
    """
    text = 'package main\nimport "time"\nvar t = time.Tick(time.Hour)\nvar f = func() { for range t {} }\n'

    assert [item.name for item in declared(text, ScheduleSpec)] == ["main"]


def test_settings_flags_fields_and_strings() -> None:
    """
    Hosts, buckets, images and tables, by the name beside them or by their form.
    """
    text = """\
        package main
        import (
          "cloud.google.com/go/storage"
          "os"
        )
        var a = flag.String("redis-host", "redis:6379", "where")
        var b = flag.StringVarP(&x, "bucket", "b", "models-eu", "where")
        var c = os.Getenv("EVENTS_URL")
        var d = os.Getenv("MODE")
        var e = os.Getenv(name)
        var f = client.Bucket("trained-models")
        var g = client.Topic("clicks")
        var h = Input{Bucket: aws.String("raw-data"), Addr: "cache:6379", Other: "x", Bucket: name}
        var i = Container{Image: "registry.example.com/x:1", Image: "not an image"}
        var j = "http://predictor.ml.svc.cluster.local/v1"
        var k = fmt.Sprintf("http://%s.svc.cluster.local", name)
        var l = `select id from shop.orders where a`
        var m = "gs://archive/x"
        var n = map[string]string{}
        """

    assert needed(text) == [
        (StoreRef(Store.BUCKET, "", "gs"), How.DATA, 3),
        (HostRef("redis"), How.ENV, 6),
        (StoreRef(Store.BUCKET, "models-eu"), How.DATA, 7),
        (NameRef("setting", "EVENTS_URL"), How.ENV, 8),
        (StoreRef(Store.BUCKET, "trained-models", "gs"), How.DATA, 11),
        (StoreRef(Store.BUCKET, "raw-data"), How.DATA, 13),
        (HostRef("cache"), How.CALL, 13),
        (ImageRef("registry.example.com/x:1"), How.IMAGE, 14),
        (HostRef("predictor.ml.svc.cluster.local", "http://predictor.ml.svc.cluster.local/v1"), How.CALL, 15),
        (StoreRef(Store.TABLE, "shop.orders"), How.DATA, 17),
        (StoreRef(Store.BUCKET, "archive", "gs"), How.DATA, 18),
    ]


def test_imports_have_the_name_of_their_last_part() -> None:
    """
    Versions, and the go- of a repository's name, are no part of it.
    """
    text = """
        package x
        import (
          "example.com/go-redis/v9"
          "gopkg.in/yaml.v3"
          . "example.com/dot"
        )
        func f() { redis.New(); yaml.Read(); getter()(); a[0].Call() }
        """

    found = [ref.target for ref in read(text).references]

    assert found == [
        ImportRef("go", "example.com/go-redis/v9", ("redis.New",)),
        ImportRef("go", "gopkg.in/yaml.v3", ("yaml.Read",)),
        ImportRef("go", "example.com/dot"),
    ]


def test_tests_are_counted_and_nothing_else() -> None:
    """
    A test file declares its cases.
    """
    text = 'package main\nimport "testing"\nfunc TestA(t *testing.T) { x := "http://a/b" }\nfunc helper() {}\n'

    found = read(text, "a/b_test.go")

    assert found.declarations == (Declaration("tests", "b_test", TestSpec(1), 1),)
    assert found.references == ()


def test_generated_files_are_only_counted() -> None:
    """
    Nobody keeps them by hand.
    """
    text = "// Code generated by tool. DO NOT EDIT.\npackage main\nfunc main() {}\n"

    assert read(text) == Reading(code=CodeFacts("go", 2), status=Status.GENERATED)


def test_broken_files_are_partly_read() -> None:
    """
    The parser goes on behind an error.
    """
    found = read("package main\nfunc broken( {\n\nfunc main() {}\n")

    assert [problem.reason for problem in found.problems] == [Reason.PARTIAL]


def test_an_empty_file_says_nothing() -> None:
    """
    There is no function to count.
    """
    assert read_go("a.go", b"").code == CodeFacts("go")


@given(st.integers())
def test_no_input_raises(seed: int) -> None:
    """
    Whatever the content, a reading comes back.
    """
    chance = random.Random(seed)
    data = bytearray((SERVER + CONTROLLER).encode())
    for _ in range(10):
        start = chance.randrange(len(data))
        data[start : start + chance.randint(0, 20)] = chance.choice([b"", b"{", b'"', b"\xff", b"\0", b"(", b"\n"])

    assert isinstance(read_go("a.go", bytes(data)), Reading)


def test_file_left_out_of_every_build_is_no_program() -> None:
    """
    Go keeps the tools of a module in files with a main function that no build takes in.
    """
    main = "package main\n\nfunc main() {}\n"

    def programs(constraint: str) -> int:
        return len(read(f"{constraint}\n\n{main}").declarations)

    assert [programs(line) for line in ("", "//go:build linux", "//go:build tools", "// +build ignore")] == [1, 1, 0, 0]


def test_kinds_that_code_names_or_builds() -> None:
    """
    By group and resource, by a package of a known project, and by own types; Kubernetes' own and parts are none.
    """
    text = """\
        package web
        import (
          corev1 "k8s.io/api/core/v1"
          own "example.com/shop/apis/ml/v1"
          pb "example.com/shop/proto"
          wfv1 "github.com/argoproj/argo-workflows/v3/pkg/apis/workflow/v1alpha1"
        )
        var a = schema.GroupVersionResource{Group: "ml.example.com", Version: "v1", Resource: "trainings"}
        var b = schema.GroupVersionKind{Version: "v1", Kind: "Pod"}
        var c = &wfv1.Workflow{Spec: wfv1.WorkflowSpec{}}
        var d = own.Training{}
        var e = corev1.Pod{}
        var f = pb.Training{}
        """

    found = [(target, how, line) for target, how, line in needed(text) if isinstance(target, ApiRef)]
    assert found == [
        (ApiRef("ml.example.com", "trainings"), How.CRD, 8),
        (ApiRef("argoproj.io", "Workflow"), How.CRD, 10),
        (ApiRef("", "Training"), How.CRD, 11),
    ]


def test_constants_name_images_and_places() -> None:
    """
    Alone, in a block or typed; words of errors and keys, and patterns, name nothing.
    """
    text = """\
        package web
        const trainerImage = "registry.example.com/trainer:1"
        const (
          modelBucket string = "acme-models"
          ErrNoBucket = "no-bucket-here"
          bucketKey = "some-key"
          bucketFormat = "acme-%s"
        )
        """

    assert needed(text) == [
        (ImageRef("registry.example.com/trainer:1"), How.IMAGE, 2),
        (StoreRef(Store.BUCKET, "acme-models"), How.DATA, 4),
    ]

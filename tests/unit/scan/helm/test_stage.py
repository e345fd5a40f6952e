"""
Charts rendered from all their files: names, images and switches come from the values, and nothing is lost.
"""

import pytest

from debtscan.model.declaration import PART, Problem, ReleaseSpec, WorkloadSpec
from debtscan.model.evidence import Reason
from debtscan.model.words import Confidence, Status
from debtscan.scan.helm import assembly
from tests.unit.scan.helm.charts import Files, pod, said, workloads

ABOUT = "apiVersion: v2\nname: shop\nversion: 1.0.0\n"
WEB = "shop/templates/web.yaml"
IMAGE = "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
NAMES = """\
{{- define "shop.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride }}
{{- else if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 63 }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name }}{{ end }}
{{- end }}
"""


def chart(**more: str) -> Files:
    """
    Return a chart "shop" of one workload; *more* replaces its values, web template or names.
    """
    return {
        "shop/Chart.yaml": ABOUT,
        "shop/values.yaml": more.get("values", "image: {repository: team/web, tag: 1.0.0}\n"),
        "shop/templates/_names.tpl": NAMES,
        WEB: more.get("web", pod("Deployment", '{{ include "shop.fullname" . }}-web', IMAGE)),
    }


def test_values_are_put_into_templates() -> None:
    """
    Image and name are known, and the object is sure: nothing was left open.
    """
    reading = said(chart())[WEB]

    assert workloads(reading) == [("web", None, ["team/web:1.0.0"])]
    assert [(one.line, one.confidence) for one in reading.declarations] == [(2, Confidence.HIGH)]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ('{{ include "shop.fullname" . }}', "shop"),
        ('{{ include "shop.fullname" . }}-deployment', "shop-deployment"),
        ('{{ include "shop.fullname" . }}-worker', "worker"),
        ("{{ .Values.names.web }}", "front"),
    ],
)
def test_the_name_of_the_release_is_that_of_the_chart(name: str, known: str) -> None:
    """
    Where nothing else tells what it is.
    """
    values = "image: {repository: a, tag: b}\nnames: {web: front}\n"

    assert workloads(said(chart(values=values, web=pod("Deployment", name, IMAGE)))[WEB])[0][0] == known


def test_a_range_gives_one_workload_an_entry() -> None:
    """
    Each with its own image and schedule, all on one line of the template.
    """
    values = "jobs:\n  b: {image: team/b:1, schedule: '0 1 * * *'}\n  a: {image: team/a:1, schedule: '0 2 * * *'}\n"
    web = """\
        {{- range $name, $job := .Values.jobs }}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: {{ $.Release.Name }}-{{ $name }}}
        spec:
          schedule: {{ $job.schedule | quote }}
          jobTemplate: {spec: {template: {spec: {containers: [{name: x, image: {{ $job.image }}}]}}}}
        {{- end }}
        """

    reading = said(chart(values=values, web=web))[WEB]

    assert workloads(reading) == [("a", None, ["team/a:1"]), ("b", None, ["team/b:1"])]
    assert [(one.line, one.spec.schedule) for one in reading.declarations if isinstance(one.spec, WorkloadSpec)] == [
        (4, "0 2 * * *"),
        (4, "0 1 * * *"),
    ]


def switched(values: str, **more: str) -> list[tuple[str, str | None, list[str]]]:
    """
    Return the workload of a chart that stands under a switch.
    """
    web = "{{ if .Values.web.enabled }}\n" + pod("Deployment", "web", "{{ .Values.web.image }}") + "{{ end }}\n"
    return workloads(said(chart(values=values, web=web) | more)[WEB])


def test_what_is_off_is_kept_as_disabled() -> None:
    """
    With the image that it would run.
    """
    assert switched("web: {enabled: true, image: a/b:1}\n") == [("web", None, ["a/b:1"])]
    assert switched("web: {enabled: false, image: a/b:1}\n") == [("web", Status.DISABLED, ["a/b:1"])]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("shop/values-prod.yaml", None),
        ("shop/env/prod.yaml", None),
        ("config/prod.yaml", None),
        ("shop/ci/values.yaml", Status.DISABLED),
        ("shop/values-local.yaml", Status.DISABLED),
        ("examples/values-prod.yaml", Status.DISABLED),
    ],
)
def test_an_environment_switches_on(path: str, status: Status | None) -> None:
    """
    Only one that is deployed; values apart belong to the chart whose keys they share.
    """
    defaults = "web: {enabled: false, image: a/b:1}\nother: {x: 1}\n"
    given = "web:\n  enabled: true\n  replicas: 1\n  resources: {}\n  tag: x\nother: {x: 2}\n"

    assert switched(defaults, **{path: given})[0][1] == status


def test_the_images_of_environments_count_first() -> None:
    """
    Production before others, the defaults last.
    """
    environments = {
        "shop/values-dev.yaml": "web: {image: dev/b:2}\n",
        "shop/values-prod.yaml": "web: {image: live/b:3}\n",
    }

    assert switched("web: {enabled: true, image: a/b:1}\n", **environments) == [
        ("web", None, ["live/b:3", "dev/b:2", "a/b:1"])
    ]


def test_values_of_another_chart_change_nothing() -> None:
    """
    They share too few keys.
    """
    given = "web:\n  enabled: true\n  replicas: 1\n  resources: {}\n  tag: x\nmore: 1\nthings: 2\n"

    assert switched("web: {enabled: false, image: a/b:1}\n", **{"config/prod.yaml": given})[0][1] == Status.DISABLED


def test_an_unknown_condition_makes_less_sure() -> None:
    """
    The first branch is taken, and the condition told.
    """
    web = '{{ if .Capabilities.APIVersions.Has "acme.test/v1" }}\n' + pod("Deployment", "web", "a:1") + "{{ end }}\n"

    [declaration] = said(chart(web=web))[WEB].declarations

    assert declaration.condition == '.Capabilities.APIVersions.Has "acme.test/v1"'
    assert (declaration.status, declaration.confidence) == (None, Confidence.MEDIUM)


def test_one_object_under_another_name_in_each_environment_is_one() -> None:
    """
    The line of the template says so.
    """
    files = chart(
        values="stage: none\nimage: {repository: a, tag: b}\n", web=pod("Deployment", "web-{{ .Values.stage }}", IMAGE)
    )
    files |= {"shop/values-prod.yaml": "stage: prod\n", "shop/values-qa.yaml": "stage: qa\n"}

    assert [name for name, _, _ in workloads(said(files)[WEB])] == ["web-prod"]


def parent(dependency: str, values: str = "") -> Files:
    """
    Return a chart "all" that installs the chart "shop".
    """
    about = f"name: all\ndependencies:\n- {dependency}\n"
    return {"all/Chart.yaml": about, "all/values.yaml": values}


def inner(folder: str) -> Files:
    """
    Return the chart "shop" in *folder*.
    """
    return {path.replace("shop/", folder, 1): text for path, text in chart().items()}


@pytest.mark.parametrize(
    ("dependency", "values", "expected"),
    [
        (
            "{name: shop, condition: shop.enabled}",
            "shop: {enabled: true, image: {tag: 2.0.0}}",
            (None, "team/web:2.0.0"),
        ),
        ("{name: shop, condition: 'a.b,shop.enabled'}", "shop: {enabled: false}", (Status.DISABLED, "team/web:1.0.0")),
        ("{name: shop, tags: [x, y]}", "tags: {x: false}", (Status.DISABLED, "team/web:1.0.0")),
        ("{name: shop, tags: [x, y]}", "tags: {x: false, y: true}", (None, "team/web:1.0.0")),
        ("{name: shop, alias: s}", "s: {image: {tag: 3.0.0}}\nshop: {image: {tag: 4.0.0}}", (None, "team/web:3.0.0")),
        ("{name: shop}", "global: {image: {tag: 9.0.0}}", (None, "team/web:1.0.0")),
    ],
)
def test_the_values_of_the_parent_decide_about_its_charts(
    dependency: str, values: str, expected: tuple[Status | None, str]
) -> None:
    """
    Switches, tags, aliases and what stands under the name of the sub-chart.
    """
    readings = said(parent(dependency, values) | inner("all/charts/shop/"))

    [(_, status, images)] = workloads(readings["all/charts/shop/templates/web.yaml"])
    assert (status, images[0]) == expected
    [about] = [one for one in readings["all/Chart.yaml"].declarations if isinstance(one.spec, ReleaseSpec)]
    assert about.status == expected[0]


def test_globals_reach_every_chart() -> None:
    """
    Those of the parent count more than those of the sub-chart.
    """
    web = pod("Deployment", "web", "{{ .Values.global.registry }}/web:{{ .Values.global.tag }}")
    files = parent("{name: shop}", "global: {registry: r.test}\n")
    files |= {
        path.replace("shop/", "all/charts/shop/", 1): text
        for path, text in chart(values="global: {registry: other, tag: 1.0.0}\n", web=web).items()
    }

    assert workloads(said(files)["all/charts/shop/templates/web.yaml"])[0][2] == ["r.test/web:1.0.0"]


def test_charts_that_install_each_other_end() -> None:
    """
    After some depth.
    """
    files = {
        "a/Chart.yaml": "name: a\ndependencies: [{name: b, repository: 'file://../b'}]\n",
        "b/Chart.yaml": "name: b\ndependencies: [{name: a, repository: 'file://../a'}]\n",
        "a/templates/web.yaml": pod("Deployment", "{{ .Chart.Name }}", "a:1"),
    }

    assert workloads(said(files)["a/templates/web.yaml"])[0][0] == "a"


def test_old_requirements_and_charts_without_an_entry_count() -> None:
    """
    A requirements.yaml names dependencies; what lies under charts/ is installed anyway.
    """
    files = {
        "all/Chart.yaml": "name: all\n",
        "all/requirements.yaml": "dependencies: [{name: shop, condition: shop.enabled}]\n",
        "all/values.yaml": "shop: {enabled: false}\n",
        "all/charts/more/Chart.yaml": "name: more\n",
        "all/charts/more/templates/more.yaml": pod("Deployment", "{{ .Chart.Name }}", "more:1"),
    }

    readings = said(files | inner("all/charts/shop/"))

    assert workloads(readings["all/charts/shop/templates/web.yaml"])[0][1] == Status.DISABLED
    assert workloads(readings["all/charts/more/templates/more.yaml"]) == [("more", None, ["more:1"])]
    assert readings["all/requirements.yaml"].declarations[0].status is Status.DISABLED


def test_a_library_only_defines() -> None:
    """
    Its named templates are used by others, its own files are not rendered.
    """
    library = '{{ define "lib.image" }}{{ .Values.image.repository }}:{{ .Values.image.tag }}{{ end }}'
    files = chart(web=pod("Deployment", "web", "{{ include `lib.image` . }}"))
    files |= {
        "shop/charts/lib/Chart.yaml": "name: lib\ntype: library\n",
        "shop/charts/lib/templates/_lib.tpl": library,
        "shop/charts/lib/templates/part.yaml": pod("Deployment", "{{ .Values.x }}", "part:1"),
    }

    readings = said(files)

    assert workloads(readings[WEB]) == [("web", None, ["team/web:1.0.0"])]
    assert workloads(readings["shop/charts/lib/templates/part.yaml"])[0][1] is None


def test_parts_of_charts_from_elsewhere_are_told() -> None:
    """
    Those with an own image or switch and resources; where none of the values run it, disabled.
    """
    values = """\
        far:
          ingress: {enabled: true, resources: {}}
          builder: {daemon: {image: {tag: "1"}}, resources: {}}
          cleaner: {enabled: false, image: a/b:1, nodeSelector: {}}
          plain: {enabled: true}
          text: 1
          sized: {resources: {}}
        off: {enabled: false, part: {enabled: true, resources: {}}}
        """
    about = ABOUT + "dependencies:\n- {name: far, repository: https://charts.test}\n"
    about += "- {name: off, repository: https://x.test, condition: off.enabled}\n"

    readings = said(
        {
            "shop/Chart.yaml": about,
            "shop/values.yaml": values,
            "shop/values-prod.yaml": "far: {builder: {replicas: 2}}\n",
        }
    )

    parts = [one for one in readings["shop/values.yaml"].declarations if one.key.startswith("part:")]
    assert [(one.key, one.line, one.status, one.spec) for one in parts] == [
        ("part:far.builder", 3, None, ReleaseSpec("far/builder", "https://charts.test", by=PART)),
        ("part:far.cleaner", 4, Status.DISABLED, ReleaseSpec("far/cleaner", "https://charts.test", by=PART)),
    ]
    assert not [one for one in readings["shop/values-prod.yaml"].declarations if one.key.startswith("part:")]


@pytest.mark.parametrize(
    ("api", "kind", "spec"),
    [
        (
            "argoproj.io/v1alpha1",
            "Application",
            "{source: {path: shop, repoURL: x, helm: {valuesObject: {image: {tag: 7.0.0}}}}}",
        ),
        (
            "helm.toolkit.fluxcd.io/v2",
            "HelmRelease",
            "{chart: {spec: {chart: ./shop}}, values: {image: {tag: 7.0.0}}}",
        ),
    ],
)
def test_values_in_a_release_are_an_environment(api: str, kind: str, spec: str) -> None:
    """
    Of Argo CD and of Flux.
    """
    manifest = f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: shop}}\nspec: {spec}\n"

    assert workloads(said(chart() | {"apps/shop.yaml": manifest})[WEB])[0][2] == ["team/web:7.0.0", "team/web:1.0.0"]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("{{ if }}", Problem(Reason.TEMPLATED, "not rendered: action without a value", 11)),
        ("{{ break }}", Problem(Reason.TEMPLATED, "not rendered: break or continue outside a range")),
        (
            '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
            Problem(Reason.OVER_BUDGET, "not rendered: templates that include each other more than 40 deep"),
        ),
        (
            "{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}",
            Problem(Reason.OVER_BUDGET, "not rendered: takes more steps than are spent on one template"),
        ),
    ],
)
def test_what_cannot_be_rendered_is_read_as_it_stands(more: str, problem: Problem) -> None:
    """
    The object is kept as it is written, live, and the ledger says why.
    """
    reading = said(chart(web=pod("Deployment", "web", IMAGE) + more + "\n"))[WEB]

    assert workloads(reading) == [("web", None, [IMAGE])]
    assert problem in reading.problems


def test_a_document_that_breaks_when_rendered_is_kept_as_it_stands() -> None:
    """
    Live, since nothing says that it is off.
    """
    web = (
        pod("Deployment", "web", IMAGE)
        + "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata: {{ .Values.text }}\n"
    )

    reading = said(chart(values="text: '[a: b'\nimage: {repository: a, tag: b}\n", web=web))[WEB]

    assert [(one.name, one.status) for one in reading.declarations] == [("web", None), ("c", None)]
    assert Reason.PARTIAL in {problem.reason for problem in reading.problems}


def test_open_expressions_are_counted() -> None:
    """
    The name of the release is no lack.
    """
    web = pod("Deployment", "{{ .Release.Name }}-web", "{{ .Values.missing }}")

    assert said(chart(web=web))[WEB].problems == (Problem(Reason.TEMPLATED, "1 expressions"),)


def test_an_object_in_a_loop_over_nothing_is_kept() -> None:
    """
    As it is written, disabled.
    """
    web = (
        "{{ range .Values.jobs }}\n" + pod("Job", "{{ .name }}", "{{ .image }}", "apiVersion: batch/v1") + "{{ end }}\n"
    )

    assert workloads(said(chart(web=web))[WEB]) == [("web", Status.DISABLED, ["{{ .image }}"])]


def test_a_named_template_that_holds_an_object_stays_a_template() -> None:
    """
    And is rendered where it is included.
    """
    web = (
        '{{ define "pod" }}\n'
        + pod("Deployment", "{{ .name }}", "a:1")
        + '{{ end }}\n{{ include "pod" (dict "name" "one") }}\n'
    )

    reading = said(chart(web=web))[WEB]

    assert [(one.name, one.status, one.line) for one in reading.declarations] == [
        ("one", None, 13),
        ("web", Status.TEMPLATE, 3),
    ]


def test_too_many_sets_of_values_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The defaults are always among those that are rendered.
    """
    monkeypatch.setattr(assembly, "STEPS", 30)
    monkeypatch.setattr(assembly, "STEPS_OF_ONE", 25)
    files = chart() | {"shop/values-prod.yaml": "image: {tag: 2.0.0}\n", "shop/values-qa.yaml": "other: 1\n"}

    readings = said(files)

    assert workloads(readings[WEB]) == [("web", None, ["team/web:1.0.0"])]
    assert readings["shop/Chart.yaml"].problems == (
        Problem(Reason.OVER_BUDGET, "1 of 3 sets of values are too many to be rendered"),
    )


def test_a_template_that_only_some_values_make_endless_is_kept() -> None:
    """
    As the defaults render it, and the ledger says so.
    """
    web = (
        pod("Deployment", "web", IMAGE)
        + "{{ range until (int .Values.many) }}{{ range until 9999 }}{{ end }}{{ end }}\n"
    )
    files = chart(web=web) | {"shop/values-prod.yaml": "many: 9999\n"}

    reading = said(files)[WEB]

    assert workloads(reading) == [("web", None, ["team/web:1.0.0"])]
    assert [problem.reason for problem in reading.problems] == [Reason.OVER_BUDGET]

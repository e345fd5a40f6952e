"""
Templates are evaluated as Helm does it as far as the values are known; the rest stays as it is written.
"""

import pytest

from debtscan.scan.helm.calculator import Budget, Parts
from debtscan.scan.helm.evaluator import Evaluator, StrayError
from debtscan.scan.helm.output import Rendered
from debtscan.scan.helm.parser import parse
from debtscan.scan.helm.root import root_of
from debtscan.scan.helm.values import Expressions, SpentError, Value
from tests.unit.scan.helm.charts import evaluated

VALUES: dict[str, Value] = {
    "name": "web",
    "on": True,
    "off": False,
    "none": None,
    "image": {"repository": "team/web", "tag": "1.0"},
    "workers": {"b": {"image": "b:2"}, "a": {"image": "a:1"}},
    "list": ["x", "y"],
    "text": "{{ .Values.name }}-{{ .Chart.Name }}",
}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ .Values.image.repository }}:{{ .Values.image.tag }}", "team/web:1.0"),
        ('{{ .Values.missing.deep | default "d" }}', "d"),
        ("{{ .Values.none }}|{{ .Values.missing.deep }}", "{{ .Values.none }}|{{ .Values.missing.deep }}"),
        ("{{ .Release.Name }}-x", "{{ .Release.Name }}-x"),
        ("{{ .Chart.Name }} {{ .Chart.Version }} {{ .Release.Service }}", "shop 1.2.0 Helm"),
        ("{{ if .Values.on }}a{{ else }}b{{ end }}", "a"),
        ("{{ if .Values.off }}a{{ else if .Values.on }}b{{ else }}c{{ end }}", "b"),
        ("{{ if .Values.off }}a{{ else if .Values.none }}b{{ else }}c{{ end }}", "c"),
        ("{{ if .Values.missing.deep }}a{{ end }}", ""),
        ("{{ if and .Values.on (not .Values.off) }}a{{ end }}", "a"),
        ("{{ if or .Values.off .Values.none }}a{{ end }}", ""),
        ('{{ or .Values.none "b" }}{{ and .Values.on 0 }}', "b0"),
        ("{{ with .Values.image }}{{ .tag }}{{ $.Values.name }}{{ end }}", "1.0web"),
        ("{{ with $x := .Values.image }}{{ $x.tag }}{{ end }}", "1.0"),
        ("{{ with .Values.none }}a{{ else }}b{{ end }}", "b"),
        ("{{ with .Values.none }}a{{ else with .Values.name }}{{ . }}{{ end }}", "web"),
        ("{{ range $k, $v := .Values.workers }}{{ $k }}={{ $v.image }};{{ end }}", "a=a:1;b=b:2;"),
        ("{{ range .Values.list }}{{ . }};{{ end }}", "x;y;"),
        ("{{ range $i, $x := .Values.list }}{{ $i }}{{ $x }}{{ end }}", "0x1y"),
        ("{{ range until 3 }}{{ . }}{{ end }}{{ range 2 }}{{ . }}{{ end }}", "01201"),
        ("{{ range .Values.none }}a{{ else }}b{{ end }}", "b"),
        ('{{ range .Values.list }}{{ if eq . "y" }}{{ break }}{{ end }}{{ . }}{{ end }}', "x"),
        ('{{ range .Values.list }}{{ if eq . "x" }}{{ continue }}{{ end }}{{ . }}{{ end }}', "y"),
        ("{{ $x := 1 }}{{ if .Values.on }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"),
        ("{{ $x := 1 }}{{ if .Values.on }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"),
        ('{{ define "n" }}{{ .Chart.Name }}-{{ .Values.name }}{{ end }}{{ include "n" . }}', "shop-web"),
        ('{{ define "n" }}{{ . }}{{ end }}{{ template "n" .Values.name }}{{ template "n" }}', "web"),
        ('{{ block "n" .Values.name }}<{{ . }}>{{ end }}', "<web>"),
        ("{{ tpl .Values.text . }}", "web-shop"),
        ('{{ tpl "plain" . }}{{ tpl "{{ if }}" . }}', 'plain{{ tpl "{{ if }}" . }}'),
        ('{{ include "nowhere" . }}', '{{ include "nowhere" . }}'),
        ('a {{- /* note */ -}} b {{- " c" }}', "ab c"),
        ("{{/* note */}}x", "x"),
        ("a\n{{- if .Values.on }}\nb\n{{- end }}\nc", "a\nb\nc"),
        ("{{ (index .Values.list 1) }}{{ (.Values.image).tag }}", "y1.0"),
        ("{{ .Values.name | upper | quote }}", '"WEB"'),
        ("{{ .Values.name | sha256sum }}", "000000000000"),
        ('{{ .Capabilities.APIVersions.Has "batch/v1" }}', "true"),
        ('{{ .Capabilities.APIVersions.Has "policy/v1beta1/PodDisruptionBudget" }}', "false"),
        ('{{ if semverCompare ">=1.19-0" .Capabilities.KubeVersion.GitVersion }}new{{ end }}', "new"),
        ('{{ .Files.Get "a.txt" }}', '{{ .Files.Get "a.txt" }}'),
        ("{{ .Release.Name.x.y }}", "{{ .Release.Name.x.y }}"),
        ("{{ randAlphaNum 8 }}", "{{ randAlphaNum 8 }}"),
        ("{{ .Values.name | frobnicate }}", "{{ .Values.name | frobnicate }}"),
        ("{{ nil }}{{ true }}{{ 0x10 }}{{ 1_000 }}{{ 1.5 }}{{ 'a' }}{{ `raw` }}", "true1610001.597raw"),
    ],
)
def test_templates_are_evaluated(text: str, written: str) -> None:
    """
    Values, branches, loops, variables, named templates and functions come out as from Helm.
    """
    assert evaluated(text, VALUES) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ if .Release.Namespace }}a{{ else }}b{{ end }}", "a"),
        ('{{ if contains "x" .Release.Name }}{{ .Release.Name }}{{ else }}b{{ end }}', "{{ .Release.Name }}"),
        ("{{ with .Release.Namespace }}{{ . }}{{ end }}", "{{ .Release.Namespace }}"),
        ('{{ range $k, $v := .Files.Glob "*" }}<{{ $k }}>{{ end }}', '<{{ .Files.Glob "*" }}>'),
        ("{{ if and .Values.off .Release.Name }}a{{ end }}", ""),
        ("{{ if and .Release.Name .Values.on }}a{{ end }}", "a"),
        ("{{ if or .Release.Name .Values.on }}a{{ end }}", "a"),
        ('{{ .Release.Name | trunc 3 | trimSuffix "-" | lower | quote }}', '"{{ .Release.Name }}"'),
        ('{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 9 }}', "{{ .Release.Name }}-shop"),
        ('{{ default "d" .Release.Name }}', "{{ .Release.Name }}"),
        ("{{ .Release.Name | b64enc }}", "{{ .Release.Name | b64enc }}"),
        ('{{ required "why" .Values.missing }}', '{{ required "why" .Values.missing }}'),
        ("{{ include .Release.Name . }}", "{{ include .Release.Name . }}"),
        ("{{ tpl .Release.Name . }}", "{{ tpl .Release.Name . }}"),
        ('{{ (.Files).Get "x" }}{{ 1 "x" }}', '{{ (.Files).Get "x" }}{{ 1 "x" }}'),
    ],
)
def test_what_only_a_release_knows_stays_as_it_is_written(text: str, written: str) -> None:
    """
    An unknown condition takes the first branch, an unknown part stays whole, a known part beside it is put in.
    """
    assert evaluated(text, VALUES) == written


def test_switched_off_objects_are_written_by_force() -> None:
    """
    Only a branch without an else that holds whole objects is forced; a fragment stays away.
    """
    text = "{{ if .Values.off }}\nkind: A\n{{ end }}{{ with .Values.off }}\nkind: B\n{{ end }}"
    text += "{{ if .Values.off }}x{{ end }}"

    assert evaluated(text, VALUES).split() == []
    assert evaluated(text, VALUES, forced=True).split() == ["kind:", "A", "kind:", "B"]


def rendered(text: str, values: dict[str, Value] | None = None, steps: int = 10_000) -> Rendered:
    """
    Return what *text* writes, with the origin of each line.
    """
    expressions = Expressions()
    template = parse(text)
    evaluator = Evaluator(Parts(template.defines, {}), expressions, Budget(steps))
    return evaluator.render(template, root_of({}, values or {}, "shop", expressions)).rendered()


def test_each_line_knows_where_it_comes_from() -> None:
    """
    Lines of an include are those of the action; lines under an unknown condition carry it.
    """
    text = (
        '{{ define "l" }}a: 1\nb: 2{{ end }}\nx: 0\n{{ include "l" . }}\n{{ if .Release.Name }}\ny: 1\n{{ end }}z: 2\n'
    )

    found = rendered(text)

    told = [
        (line, found.origin(number).line, found.origin(number).condition)
        for number, line in enumerate(found.text.split("\n"), 1)
        if line
    ]
    assert told == [("x: 0", 3, ""), ("a: 1", 4, ""), ("b: 2", 4, ""), ("y: 1", 6, ".Release.Name"), ("z: 2", 7, "")]


def test_lines_of_nothing_but_unknown_values_are_left_out() -> None:
    """
    They may stand for a whole part of a document, which a word would break.
    """
    assert rendered("a:\n  {{ .Values.extra }}\nb: {{ .Values.extra }}\n").text == "a:\n\nb: zq4qz\n"


@pytest.mark.parametrize(
    "text",
    [
        '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
        '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
        "{{ range until 10000 }}{{ range until 10000 }}{{ . }}{{ end }}{{ end }}",
        "{{ until 100000 }}",
        '{{ repeat 10000000 "x" }}',
        '{{ $x := "aaaaaaaaaa" }}{{ range until 40 }}{{ $x = printf "%s%s" $x $x }}{{ end }}',
        "{{ $x := list 1 }}{{ range until 40 }}{{ $x = list $x $x }}{{ end }}{{ toYaml $x }}",
        '{{ $x := dict }}{{ $_ := set $x "x" $x }}{{ toJson $x }}',
        '{{ $x := dict }}{{ range until 40 }}{{ $x = dict "a" $x "b" $x }}{{ end }}{{ deepCopy $x }}',
        "{{ $x := list 1 }}{{ range until 40 }}{{ $x = concat $x $x }}{{ end }}",
        "{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}",
        '{{ define "a" }}' + "x" * 100_000 + '{{ end }}{{ range until 99 }}{{ $x := include "a" $ }}{{ end }}',
        '{{ $x := repeat 9999 "x" }}{{ range until 99 }}{{ $y := fromYaml $x }}{{ end }}',
        "{{ $x := until 999 }}{{ range until 99 }}{{ $y := toYaml $x }}{{ end }}",
    ],
)
def test_nothing_takes_longer_than_its_budget(text: str) -> None:
    """
    Cyclic includes and values that double cost the template, never the run.
    """
    with pytest.raises(SpentError):
        rendered(text)


def test_a_break_outside_a_loop_is_an_error() -> None:
    """
    It leaves the template.
    """
    with pytest.raises(StrayError):
        rendered("{{ break }}")

"""
A chart that Helm itself renders, too, with the same objects, names, images and schedules.
"""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from debtscan.model.declaration import ImageRef
from debtscan.model.words import Status
from debtscan.run.cache import Cache
from debtscan.safe.files import WorkTree, WorkTreeAt
from debtscan.safe.yaml import load_all
from debtscan.scan.survey import survey

helm = pytest.importorskip("helm_python", reason="Helm is not installed: pip install helm-python-sdk")

FILES = {
    "Chart.yaml": "apiVersion: v2\nname: mini\nversion: 0.1.0\nappVersion: 4.5.6\n",
    "values.yaml": """\
        registry: registry.test
        web: {enabled: true, image: {name: team/web, tag: ""}, hosts: [a.test, b.test]}
        cache: {enabled: false, image: {name: team/cache, tag: "1"}}
        jobs:
          nightly: {schedule: "0 3 * * *", image: {name: team/night, tag: v2}}
          weekly: {schedule: "@weekly", image: {name: team/week}}
        nightly: {enabled: true}
        """,
    "templates/_names.tpl": """\
        {{- define "mini.fullname" -}}
        {{- $name := default .Chart.Name .Values.nameOverride -}}
        {{- if contains $name .Release.Name -}}{{ .Release.Name | trunc 63 | trimSuffix "-" }}
        {{- else -}}{{ printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}{{- end -}}
        {{- end -}}
        {{- define "mini.image" -}}
        {{- $root := index . 0 -}}{{- $image := index . 1 -}}
        {{ printf "%s/%s:%s" $root.Values.registry $image.name (coalesce $image.tag $root.Chart.AppVersion) }}
        {{- end -}}
        {{- define "mini.labels" }}
        app.kubernetes.io/name: {{ .Chart.Name }}
        {{- with .Values.labels }}{{ toYaml . | nindent 0 }}{{ end }}
        {{- end -}}
        """,
    "templates/web.yaml": """\
        {{- with .Values.web }}
        {{- if .enabled }}
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ include "mini.fullname" $ }}-web
          labels: {{- include "mini.labels" $ | nindent 4 }}
        spec:
          template:
            spec: {containers: [{name: main, image: {{ include "mini.image" (list $ .image) | quote }}}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{ include "mini.fullname" $ }}-web}
        spec: {ports: [{port: {{ $.Values.port | default 80 }}}]}
        {{- end }}
        {{- end }}
        """,
    "templates/cache.yaml": """\
        {{- if and .Values.cache.enabled (not .Values.external) }}
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: {{ .Release.Name }}-cache}
        spec: {template: {spec: {containers: [{name: main, image: {{ .Values.cache.image.name }}:1}]}}}
        {{- end }}
        """,
    "templates/jobs.yaml": """\
        {{- range $name, $job := .Values.jobs }}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: {{ $.Release.Name }}-{{ $name }}}
        spec:
          schedule: {{ tpl $job.schedule $ | quote }}
          jobTemplate:
            spec: {template: {spec: {containers: [{name: m, image: {{ include "mini.image" (list $ $job.image) }}}]}}}
        {{- end }}
        """,
    "templates/migrate.yaml": """\
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{ include "mini.fullname" . }}-migrate
          annotations: {"helm.sh/hook": pre-upgrade, checksum: {{ toYaml .Values.jobs | sha256sum }}}
        spec: {template: {spec: {containers: [{name: main, image: {{ .Values.registry }}/migrate:1}]}}}
        """,
}

Thing = tuple[str, str, str, str]  # kind, end of the name, image, schedule


def by_helm(folder: Path) -> list[Thing]:
    """
    Return the objects that Helm renders for a release that is called as its chart.
    """
    with helm.Chart.load(str(folder)) as chart:
        texts = chart.render({}, name="mini", namespace="default")
    bodies = [body for text in texts.values() for body in load_all(text).documents if body]
    return sorted(
        (
            body.string("kind"),
            _end(body.mapping("metadata").string("name")),
            _image(body),
            body.mapping("spec").string("schedule"),
        )
        for body in bodies
    )


def _end(name: str) -> str:
    return name.removeprefix("mini-")


def _image(value: object) -> str:
    """
    Return the one image in *value*, "" for none.
    """
    if isinstance(value, Mapping):
        found = value.get("image")
        return found if isinstance(found, str) else next(filter(None, map(_image, value.values())), "")
    return next(filter(None, map(_image, value)), "") if isinstance(value, list) else ""


def by_debtscan(folder: Path) -> list[Thing]:
    """
    Return the objects that the survey finds live.
    """
    with Cache(None) as cache:
        files = survey("repo", WorkTree(folder), WorkTreeAt(str(folder)), cache=cache, workers=1).repo.files
    found: list[Thing] = []
    for file in files:
        images: dict[Any, str] = {
            ref.source: ref.target.image for ref in file.reading.references if isinstance(ref.target, ImageRef)
        }
        found += [
            (one.key.split("/")[0], one.name, images.get(one.key, ""), getattr(one.spec, "schedule", None) or "")
            for one in file.reading.declarations
            if "/templates/" in f"/{file.path}" and one.status is not Status.DISABLED
        ]
    return sorted(found)


def test_a_chart_is_read_as_helm_renders_it(tmp_path: Path) -> None:
    """
    What is on by default, no more and no less.
    """
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(dedent(text), encoding="utf-8")

    found = by_debtscan(tmp_path)

    assert found == by_helm(tmp_path)
    assert [name for _, name, _, _ in found] == ["nightly", "weekly", "web", "migrate", "web"]

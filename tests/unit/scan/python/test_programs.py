import pytest

from debtscan.model.declaration import Declaration, ProgramSpec
from debtscan.model.words import Confidence
from tests.unit.scan.python.sources import declared


def program(text: str, path: str = "svc/main.py") -> Declaration | None:
    """
    Return the program of *text*.
    """
    found = declared(text, ProgramSpec, path)
    assert len(found) <= 1
    return found[0] if found else None


GUARD = '\nif __name__ == "__main__":\n    run()\n'


@pytest.mark.parametrize(
    ("text", "framework"),
    [
        ("from fastapi import FastAPI\napp = FastAPI()\n", "fastapi"),
        ("import flask\napp = flask.Flask(__name__)\n", "flask"),
        ("from aiohttp import web\napp = web.Application()\n", "aiohttp"),
        ("import tornado.web\napp = tornado.web.Application()\n", "tornado"),
        ("import grpc\nserver = grpc.server(pool)\n", "grpc"),
        ("import kserve\nkserve.ModelServer().start([m])\n", "kserve"),
        ("import streamlit as st\nst.title('x')\n", "streamlit"),
        ("import gradio as gr\ndemo = gr.Interface(f)\ndemo.launch()\n", "gradio"),
        ("import bentoml\nsvc = bentoml.Service('x')\n", "bentoml"),
        ("import bentoml\n@bentoml.service\nclass Scorer: ...\n", "bentoml"),
        ("from ray import serve\n@serve.deployment\nclass Scorer: ...\n", "ray-serve"),
        ("from django.core.wsgi import get_wsgi_application\napp = get_wsgi_application()\n", "django"),
    ],
)
def test_applications_that_listen(text: str, framework: str) -> None:
    """
    The line is that of the application; a program whose file says nothing is called like its folder.
    """
    found = program(text)

    assert found is not None
    assert (found.name, found.spec, found.confidence) == (
        "svc",
        ProgramSpec("python", framework, serves=True),
        Confidence.HIGH,
    )
    assert found.line == 2


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("import argparse" + GUARD, ProgramSpec("python", "argparse")),
        ("import click" + GUARD, ProgramSpec("python", "click")),
        ("import pyspark" + GUARD, ProgramSpec("python", "spark")),
        ("x = 1" + GUARD, ProgramSpec("python")),
        ("from celery import Celery\napp = Celery('x')\n", ProgramSpec("python", "celery")),
        ("from locust import HttpUser\nclass U(HttpUser): ...\n", ProgramSpec("python", "locust")),
        (
            "import kopf\n@kopf.on.create('g', 'v', 'p')\ndef f(**_): ...\n",
            ProgramSpec("python", "kopf", operates=True),
        ),
    ],
)
def test_programs_that_do_not_listen(text: str, spec: ProgramSpec) -> None:
    """
    A main part, a worker or an operator.
    """
    found = program(text)

    assert found is not None
    assert found.spec == spec


@pytest.mark.parametrize(
    ("text", "confidence", "line"),
    [
        ("from fastapi import FastAPI\ndef make():\n    return FastAPI()\n", Confidence.MEDIUM, 3),
        ("import click\n@click.command()\ndef run(): ...\n", Confidence.MEDIUM, 2),
        ("#!/usr/bin/env python\nx = 1\n", Confidence.MEDIUM, 1),
        ("a()\nb()\nc()\n", Confidence.LOW, 1),
        ("import streamlit as st\ndef f():\n    st.title('x')\n", Confidence.MEDIUM, 3),
    ],
)
def test_less_sure_programs(text: str, confidence: Confidence, line: int) -> None:
    """
    Applications in a factory, commands without a main part, scripts by their first line or by what they do.
    """
    found = program(text)

    assert found is not None
    assert (found.confidence, found.line) == (confidence, line)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("def f(): ...\n", "svc/work.py"),
        ("a()\nb()\nc()\n", "svc/__init__.py"),
        ("logging.info(1)\nprint(2)\nsys.path.append(3)\nwarnings.simplefilter('x')\nnames.append(1)\n", "svc/conf.py"),
        ("x[0]()\ny()()\n'text'\nz = 1\n", "svc/odd.py"),
        ("import gradio\ngradio.Blocks()\n", "svc/parts.py"),
        ("if x == 1:\n    run()\n", "svc/x.py"),
        ("if x:\n    run()\n", "svc/x.py"),
        ("from airflow import DAG\nDAG('x')\na()\nb()\nc()\n", "dags/x.py"),
        ("a()\nb()\nc()\n", "tests/test_x.py"),
    ],
)
def test_what_is_no_program(text: str, path: str) -> None:
    """
    Modules, packages, settings, pipelines and tests.
    """
    assert program(text, path) is None

"""
Main programs: what a Python file is when it is run or served.
"""

import ast
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, ProgramSpec
from debtscan.model.words import Confidence
from debtscan.scan.draft import Draft
from debtscan.scan.naming import name_of
from debtscan.scan.python.module import Module, Site
from debtscan.scan.python.names import written

_SERVERS = {  # last part of the call -> (package, framework): applications that listen
    "FastAPI": ("fastapi", "fastapi"),
    "Flask": ("flask", "flask"),
    "Starlette": ("starlette", "starlette"),
    "Sanic": ("sanic", "sanic"),
    "Litestar": ("litestar", "litestar"),
    "Quart": ("quart", "quart"),
    "Bottle": ("bottle", "bottle"),
    "Application": ("tornado", "tornado"),
    "ModelServer": ("kserve", "kserve"),
    "KFServer": ("kfserving", "kserve"),
    "Dash": ("dash", "dash"),
    "ThreadingHTTPServer": ("http", "http.server"),
    "HTTPServer": ("http", "http.server"),
    "get_wsgi_application": ("django", "django"),
    "get_asgi_application": ("django", "django"),
    "FastMCP": ("mcp", "mcp"),
}
_COMMANDS = (("typer", "typer"), ("click", "click"), ("fire", "fire"), ("absl", "absl"), ("argparse", "argparse"))
_UIS = {"streamlit": "streamlit", "gradio": "gradio"}
_SET_UP = ("log", "print", "warnings", "sys.", "load_dotenv", "_log", "os.environ")
_FEW = 3  # top-level calls that make a script of a file without functions


def read(module: Module, draft: Draft, *, script: bool) -> None:
    """
    Declare the program of this file, where it is one. *script* = its first line says how to run it.
    """
    found = _server(module) or _ui(module) or _service_class(module)
    line = module.main_guard or (found[2] if found else None)
    if found is None and line is None:
        _declare_script(module, draft, script=script)
        return
    framework, serves, _, sure = found or (_command(module) or _work(module), False, line, Confidence.HIGH)
    operates = bool(module.imports("kopf"))
    spec = ProgramSpec("python", "kopf" if operates and not serves else framework, serves, operates)
    draft.declare(
        Declaration("program", name_of(module.path), spec, line, Confidence.HIGH if module.main_guard else sure)
    )


Found = tuple[str, bool, int, Confidence]  # framework, serves, line, how sure


def _server(module: Module) -> Found | None:
    for site in _server_calls(module):
        function = site.scope.function
        inside = function is not None and function.name not in module.ran
        return _framework(site), True, site.line, Confidence.MEDIUM if inside else Confidence.HIGH
    for use in module.decorators:
        if use.name.startswith("kopf.on."):
            return "kopf", False, use.line, Confidence.MEDIUM
    for site in module.called("Celery"):
        if site.name.startswith("celery."):
            return "celery", False, site.line, Confidence.HIGH
    return None


def _server_calls(module: Module) -> Iterator[Site]:
    for last, (package, _) in _SERVERS.items():
        yield from (site for site in module.called(last) if site.name.partition(".")[0] == package)
    yield from (site for site in module.called("server") if site.name in {"grpc.server", "grpc.aio.server"})
    yield from (site for site in module.called("Application") if site.name == "aiohttp.web.Application")
    yield from (site for site in module.called("start") if site.name == "kserve.ModelServer.start")


def _framework(site: Site) -> str:
    if site.name.startswith("grpc."):
        return "grpc"
    if site.name.startswith("aiohttp."):
        return "aiohttp"
    return _SERVERS[site.last][1] if site.last in _SERVERS else site.name.partition(".")[0]


def _ui(module: Module) -> Found | None:
    for package, framework in _UIS.items():
        if module.imports(package):
            top = next((site for site in module.sites if site.name.startswith(package + ".")), None)
            if top is not None and (framework == "streamlit" or any(True for _ in module.called("launch"))):
                sure = Confidence.HIGH if top.scope.function is None else Confidence.MEDIUM
                return framework, True, top.line, sure
    return None


def _service_class(module: Module) -> Found | None:
    for use in module.decorators:
        if use.name in {"bentoml.service", "ray.serve.deployment"}:
            return use.name.partition(".")[0].replace("ray", "ray-serve"), True, use.line, Confidence.HIGH
    for site in module.called("Service"):
        if site.name == "bentoml.Service":
            return "bentoml", True, site.line, Confidence.HIGH
    for name, _, node, _ in module.bases:
        if name in {"locust.HttpUser", "locust.User"}:
            return "locust", False, node.lineno, Confidence.HIGH
    return None


def _command(module: Module) -> str:
    return next((framework for package, framework in _COMMANDS if module.imports(package)), "")


def _work(module: Module) -> str:
    return "spark" if module.imports("pyspark") else ""


def _declare_script(module: Module, draft: Draft, *, script: bool) -> None:
    """
    Declare a file without a main part that still runs: commands, a marked script, or work at the level of the module.
    """
    commands = [use for use in module.decorators if use.last in {"command", "group"} and use.root]
    calls = [node for node in module.tree.body if isinstance(node, ast.Expr) and _is_work(node.value)]
    if commands:
        framework, line, sure = _command(module) or "click", commands[0].line, Confidence.MEDIUM
    elif script:
        framework, line, sure = _command(module) or _work(module), 1, Confidence.MEDIUM
    elif len(calls) >= _FEW and not module.path.endswith("__init__.py"):
        framework, line, sure = _command(module) or _work(module), calls[0].lineno, Confidence.LOW
    else:
        return
    draft.declare(Declaration("program", name_of(module.path), ProgramSpec("python", framework), line, sure))


def _is_work(node: ast.expr) -> bool:
    """
    Return whether a statement at the level of the module does more than set up logging or the path.
    """
    if not isinstance(node, ast.Call):
        return False
    name = written(node.func).lower()
    return bool(name) and not name.startswith(_SET_UP) and not name.endswith((".append", ".filterwarnings", ".insert"))

"""
Main programs in Go, and the packages that every file imports.
"""

import re

from debtscan.model.declaration import Declaration, ImportRef, ProgramSpec
from debtscan.model.words import How
from debtscan.scan.draft import Draft, Place
from debtscan.scan.go.tree import GoFile, line_of
from debtscan.scan.naming import name_of

_FRAMEWORKS = (  # import path prefix, framework, a program that imports it serves
    ("sigs.k8s.io/controller-runtime", "controller-runtime", False),
    ("github.com/gin-gonic/gin", "gin", True),
    ("github.com/labstack/echo", "echo", True),
    ("github.com/gofiber/fiber", "fiber", True),
    ("github.com/go-chi/chi", "chi", True),
    ("github.com/gorilla/mux", "gorilla/mux", True),
    ("google.golang.org/grpc", "grpc", False),
    ("github.com/aws/aws-lambda-go", "aws-lambda", True),
    ("github.com/spf13/cobra", "cobra", False),
    ("github.com/urfave/cli", "urfave/cli", False),
    ("github.com/alecthomas/kingpin", "kingpin", False),
    ("k8s.io/client-go", "client-go", False),
    ("net/http", "net/http", False),
)
_SERVES = frozenset({"ListenAndServe", "ListenAndServeTLS", "NewServer", "Serve", "ServeTLS", "StartTLS"})
_SERVING = ("net/http", "google.golang.org/grpc", "net", "github.com/valyala/fasthttp")
_MOST = 40
_LEFT_OUT = re.compile(rb"^//(go:build|[ \t]*\+build)[ \t]+(ignore|tools?|vendor|generate)\b", re.MULTILINE)
_HEAD = 2_000  # bytes in which a build constraint stands


def read(file: GoFile, draft: Draft) -> None:
    """
    Refer to the imports with the calls made on them, and declare the program where there is a main function.
    """
    calls: dict[str, dict[str, None]] = {}
    for call in file.calls:
        if call.module:
            calls.setdefault(call.module, {})[call.written] = None
    for path, line in file.imports.values():
        names = tuple(calls.get(path, ()))[:_MOST]
        draft.refer(Place(None, f"import:{path}", line), ImportRef("go", path, names), How.IMPORT)
    main = next((node for name, node in file.functions if name == "main"), None)
    if file.package == "main" and main is not None and not _LEFT_OUT.search(file.data[:_HEAD]):
        framework, serves = _framework(file)
        operates = framework in {"controller-runtime", "client-go"} and _is_operator(file)
        spec = ProgramSpec("go", framework, serves, operates)
        draft.declare(Declaration("program", name_of(file.path), spec, line_of(main)))


def _framework(file: GoFile) -> tuple[str, bool]:
    paths = [path for path, _ in file.imports.values()]
    serves = any(call.last in _SERVES and _is_server(file, call.module, call.written) for call in file.calls)
    for prefix, framework, serving in _FRAMEWORKS:
        if any(path == prefix or path.startswith(prefix + "/") for path in paths):
            if framework == "net/http" and not serves:
                continue
            return framework, serves or serving
    own_command = any(call.last == "Execute" and call.module.endswith("/cmd") for call in file.calls)
    return ("cobra" if own_command else ""), serves


def _is_server(file: GoFile, module: str, written: str) -> bool:
    """
    Return whether a call listens: on the package itself, or on a value in a file that imports one.
    """
    if module:
        return module in _SERVING
    return written != "" and any(path in _SERVING for path, _ in file.imports.values())


def _is_operator(file: GoFile) -> bool:
    return any(call.last in {"NewManager", "SetupWithManager", "NewSharedInformerFactory"} for call in file.calls)

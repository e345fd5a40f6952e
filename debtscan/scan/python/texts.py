"""
Hosts, buckets and tables in the strings of a Python file, and in the settings that it reads.
"""

import ast

from debtscan.model.declaration import HostRef, NameRef, PathRef
from debtscan.model.words import Confidence, How
from debtscan.scan.draft import Draft, Place, how_of
from debtscan.scan.python.airflow import Dags
from debtscan.scan.python.folding import fold, is_known, is_setting, setting_default
from debtscan.scan.python.module import Module, Site
from debtscan.scan.python.walk import Scope
from debtscan.scan.sql import is_sql, tables_in
from debtscan.scan.strings import targets_in, targets_of_setting

_SIGNS = ("://", ".svc", "projects/", "arn:aws")
_LONGEST = 100_000
_SHORTEST_SQL = 15


def read(module: Module, dags: Dags, draft: Draft) -> None:
    """
    Refer to what strings name, what settings default to, and projects that are run.
    """
    defaults = _read_settings(module, draft)
    _read_strings(module, draft, defaults)
    _read_constants(module, draft)
    _read_projects(module, dags, draft)


def _read_strings(module: Module, draft: Draft, known: set[int]) -> None:
    """
    Read the strings of the file but those in *known*, which were read as settings.
    """
    for node, scope in module.walk.strings:
        if id(node) in known:
            continue
        if isinstance(node, ast.Constant):
            texts: tuple[str, ...] = (str(node.value),)
        elif _is_telling(node):
            texts = fold(node, scope)
        else:
            continue
        for text in texts:
            _read_text(draft, text[:_LONGEST], node.lineno)


def _is_telling(node: ast.JoinedStr) -> bool:
    """
    Return whether the fixed parts of an f-string look like a place or a query: most are messages.
    """
    plain = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return any(sign in plain for sign in _SIGNS) or is_sql(plain)


def _read_text(draft: Draft, text: str, line: int) -> None:
    if any(sign in text for sign in _SIGNS):
        for target in targets_in(text):
            how = How.CALL if isinstance(target, HostRef) else how_of(target)
            draft.refer(Place(None, "string", line), target, how)
    if len(text) >= _SHORTEST_SQL and " " in text and is_sql(text):
        for table, offset in tables_in(text):
            sure = Confidence.HIGH if table.name.count(".") > 1 else Confidence.MEDIUM
            draft.refer(Place(None, "sql", line + offset), table, How.DATA, sure)


def _read_settings(module: Module, draft: Draft) -> set[int]:
    """
    Read the settings that the file asks for, and return the identities of their defaults.
    """
    defaults: set[int] = set()
    for site in module.called("getenv", "get", "config", "pop", "setdefault"):
        if is_setting(site.written) and site.call.args:
            default = setting_default(site.call)
            defaults.add(id(default))
            for name in site.folded(site.call.args[0])[:1]:
                texts = [text for text in site.folded(default) if is_known(text) and "{" not in text]
                _read_setting(draft, name, texts, site.line)
    for node, scope in module.walk.environment:
        for name in fold(node.slice, scope)[:1]:
            _read_setting(draft, name, [], node.lineno)
    _read_fields(module, draft)
    return defaults


def _read_setting(draft: Draft, name: str, defaults: list[str], line: int) -> None:
    place = Place(None, f"env:{name}", line)
    for text in defaults:
        draft.setting(place, name, text)
    if not defaults and is_known(name) and any(True for _ in targets_of_setting(name, "some-name")):
        draft.refer(place, NameRef("setting", name), How.ENV)


def _read_fields(module: Module, draft: Draft) -> None:
    """
    Read the fields of settings classes that have no default: pydantic takes them from variables of the same name.
    """
    for base, _, node, inside in module.bases:
        if base.rpartition(".")[2] != "BaseSettings":
            continue
        prefix = next((text for part in ast.walk(node) for text in _prefix(part, inside)), "")
        for field in node.body:
            if isinstance(field, ast.AnnAssign) and field.value is None and isinstance(field.target, ast.Name):
                _read_setting(draft, f"{prefix}{field.target.id}".upper(), [], field.lineno)


def _prefix(part: ast.AST, scope: Scope) -> tuple[str, ...]:
    if isinstance(part, ast.keyword) and part.arg == "env_prefix":
        return fold(part.value, scope)
    if isinstance(part, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "env_prefix" for t in part.targets):
        return fold(part.value, scope)
    return ()


def _read_constants(module: Module, draft: Draft) -> None:
    """
    Read the constants of the module and the fields of settings classes as settings: REDIS_HOST = "redis".
    """
    scopes = [module.walk.module, *(inside for _, inside in module.walk.classes)]
    for scope in scopes:
        for name, bindings in scope.bindings.items():
            for binding in bindings:
                node = binding.node
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and not binding.each:
                    _read_constant(draft, name, node.value, node.lineno)


def _read_constant(draft: Draft, name: str, value: str, line: int) -> None:
    if len(value) > 1 and not any(sign in value for sign in _SIGNS):
        for target in targets_of_setting(name, value):
            draft.refer(Place(None, f"constant:{name}", line), target, how_of(target), Confidence.MEDIUM)


def _read_projects(module: Module, dags: Dags, draft: Draft) -> None:
    for site in module.called("run"):
        if site.name.partition(".")[0] == "mlflow":
            _read_project(dags, draft, site)


def _read_project(dags: Dags, draft: Draft, site: Site) -> None:
    for path in site.folded(site.argument(0, "uri")):
        found = draft.resolved(path) if is_known(path) and "{" not in path else None
        if found is not None:
            draft.refer(dags.place(site).at("mlflow.run", site.line), PathRef(found), How.STEP)

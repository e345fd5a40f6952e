"""
dbt: projects, the warehouses that their profiles name, and the tables that they take from elsewhere.
"""

import re
from collections.abc import Iterator

from debtscan.model.declaration import Declaration, File, PipelineSpec, Reading, Store, StoreRef
from debtscan.model.words import Confidence, How
from debtscan.safe.yaml import Mapping, load_all
from debtscan.scan.draft import Draft, Place
from debtscan.scan.naming import stem_of
from debtscan.scan.reader import Reader

_PROJECT = ("dbt_project.yml", "dbt_project.yaml")
_PROFILES = ("profiles.yml", "profiles.yaml")
_SOURCES = re.compile(rb"^sources:\s*$.{0,20000}?^\s+(?:- )?tables:", re.MULTILINE | re.DOTALL)
_ADAPTERS = {  # type of an output -> (provider, the fields that name what it writes to)
    "bigquery": ("bigquery", ("dataset", "schema")),
    "snowflake": ("snowflake", ("database",)),
    "redshift": ("redshift", ("dbname",)),
    "athena": ("athena", ("database",)),
    "databricks": ("databricks", ("catalog",)),
}
_FOLDERS = {  # setting of a project -> the folder where it is not said
    "model-paths": "models",
    "source-paths": "models",
    "macro-paths": "macros",
    "seed-paths": "seeds",
    "data-paths": "data",
    "snapshot-paths": "snapshots",
    "analysis-paths": "analyses",
}


def wants(path: str) -> bool:
    """
    Return whether the name is that of a project, of profiles, or may be one of properties.
    """
    return path.rpartition("/")[2] in (*_PROJECT, *_PROFILES) or path.endswith((".yml", ".yaml"))


def claims(file: File) -> bool:
    """
    Return whether *file* is a project, holds profiles with outputs, or lists tables of sources.
    """
    name = file.path.rpartition("/")[2]
    if name in _PROJECT:
        return True
    if name in _PROFILES:
        return b"outputs:" in file.data
    return b"\nversion:" in b"\n" + file.data and _SOURCES.search(file.data) is not None


def read(file: File) -> Reading:
    """
    Return the project as a pipeline, or what profiles and sources name.
    """
    draft = Draft(file.path)
    loaded = load_all(file.text)
    draft.problems += loaded.problems
    name = file.path.rpartition("/")[2]
    for document in loaded.documents:
        if not isinstance(document, Mapping):
            continue
        if name in _PROJECT:
            _read_project(draft, document)
        elif name in _PROFILES:
            _read_profiles(draft, document)
        else:
            _read_sources(draft, document)
    return draft.reading()


def _read_project(draft: Draft, document: Mapping) -> None:
    name = document.string("name") or stem_of(draft.path.rpartition("/")[0]) or "dbt"
    spec = PipelineSpec("dbt", whole=True)
    place = draft.declare(Declaration("pipeline", name, spec, document.line_of("name")))
    for setting, usual in _FOLDERS.items():
        for folder, line in document.sequence(setting).strings():
            draft.local_path(place.at(setting, line), folder, How.IMPORT)
        if setting not in document:
            draft.local_path(place.at(setting, document.line), usual, How.IMPORT, Confidence.LOW)


def _read_profiles(draft: Draft, document: Mapping) -> None:
    for profile in document:
        outputs = document.mapping(profile).mapping("outputs")
        for name in outputs:
            output = outputs.mapping(name)
            place = Place(None, f"{profile}.outputs.{name}", output.line)
            kind = output.string("type")
            if kind in _ADAPTERS:
                provider, fields = _ADAPTERS[kind]
                place_name = next((output.string(field) for field in fields if output.string(field)), "")
                literal = place_name if "{{" not in place_name else ""
                store = Store.DATASET if kind == "bigquery" else Store.DATABASE
                draft.refer(place, StoreRef(store, literal, provider), How.DATA)
            elif "{{" not in output.string("host"):
                draft.setting(place, "HOST", output.string("host"))


def _read_sources(draft: Draft, document: Mapping) -> None:
    for source in document.mappings("sources"):
        schema = source.string("schema") or source.string("name")
        for table, line in _tables(source):
            if schema and table and "{" not in schema + table:
                place = Place(None, f"sources[{source.string('name')}].{table}", line)
                draft.refer(place, StoreRef(Store.TABLE, f"{schema}.{table}"), How.DATA, Confidence.MEDIUM)


def _tables(source: Mapping) -> Iterator[tuple[str, int]]:
    for table in source.mappings("tables"):
        yield table.string("identifier") or table.string("name"), table.line_of("name")


READER = Reader(name="dbt", version=1, wants=wants, claims=claims, read=read)

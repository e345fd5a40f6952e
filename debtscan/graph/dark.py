"""
What the files leave in the dark: steps that only people do, secrets and settings that nothing here defines.
"""

from collections.abc import Iterator

from debtscan.graph.board import Board
from debtscan.graph.directory import Directory
from debtscan.graph.drafts import Draft
from debtscan.graph.places import anchors
from debtscan.graph.web import Web
from debtscan.model.declaration import (
    ConfigSpec,
    CustomResourceSpec,
    PathRef,
    Reference,
    ResourceSpec,
    RunbookSpec,
    SecretRef,
)
from debtscan.model.evidence import Evidence
from debtscan.model.words import How, Kind, Status

_AUTOMATIC = frozenset({Kind.CI, Kind.PIPELINE, Kind.SCHEDULER, Kind.CONTROLLER, Kind.JOB})
_GIVEN = ("default-token", "kube-root-ca", "istio-ca")  # a cluster makes these by itself


def ask_about_dark(board: Board, directory: Directory, web: Web) -> None:
    """
    Add to *web* what nobody but the predecessor can say.
    """
    _ask_about_steps(board, directory, web)
    _ask_about_secrets(board, web)


def _ask_about_steps(board: Board, directory: Directory, web: Web) -> None:
    """
    Ask about what a document deploys by hand and nothing deploys by itself.
    """
    deployed = {
        id(target) for source, target, how, _, _ in web.edges if how is How.DEPLOY and source.kind in _AUTOMATIC
    }
    for runbook in board.of(RunbookSpec):
        for ref in board.references(runbook):
            if not isinstance(ref.target, PathRef) or "*" in ref.target.path:
                continue  # a loop or a tool that finds its file by itself: it names nothing
            place = Evidence(runbook.repo, runbook.path, ref.line, ref.key, "manual step")
            for written, targets in _lying_at(directory, runbook.repo, runbook.path, ref.target.path):
                if not any(id(draft) in deployed for draft in targets):
                    web.miss(written, targets[:1], "manual_step", place)


def _lying_at(directory: Directory, repo: str, path: str, written: str) -> Iterator[tuple[str, list[Draft]]]:
    """
    Yield the first place that *written* may mean and where something lies, with what lies there.
    """
    for place in anchors(path, written):
        found = list(directory.at_path(repo, place))
        if found:
            yield place, found
            return


def _ask_about_secrets(board: Board, web: Web) -> None:
    defined = {item.name for item in board.of(ConfigSpec)} | {item.name for item in board.of(CustomResourceSpec)}
    defined |= {item.name for item in board.of(ResourceSpec)}
    for (repo, path), file in board.files.items():
        items = {item.declaration.key: item for item in board.by_path.get((repo, path), [])}
        for ref in file.reading.references if file.status is Status.LIVE else ():
            item = items.get(ref.source or "")
            if item is not None and isinstance(ref.target, SecretRef) and _is_missing(ref.target, defined):
                web.miss(ref.target.name, board.owners(item), "no_such_secret", _place(repo, path, ref))


def _is_missing(target: SecretRef, defined: set[str]) -> bool:
    literal = target.name and not any(mark in target.name for mark in "{$<")
    return bool(literal) and target.name not in defined and not target.name.startswith(_GIVEN)


def _place(repo: str, path: str, ref: Reference) -> Evidence:
    return Evidence(repo, path, ref.line, ref.key or ref.source, "secret")

"""
Web pages: what is packed from a folder whose package.json asks for a kit of user interfaces.
"""

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft
from debtscan.graph.places import folder_of
from debtscan.model.declaration import ImageBuildSpec, PackageRef, PackageSpec
from debtscan.model.signal import Why
from debtscan.model.words import Kind

_KITS = frozenset(
    {"react", "react-dom", "vue", "svelte", "@angular/core", "next", "nuxt", "preact", "solid-js", "gatsby", "astro"}
)
_SERVERS = frozenset({"express", "fastify", "koa", "@nestjs/core", "@hapi/hapi", "apollo-server"})
_MAY_BE = frozenset({Kind.SERVICE, Kind.JOB, Kind.LIBRARY})


def settle_pages(board: Board) -> None:
    """
    Make each component of a web page a user interface; one whose package also answers requests stays a service.
    """
    for draft in board.drafts:
        if draft.kind not in _MAY_BE:
            continue
        for repo, path in _manifests(board, draft):
            kit = _kit_of(board, repo, path)
            if kit:
                file = board.files[repo, path]
                place = next(item.evidence() for item in board.by_path[repo, file.path])
                draft.decide(Why.TECHNOLOGY, place, kit, kind=Kind.UI)
                break


def _manifests(board: Board, draft: Draft) -> list[tuple[str, str]]:
    """
    Return the package.json files of what *draft* packs: in its own folders, or beside its recipe.
    """
    homes = set(draft.folders) if draft.has(ImageBuildSpec) else set()
    homes |= {(item.repo, folder_of(item.path)) for item in draft.of(ImageBuildSpec)}
    homes |= {(item.repo, folder_of(item.path)) for item in draft.of(PackageSpec)}
    places = ((repo, f"{folder}/package.json".lstrip("/")) for repo, folder in sorted(homes))
    return [place for place in places if place in board.by_path]


def _kit_of(board: Board, repo: str, path: str) -> str:
    asked = {
        ref.target.name for ref in board.files[repo, path].reading.references if isinstance(ref.target, PackageRef)
    }
    return "" if asked & _SERVERS else next(iter(sorted(asked & _KITS)), "")

"""
What a Go program does through the packages below it: the main function of a large one says next to nothing.
"""

from collections import defaultdict
from functools import cached_property

from debtscan.graph.board import Board
from debtscan.graph.code import local_imports
from debtscan.graph.drafts import Item
from debtscan.graph.places import folder_of, nearest
from debtscan.model.declaration import ControllerSpec, ImportRef, ProgramSpec, ScheduleSpec
from debtscan.model.words import Status

_FRAMEWORKS = (
    "github.com/gin-gonic/gin",
    "github.com/labstack/echo",
    "github.com/gofiber/fiber",
    "github.com/go-chi/chi",
    "github.com/gorilla/mux",
)
_LISTENS = frozenset({"ListenAndServe", "ListenAndServeTLS", "NewServer", "Serve"})
_CALLS = {"net/http": _LISTENS, "google.golang.org/grpc": _LISTENS, "time": frozenset({"NewTicker", "Tick"})}
_DEPTH = 3  # main itself and two packages below it: deeper ones are shared by many programs

Place = tuple[str, str]  # repository, folder


class GoPackages:
    """
    Knows which packages a program is made of.
    """

    def __init__(self, board: Board) -> None:
        self._board = board

    def stays(self, item: Item[ProgramSpec]) -> bool:
        """
        Tell whether the program *item* goes on: it listens, or does something again and again.
        """
        if item.spec.serves or item.spec.language != "go":
            return item.spec.serves
        return not self._going_on.isdisjoint(self._below((item.repo, folder_of(item.path))))

    def starter_of(self, item: Item[ControllerSpec]) -> Item[ProgramSpec] | None:
        """
        Return the nearest program that is made of the package of the reconciler *item*, None when there is none.
        """
        place = (item.repo, folder_of(item.path))
        found = [
            (program.path, program)
            for program in self._board.of(ProgramSpec)
            if program.spec.language == "go"
            and program.status is Status.LIVE
            and place in self._below((program.repo, folder_of(program.path)))
        ]
        return next(iter(nearest(item.path, found)), None)

    def _below(self, place: Place) -> set[Place]:
        seen, front = {place}, {place}
        for _ in range(_DEPTH - 1):
            front = {target for each in front for target in self._imports[each]} - seen
            seen |= front
        return seen

    @cached_property
    def _imports(self) -> dict[Place, set[Place]]:
        found: dict[Place, set[Place]] = defaultdict(set)
        for repo, source, target in local_imports(self._board):
            if source.endswith(".go"):
                found[repo, folder_of(source)].add((repo, target.rstrip("/")))
        return found

    @cached_property
    def _going_on(self) -> frozenset[Place]:
        """
        The packages that start a server or a loop.
        """
        loops = {(item.repo, folder_of(item.path)) for item in self._board.of(ScheduleSpec) if item.spec.in_process}
        servers = {
            (repo, folder_of(path))
            for (repo, path), file in self._board.files.items()
            if path.endswith(".go") and file.status is Status.LIVE
            for ref in file.reading.references
            if isinstance(ref.target, ImportRef) and _goes_on(ref.target)
        }
        return frozenset(loops | servers)


def _goes_on(target: ImportRef) -> bool:
    wanted = _CALLS.get(target.module)
    if wanted is not None:
        return any(call.rpartition(".")[2] in wanted for call in target.calls)
    return target.module.startswith(_FRAMEWORKS)

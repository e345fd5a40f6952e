"""
What earlier commands of a shell text say about later ones: origins of files, tags of images, aliases, variables.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from debtscan.model.declaration import Declaration, PublishSpec, ReleaseSpec
from debtscan.scan.commands.call import Call, Item
from debtscan.scan.places import plain
from debtscan.scan.shell_calls import sources_of

_TOLD = re.compile(r"\b(?:GITHUB_(ENV|OUTPUT)|BASH_ENV)\b")  # files by which steps of CI tell later steps of variables
_SAID = re.compile(r"(?:export\s+)?([A-Za-z_][\w-]*)=(.*)", re.DOTALL)


class Memory:
    """
    What the commands so far have made and told.
    """

    def __init__(self) -> None:
        self.made: dict[str, tuple[Call, ...]] = {}
        self.built: dict[str, PublishSpec] = {}
        self.tags: dict[str, str] = {}
        self.charts: dict[str, str] = {}
        self.told: dict[str, dict[str, str]] = {"env": {}, "output": {}}

    def remember(self, call: Call, *, piped: bool) -> None:
        """
        Keep what a file was made from: it may be applied later.
        """
        told = _TOLD.search(" ".join(call.writes)) if call.name in {"echo", "printf"} else None
        said = _SAID.match(" ".join(call.args)) if told else None
        if told and said:
            self.told["output" if told[1] == "OUTPUT" else "env"][said[1]] = said[2].strip("\"'")
        if call.writes and not piped:
            for file in call.writes:
                self.made[file] = (*call.upstream, call)

    def known(self, item: Item) -> Item:
        """
        Return *item* with what earlier commands say of it: the recipe behind a tag, the address behind a chart's alias.
        """
        spec = item.spec if isinstance(item, Declaration) else None
        if isinstance(item, Declaration) and isinstance(spec, PublishSpec):
            if spec.dockerfile:
                self.built[spec.image] = spec
            elif (origin := self.built.get(self.tags.get(spec.image, ""))) is not None:
                return replace(item, spec=replace(origin, image=spec.image))
        if isinstance(item, Declaration) and isinstance(spec, ReleaseSpec) and not spec.repository:
            address = self.charts.get(spec.chart.partition("/")[0], "") if "/" in spec.chart else ""
            return replace(item, spec=replace(spec, repository=address)) if address else item
        return item

    def note(self, call: Call) -> None:
        """
        Keep what later commands may mean: another tag of an image, an alias of a chart repository.
        """
        if call.name in {"docker", "podman"} and call.args[:1] == ("tag",) and len(call.args) > 2:  # noqa: PLR2004 - tag A B
            self.tags[plain(call.args[2])] = plain(call.args[1])
        elif call.name == "helm" and call.args[:2] == ("repo", "add") and len(call.args) > 3:  # noqa: PLR2004 - repo add A B
            self.charts[call.args[2]] = call.args[3]

    def used(self, call: Call) -> Iterator[Item]:
        """
        Yield what the files were made from that *call* is given and that an earlier command wrote.
        """
        for word in (*call.args, *call.reads):
            for before in self.made.get(word, ()):
                yield from sources_of(call, before)

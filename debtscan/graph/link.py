"""
The linker: what the files of an estate say becomes components and links.
"""

from collections import defaultdict

from msgspec import Struct, structs

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.builds import Recipes
from debtscan.graph.capability import capability_of
from debtscan.graph.catalogue import compare_catalogue
from debtscan.graph.code import add_libraries, add_packages, add_programs, own_by_import
from debtscan.graph.controllers import add_crds, add_custom_resources, attach_controllers
from debtscan.graph.corrections import correct
from debtscan.graph.dark import ask_about_dark
from debtscan.graph.deliveries import add_deliveries, link_deliveries
from debtscan.graph.delivery import add_build_scripts, add_ci, add_pipelines, own_projects
from debtscan.graph.deployed import apply_overlays, claim_changes
from debtscan.graph.deployers import add_deployers
from debtscan.graph.describe import evidence_of, language_of, status_of
from debtscan.graph.destinations import add_destinations
from debtscan.graph.directory import Directory
from debtscan.graph.drafts import Draft
from debtscan.graph.facts import facts_of, technologies
from debtscan.graph.functions import add_code, link_code
from debtscan.graph.gateways import link_gateways
from debtscan.graph.implied import link_implied
from debtscan.graph.infrastructure import add_charts, add_releases, add_resources, add_stacks
from debtscan.graph.kits import add_kits
from debtscan.graph.namespaces import Namespaces
from debtscan.graph.operated import add_operated
from debtscan.graph.overlays import Overlays
from debtscan.graph.owners import Owners
from debtscan.graph.pages import settle_pages
from debtscan.graph.places import system_of
from debtscan.graph.register import Register, title
from debtscan.graph.registries import add_registries
from debtscan.graph.rehearsal import settle_rehearsals
from debtscan.graph.resolve import Resolver
from debtscan.graph.schedules import add_schedules
from debtscan.graph.secret_stores import add_secret_stores
from debtscan.graph.sets import add_sets
from debtscan.graph.signals import signals_of
from debtscan.graph.ties import link_ties
from debtscan.graph.timed_scripts import add_timed_scripts
from debtscan.graph.variables import filled
from debtscan.graph.web import Web
from debtscan.graph.workloads import add_recipes, add_workloads, attach_endpoints
from debtscan.model.component import CapabilityId, Component, ComponentId, Facts, Link, TechnologyUse, Unresolved
from debtscan.model.correction import Correction, Corrections
from debtscan.model.estate import Repo
from debtscan.model.evidence import Evidence, Skip
from debtscan.model.words import Confidence, How, Status

_AS_FOUND = Corrections()


class Linked(Struct, frozen=True):
    """
    The platform as linked; *files* are the paths (repository, path) that each component owns at HEAD.
    """

    components: tuple[Component, ...]
    links: tuple[Link, ...]
    unresolved: tuple[Unresolved, ...]
    files: dict[ComponentId, tuple[tuple[str, str], ...]]
    corrections: tuple[Correction, ...] = ()  # what came of what the owners said
    problems: tuple[Skip, ...] = ()  # what could not be followed from file to file


def link(repos: tuple[Repo, ...], catalog: Catalog, corrections: Corrections = _AS_FOUND) -> Linked:
    """
    Return the components of *repos* and the links between them, in stable order whatever the order of the input.

    The owners' *corrections* are applied last, so that they mean what debtscan finds by itself.
    """
    board = Board(filled(repos))
    overlays = Overlays(board)
    apply_overlays(board, overlays)
    recipes = Recipes(board)
    _gather(board, recipes, catalog, overlays)
    directory, web = Directory(board), Web()
    Resolver(board, recipes, catalog, directory, web, overlays).run()
    link_implied(board, recipes, directory, web)
    link_ties(board, directory, web)
    link_code(board, directory, web)
    link_gateways(board, catalog, web)
    add_registries(board, directory, web)
    add_kits(board, catalog, directory, web)
    link_deliveries(board, overlays, directory, web)
    ask_about_dark(board, directory, web)
    compare_catalogue(board, web)
    register = Register(board, web)
    owned = _owned(board) if corrections.components else {}
    correct(register, corrections, lambda draft: _technologies(board, owned.get(id(draft), []), catalog))
    return _finish(register, recipes, catalog, overlays.problems)


def _gather(board: Board, recipes: Recipes, catalog: Catalog, overlays: Overlays) -> None:
    """
    Run the steps that make components; each takes what the steps before it left.
    """
    add_workloads(board, recipes, catalog)
    add_pipelines(board)
    add_recipes(board, recipes, catalog)
    settle_rehearsals(board, catalog)
    attach_endpoints(board)
    add_crds(board, catalog)
    attach_controllers(board)
    add_custom_resources(board)
    add_resources(board, catalog)
    add_code(board, recipes)
    add_stacks(board)
    add_charts(board)
    add_releases(board, catalog)
    claim_changes(board)
    add_destinations(board)
    add_secret_stores(board)
    add_sets(board)
    add_programs(board)
    add_ci(board)
    add_build_scripts(board)
    add_schedules(board)
    add_deployers(board)
    add_timed_scripts(board)
    own_projects(board)
    add_packages(board)
    settle_pages(board)
    own_by_import(board)
    add_operated(board, catalog)
    add_deliveries(board, overlays)
    add_libraries(board)


def _technologies(board: Board, files: list[tuple[str, str]], catalog: Catalog) -> tuple[TechnologyUse, ...]:
    return tuple(technologies([(place[0], board.files[place]) for place in files if place in board.files], catalog))


def _finish(register: Register, recipes: Recipes, catalog: Catalog, problems: tuple[Skip, ...]) -> Linked:
    board, web = register.board, register.web
    owned = _owned(board)
    namespaces = Namespaces(board)
    components = []
    for draft in board.drafts:
        files = owned[id(draft)]
        facts = facts_of(board, draft, files, recipes, namespaces, catalog)
        facts = structs.replace(facts, signals=signals_of(board, draft, facts.technologies))
        components.append(_component(board, draft, register.id(draft), files, facts))
    return Linked(
        tuple(sorted(components, key=lambda component: component.id)),
        tuple(_links(web, register.ids)),
        tuple(_unresolved(board, web, register.ids)),
        {register.id(draft): tuple(owned[id(draft)]) for draft in board.drafts},
        tuple(register.outcomes),
        problems,
    )


def _owned(board: Board) -> dict[int, list[tuple[str, str]]]:
    """
    Return the files of each draft: its own, and those in its folders that belong to no deeper one.
    """
    owners = Owners(board.drafts)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for repo in board.repos:
        for path in repo.paths:
            for draft in owners.of(repo.name, path):
                found[id(draft)].append((repo.name, path))
    return found


def _component(
    board: Board, draft: Draft, identity: ComponentId, files: list[tuple[str, str]], facts: Facts
) -> Component:
    capability = capability_of(draft, facts.technologies)
    name = title(draft)
    return Component(
        id=identity,
        name=name,
        kind=draft.kind,
        evidence=evidence_of(board, draft),
        aliases=tuple(sorted(draft.aliases - {name, ""})),
        capability=CapabilityId(capability) if capability else None,
        built=draft.built,
        status=status_of(board, draft),
        language=language_of(board, draft, files),
        system=system_of(draft.path) or None,
        owner=draft.owner,
        criticality=draft.criticality,
        facts=facts,
    )


def _links(web: Web, ids: dict[int, ComponentId]) -> list[Link]:
    """
    Return one link for each pair and manner, with all its evidence and the best confidence.
    """
    places: dict[tuple[ComponentId, ComponentId, How], set[Evidence]] = defaultdict(set)
    sure: dict[tuple[ComponentId, ComponentId, How], Confidence] = {}
    for source, target, how, confidence, evidence in web.edges:
        key = (ids[id(source)], ids[id(target)], how)
        places[key].add(evidence)
        sure[key] = min(confidence, sure.get(key, Confidence.LOW), key=lambda value: value.rank)
    return [
        Link(source, target, how, sure[source, target, how], tuple(sorted(found, key=_place)))
        for (source, target, how), found in sorted(places.items())
    ]


def _place(evidence: Evidence) -> tuple[str, str, int, str]:
    return evidence.repo, evidence.path, evidence.line or 0, evidence.key or ""


def _unresolved(board: Board, web: Web, ids: dict[int, ComponentId]) -> list[Unresolved]:
    """
    Return what to ask, once for each component that is in use; a test or an example asks nothing.
    """
    grouped: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for reference, draft, why, evidence in web.loose:
        if draft is None or status_of(board, draft) is Status.LIVE:
            grouped[reference, ids[id(draft)] if draft else "", why].add(evidence)
    return [
        Unresolved(reference, ComponentId(source) if source else None, why, tuple(sorted(found, key=_place)))
        for (reference, source, why), found in sorted(grouped.items())
    ]

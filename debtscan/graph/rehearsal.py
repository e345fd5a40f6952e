"""
What runs only where people try things: stand-ins for services, tests in containers, compose files beside a cloud.
"""

import re

from debtscan.catalog.catalog import Catalog
from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft
from debtscan.graph.places import normal_name
from debtscan.model.declaration import ImageBuildSpec, ProgramSpec, ResourceSpec, WorkloadSpec
from debtscan.model.signal import Aspect, Why
from debtscan.model.words import Status

_TESTS = re.compile(r"(^|-)(e2e|(unit|integration|smoke|system)?-?tests?(er|-runner)?|pytest|lint(er)?)(-|$)")
_RUNS_CONTAINERS = re.compile(
    r"aws_(ecs_\w+|lambda_function|batch_job_definition|apprunner_service|eks_cluster)|"
    r"google_(cloud_run\w*|cloudfunctions\w*|container_cluster)|azurerm_(container_app|kubernetes_cluster|\w*function_app)"
)


def settle_rehearsals(board: Board, catalog: Catalog) -> None:
    """
    Say test or local of each compose service that is no part of what the owner runs.
    """
    elsewhere = {
        item.repo
        for item in board.of(ResourceSpec)
        if item.status is Status.LIVE and _RUNS_CONTAINERS.fullmatch(item.spec.type)
    }
    for draft in board.drafts:
        if draft.items and {item.spec.platform for item in draft.of(WorkloadSpec)} == {"compose"}:
            draft.says = _status(draft, catalog, deployed=draft.repo in elsewhere)
            if draft.says is not None:
                draft.hear(Aspect.STATUS, draft.says, Why.REHEARSAL)


def _status(draft: Draft, catalog: Catalog, *, deployed: bool) -> Status | None:
    """
    Return why *draft* does not run for anybody; *deployed* = the repository has a place in a cloud for its containers.

    What is built here is deployed elsewhere too; what is only pulled beside it takes the place of something managed.
    """
    product = catalog.products_by_name.get(draft.product or "")
    if not any(item.status is Status.LIVE for item in draft.items):
        return None
    serves = any(program.spec.serves for program in draft.of(ProgramSpec))
    tests = _TESTS.search(normal_name(draft.name)) is not None and not serves
    if tests or (product is not None and product.stands_in):
        return Status.TEST
    return Status.LOCAL if deployed and not draft.has(ImageBuildSpec) else None

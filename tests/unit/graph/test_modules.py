"""
How often what infrastructure folders make is made.
"""

from debtscan.graph.modules import Modules
from debtscan.model.declaration import Declaration, ModuleRef, Reference, ResourceSpec, StackSpec
from debtscan.model.words import How, Status
from tests.unit.graph.estate import Parts, board, component, file, ids, resource, shop, stack

QUEUE = ResourceSpec("terraform", "aws_sqs_queue", "aws_sqs_queue.jobs")


def uses(folder: str, count: int | None = None, each: str = "") -> Parts:
    """
    Return a call of the module in *folder*.
    """
    return (Reference("stack", ModuleRef(folder, True, count, each), How.MODULE, key=f"module.{folder}"),)


def test_uses_multiply_through_modules_in_modules() -> None:
    """
    A module used three times that uses another for each of two teams makes six.
    """
    sizes = (Declaration("stack", "team", StackSpec("terraform", sizes={"local.teams": 2})),)
    found = Modules(
        board(
            file("live/main.tf", stack("live"), uses("modules/team", 3)),
            file("modules/team/main.tf", sizes, uses("modules/queue", each="local.teams")),
            file("modules/queue/main.tf", stack("queue")),
        )
    )

    assert found.instances("shop", "modules/queue/main.tf", QUEUE) == 6
    assert found.instances("shop", "live/main.tf", QUEUE) == 1


def test_modules_that_call_themselves_come_to_an_end() -> None:
    """
    A circle is counted a few rounds.
    """
    found = Modules(board(file("m/main.tf", stack("m"), uses("m"))))

    assert found.uses(("shop", "m")) == 1


def test_a_module_of_many_uses_is_one_component() -> None:
    """
    The thing and the folder are counted; what is used nowhere any more is disabled.
    """
    result = shop(
        file("live/main.tf", stack("live"), uses("modules/queue", 40), uses("modules/old", 0)),
        file(
            "modules/queue/main.tf",
            stack("queue"),
            resource("aws_sqs_queue", "jobs"),
            resource("aws_s3_bucket", "files"),
        ),
        file("modules/old/main.tf", stack("old"), resource("aws_sqs_queue", "gone")),
    )

    assert component(result, "shop:queue:jobs").facts.instances == 40
    assert component(result, "shop:iac:queue").facts.instances == 40
    assert component(result, "shop:queue:gone").status is Status.DISABLED


def test_folder_that_only_looks_up_is_none() -> None:
    """
    Nor is a file of settings; the folder that they are for is.
    """
    passive = (Declaration("stack", "lookup", StackSpec("terraform", makes=False)),)
    settings = (Declaration("settings", "prod", StackSpec("tfvars", makes=False)),)
    result = shop(
        file("lookup/main.tf", passive, resource("aws_vpc", "main", data=True)),
        file("live/main.tf", stack("live")),
        file("live/envs/prod.tfvars", settings),
    )

    assert ids(result) == ["shop:iac:live"]


def test_what_has_no_name_of_its_own_goes_by_its_module() -> None:
    """
    A bucket "this" is called what its users call the module.
    """
    result = shop(
        file("live/main.tf", stack("live"), uses("modules/safe-bucket", 3)),
        file("modules/safe-bucket/main.tf", stack("b"), resource("aws_s3_bucket", "this")),
    )

    assert component(result, "shop:datastore:safe-bucket").facts.instances == 3

"""
Links that stand in declarations of their own.
"""

from debtscan.model.declaration import Declaration, ModuleRef, Reference, TieSpec
from debtscan.model.words import How, Status
from tests.unit.graph.estate import Parts, arrows, file, resource, shop, stack


def tie(source: str, target: str, how: How = How.TRIGGER, status: Status | None = None) -> Parts:
    """
    Return a declaration that joins two addresses of its folder.
    """
    return (Declaration(f"tie.{source}.{target}", "t", TieSpec("tie", source, target, how), status=status),)


def uses(label: str, folder: str) -> Parts:
    """
    Return a call of a module.
    """
    return (Reference("stack", ModuleRef(folder, local=True), How.MODULE, key=f"module.{label}"),)


def test_a_rule_starts_its_target_whichever_file_says_it() -> None:
    """
    Both ends are looked up in the folder; what is switched off or unknown joins nothing.
    """
    result = shop(
        file("live/rules.tf", stack("live"), resource("aws_cloudwatch_event_rule", "nightly")),
        file("live/fn.tf", stack("live"), resource("aws_lambda_function", "load"), resource("aws_sqs_queue", "jobs")),
        file(
            "live/ties.tf",
            tie("aws_cloudwatch_event_rule.nightly", "aws_lambda_function.load"),
            tie("aws_sqs_queue.jobs", "aws_lambda_function.load", status=Status.DISABLED),
            tie("aws_sqs_queue.jobs", "aws_lambda_function.none"),
        ),
    )

    assert [arrow for arrow in arrows(result) if "iac" not in arrow] == [
        "shop:scheduler:nightly -trigger-> shop:service:load"
    ]


def test_modules_stand_for_the_one_thing_that_they_make() -> None:
    """
    Directly or through a wrapper; the service of several things; a module of many things stands for none.
    """
    result = shop(
        file(
            "live/main.tf",
            stack("live"),
            uses("queue", "modules/wrapped"),
            uses("fn", "modules/fn"),
            uses("many", "modules/many"),
            tie("module.queue", "module.fn", How.QUEUE),
            tie("module.many", "module.fn"),
            tie("module.none", "module.fn"),
        ),
        file("modules/wrapped/main.tf", stack("wrapped"), uses("inner", "modules/queue")),
        file("modules/queue/main.tf", stack("queue"), resource("aws_sqs_queue", "jobs")),
        file(
            "modules/fn/main.tf", stack("fn"), resource("aws_lambda_function", "load"), resource("aws_s3_bucket", "b")
        ),
        file("modules/many/main.tf", stack("many"), resource("aws_sqs_queue", "x"), resource("aws_sqs_queue", "y")),
    )

    assert [arrow for arrow in arrows(result) if "-queue->" in arrow or "-trigger->" in arrow] == [
        "shop:queue:jobs -queue-> shop:service:load"
    ]


def test_modules_that_wrap_each_other_make_nothing() -> None:
    """
    A circle of wrappers comes to an end.
    """
    result = shop(
        file("live/main.tf", stack("live"), uses("a", "modules/a"), tie("module.a", "module.a")),
        file("modules/a/main.tf", stack("a"), uses("b", "modules/b")),
        file("modules/b/main.tf", stack("b"), uses("a", "modules/a")),
    )

    assert not [arrow for arrow in arrows(result) if "-trigger->" in arrow]

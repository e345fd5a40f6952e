"""
`debtscan people`: who knows what, and what follows when somebody leaves.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import rich_click as click
from msgspec import Struct, structs

from debtscan.app.interview import interview
from debtscan.app.kept import assessed, is_kept
from debtscan.app.ledger import is_complete
from debtscan.app.people import estate_of, leaving_of, persons_named, plan_of, takeover_of
from debtscan.app.people_answers import interview_page, leaving_page, plan_page, takeover_page
from debtscan.app.people_page import people_page
from debtscan.base.errors import DebtscanError, Exit
from debtscan.cli.output import for_screen, tell_place, written
from debtscan.cli.settings import Settings, common_options, first_folder, formats_of, options_for, settings_from
from debtscan.model.assessment import Assessment
from debtscan.model.knowledge import Counting
from debtscan.model.words import AnswerFormat, Identities, Lang, Renames
from debtscan.render.people import (
    interview_document,
    leaving_document,
    people_document,
    plan_document,
    takeover_document,
)
from debtscan.safe.files import write_output

F = TypeVar("F", bound=Callable[..., object])


class Asked(Struct, frozen=True):
    """
    The one question that is asked; none = who knows what.
    """

    leave: tuple[str, ...]
    plan: bool
    interview: str | None
    takeover: tuple[str, ...]

    def __post_init__(self) -> None:
        if bool(self.leave) + self.plan + (self.interview is not None) + bool(self.takeover) > 1:
            raise DebtscanError(
                "--leave, --plan, --interview and --takeover are different questions", "ask one at a time"
            )


class Answer(Struct, frozen=True):
    """
    How what was asked for is written, given an assessment with persons as they may be shown.
    """

    json: Callable[[Assessment], str]
    page: Callable[[Assessment, Lang], str]


def _question_options(function: F) -> F:
    for option in reversed(
        (
            click.option("--leave", multiple=True, metavar="NAME", help="What follows when NAME leaves; repeatable."),
            click.option("--plan", is_flag=True, help="Who should learn what from whom."),
            click.option("--interview", "asked", metavar="NAME", help="What to ask NAME before it is too late."),
            click.option(
                "--takeover",
                "taken",
                multiple=True,
                metavar="TEAM|NAME",
                help="What to read in the first week with a team's, a person's or one component; repeatable.",
            ),
            click.option(
                "--identities",
                type=click.Choice([one.value for one in Identities]),
                default="joined",
                help="Who is one person: entries joined with care (joined), or one address as git tells it (mail).",
            ),
            click.option("--include-all", is_flag=True, help="Count generated, vendored and document files and bots."),
            click.option(
                "--renames",
                type=click.Choice([one.value for one in Renames]),
                default="exact",
                help="Follow files of equal content (exact), or of similar content too (similar; slower).",
            ),
        )
    ):
        function = option(function)
    return function


@click.command("people")
@click.argument("paths", nargs=-1, metavar="[PATH ...|RESULT]")
@_question_options
@click.option("-f", "--format", "formats", multiple=True, metavar="FORMAT[=FILE]", help="text or json.")
@click.option("-o", "--output", metavar="FILE", help="The same as -f json=FILE.")
@click.option("--rev", metavar="REV", help="Read a revision from git instead of the work tree.")
@common_options
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    paths: tuple[str, ...],
    leave: tuple[str, ...],
    plan: bool,
    asked: str | None,
    taken: tuple[str, ...],
    identities: str,
    include_all: bool,
    renames: str,
    formats: tuple[str, ...],
    output: str | None,
    rev: str | None,
    **options: object,
) -> int:
    """
    Show who knows what in folders (the current one by default) or a kept RESULT.

    NAME is an id such as P1 or, when folders are read, a name.
    """
    bare, files = formats_of(AnswerFormat, formats, output)
    counting = Counting(Identities(identities), include_all, Renames(renames))
    settings = settings_from(options, first_folder(paths))
    chosen = structs.replace(options_for(settings, rev, (), files), counting=counting)
    found = assessed(paths, chosen)
    answer = _answer(found, counting, Asked(leave, plan, asked, taken), kept=is_kept(paths))
    _deliver(answer, found, settings, bare, files)
    missed = settings.config.strict and not is_complete(found.coverage)
    return Exit.NOT_FULLY_READ if missed else Exit.FINE


def _answer(found: Assessment, counting: Counting, asked: Asked, *, kept: bool) -> Answer:
    estate = estate_of(found, counting, kept=kept)
    if asked.leave:
        lost = leaving_of(found, persons_named(asked.leave, found, kept=kept))
        return Answer(lambda shown: leaving_document(shown, lost), lambda shown, lang: leaving_page(lost, shown, lang))
    if asked.plan:
        persons_named((), found, kept=kept)
        plan = plan_of(found)
        return Answer(lambda shown: plan_document(shown, plan), lambda shown, lang: plan_page(plan, shown, lang))
    if asked.interview is not None:
        talk = interview(found, persons_named((asked.interview,), found, kept=kept)[0])
        return Answer(
            lambda shown: interview_document(shown, talk), lambda shown, lang: interview_page(talk, shown, lang)
        )
    if asked.takeover:
        taken = takeover_of(found, asked.takeover, kept=kept)
        return Answer(
            lambda shown: takeover_document(shown, taken), lambda shown, lang: takeover_page(taken, shown, lang)
        )
    return Answer(
        lambda shown: people_document(shown, shown.knowledge or estate),
        lambda shown, lang: people_page(shown, shown.knowledge or estate, lang),
    )


def _deliver(
    answer: Answer,
    found: Assessment,
    settings: Settings,
    bare: AnswerFormat | None,
    files: tuple[tuple[AnswerFormat, Path], ...],
) -> None:
    """
    Write *files*; print *bare* alone, or the page where nothing else is asked for.
    """
    shared = written(found, settings)
    for form, path in files:
        text = answer.json(shared) if form is AnswerFormat.JSON else answer.page(shared, settings.lang)
        write_output(path, text)
        if not settings.quiet:
            tell_place(form, path, settings)
    if bare is AnswerFormat.JSON:
        click.echo(answer.json(shared), nl=False)
    elif bare is not None:
        click.echo(answer.page(shared, settings.lang), nl=False)
    elif not files:
        click.echo(answer.page(for_screen(found, settings), settings.lang), nl=False)

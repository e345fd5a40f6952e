"""
A command that does something by itself and also answers questions, which are its sub-commands.
"""

from pathlib import Path

import rich_click as click

SHOW = "show"  # the sub-command that stands for the command without a question

_FOR_HELP = "debtscan.questions.help"


class Questions(click.RichGroup):
    """
    Shows the map unless one of the words is a question; paths may stand before the question or behind it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """
        Return the questions, without the command that shows the map.
        """
        return [name for name in super().list_commands(ctx) if name != SHOW]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """
        Put the question first, or `show` where there is none.
        """
        if args[:1] not in (["--help"], ["-h"]):
            args = self._with_question_first(args)
        return super().parse_args(ctx, args)

    def _with_question_first(self, args: list[str]) -> list[str]:
        valued = {
            name
            for option in self.commands[SHOW].params
            if isinstance(option, click.Option) and not option.is_flag and not option.count
            for name in option.opts
        }
        questions = set(self.commands) - {SHOW}
        for index, word in enumerate(args):
            if word in questions and (not index or (args[index - 1] not in valued and not Path(word).exists())):
                return [word, *args[index + 1 :], *args[:index]]
        return [SHOW, *args]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """
        Return no options of its own; its help lists those of the map.
        """
        if ctx.meta.get(_FOR_HELP):
            return self.commands[SHOW].get_params(ctx)
        return super().get_params(ctx)

    def format_help(self, ctx: click.RichContext, formatter: click.RichHelpFormatter) -> None:  # type: ignore[override]
        """
        Write the page of the map and its questions.
        """
        ctx.meta[_FOR_HELP] = True
        super().format_help(ctx, formatter)

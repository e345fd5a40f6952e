"""
Commits as the tests of effort write them.
"""

from datetime import UTC, datetime

from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort_index import Judged

DAY = 86_400
HOUR = 3_600
START = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())


def judged(  # noqa: D103 - see the module
    day: float,
    author: str = "P1",
    p_ops: float = 0.5,
    *components: str,
    bot: bool = False,
    repo: str = "r",
    paths: tuple[str, ...] = (),
) -> Judged:
    when = START + round(day * DAY)
    name = f"{when}:{author}:{'+'.join(components)}".encode().hex().ljust(40, "0")
    return Judged(name, repo, when, PersonId(author), bot, p_ops, tuple(ComponentId(one) for one in components), paths)

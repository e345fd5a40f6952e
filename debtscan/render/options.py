"""
What a renderer is told besides the assessment.
"""

from collections.abc import Callable

from msgspec import Struct

from debtscan.model.assessment import Assessment
from debtscan.model.words import Lang


class RenderOptions(Struct, frozen=True, kw_only=True):
    """
    How to say it. Only what is counted from *today* may differ between two renderings of one result.
    """

    lang: Lang = Lang.EN
    today: str = ""  # ISO day, for the ends of waivers; "" = the day kept in the result
    width: int = 80  # columns of the terminal
    colour: bool = False
    location: str = ""  # of the HTML report, if one was written


Renderer = Callable[[Assessment, RenderOptions], str]

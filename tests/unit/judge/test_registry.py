"""
Every matcher is registered, under the name of its module.
"""

import pkgutil

import debtscan.judge.matchers as package
from debtscan.judge.registry import MATCHERS


def test_every_module_of_matchers_is_registered() -> None:
    """
    A matcher that nobody can name must not ship.
    """
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)}

    assert set(MATCHERS) == modules


def test_a_name_stands_for_its_module() -> None:
    """
    Parameters and function come from one module.
    """
    crossed = [
        name
        for name, matcher in MATCHERS.items()
        if {matcher.match.__module__, matcher.params.__module__} != {f"{package.__name__}.{name}"}
    ]

    assert crossed == []

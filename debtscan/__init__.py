"""
debtscan: what is there, who knows it, what it costs to keep alive, what need not be home-made, what first.
"""

from importlib.metadata import version

__version__ = version("debtscan")

"""
debtscan: what is there, who knows it, what it costs to keep alive, what need not be home-made, what first.
"""

__version__ = "0.1.0"

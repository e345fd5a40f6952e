"""
The sentences of `debtscan.base.messages`, a module for each part of debtscan that speaks.
"""

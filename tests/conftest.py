"""
Settings of all tests: no time limits for drawn examples, since a loaded machine is no fault of the code.
"""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

"""
The whole environment of a git child: no configuration, no prompt, no network, no program of anybody's choice.
"""

import os
from pathlib import Path

from debtscan.safe import process


def git_environment(root: str, directory: str, objects: str) -> dict[str, str]:
    """
    Return the environment in which git runs on the shadow *directory* over *objects*; programs in *root* are not found.
    """
    return process.clean_environment(
        [Path(root)],
        HOME=directory,
        GIT_DIR=directory,
        GIT_OBJECT_DIRECTORY=objects,
        GIT_CONFIG_NOSYSTEM="1",
        GIT_CONFIG_SYSTEM=os.devnull,
        GIT_CONFIG_GLOBAL=os.devnull,
        GIT_ATTR_NOSYSTEM="1",
        GIT_TERMINAL_PROMPT="0",
        GIT_ASKPASS="false",
        GIT_EDITOR="false",
        GIT_PAGER="cat",
        GIT_OPTIONAL_LOCKS="0",
        GIT_NO_REPLACE_OBJECTS="1",
        GIT_NO_LAZY_FETCH="1",
        GIT_ALLOW_PROTOCOL="",
    )

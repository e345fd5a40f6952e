"""
Where things lie: folders, systems, neighbours, names.
"""

import pytest

from debtscan.graph.places import (
    common_depth,
    folder_of,
    inside,
    nearest,
    normal_name,
    owner_place,
    system_of,
)


@pytest.mark.parametrize(("path", "folder"), [("a/b/c.py", "a/b"), ("a/b/", "a"), ("c.py", ""), ("", "")])
def test_folder_of_a_path(path: str, folder: str) -> None:
    """
    The root is "", and a trailing slash means the folder itself.
    """
    assert folder_of(path) == folder


@pytest.mark.parametrize(("folder", "place"), [("a/b", "a/b/*"), ("", "*")])
def test_owner_place_lies_right_inside_the_folder(folder: str, place: str) -> None:
    """
    Asking for it asks who owns the folder.
    """
    assert (owner_place(folder), folder_of(owner_place(folder))) == (place, folder)


@pytest.mark.parametrize(
    ("path", "system"),
    [
        ("ranking/k8s/overlays/prod/web.yaml", "ranking"),
        ("services/ranking/Dockerfile", "ranking"),
        ("Deploy/Prod/web.yaml", ""),
        ("web.yaml", ""),
        ("teams/a/src/web.py", "teams/a"),
    ],
)
def test_system_drops_the_folders_that_only_say_how_or_where(path: str, system: str) -> None:
    """
    What is left says what it is, whatever the stage or the kind of file.
    """
    assert system_of(path) == system


def test_inside_knows_folders_from_names_that_begin_alike() -> None:
    """
    "api-v2" does not lie in "api"; everything lies in the root.
    """
    assert [inside("api/main.py", "api"), inside("api", "api"), inside("x", "")] == [True, True, True]
    assert not inside("api-v2/main.py", "api")


def test_nearest_shares_most_folders_and_may_tie() -> None:
    """
    One candidate is always nearest; equal depths stay together, in the order in which they came.
    """
    candidates = [("a/x/one", 1), ("a/y/two", 2), ("b/three", 3), ("a/y/four", 4)]

    assert nearest("a/y/here", candidates) == [2, 4]
    assert nearest("zzz", [("a/b", 1)]) == [1]
    assert nearest("zzz", [("a/b", 1), ("b/c", 2)]) == [1, 2]
    assert nearest("zzz", list[tuple[str, int]]()) == []


def test_common_depth_counts_folders_and_never_the_file() -> None:
    """
    Two files of one name in different folders share nothing.
    """
    assert [common_depth("a/b/c", "a/b/d"), common_depth("a/b", "c/b"), common_depth("a", "a")] == [2, 0, 0]


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("TrainJob", "train-job"),
        ("train_job", "train-job"),
        ("Train Job!", "train-job"),
        ("{{ .Release.Name }}-api", "api"),
        ("${ENV}-api-$(date)", "api"),
        ("<name>-api", "api"),
        ("api-${{ inputs.name }}", "api"),
        ("推薦API", "推薦api"),
        ("{{ .Values.name }}", ""),
    ],
)
def test_names_are_compared_without_spelling_and_templates(name: str, normal: str) -> None:
    """
    Camel case, snake case and kebab case of one name are one.
    """
    assert normal_name(name) == normal

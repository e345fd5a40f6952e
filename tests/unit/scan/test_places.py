import pytest

from debtscan.scan.places import NEAR, ROOT, anchored, enter, plain, resolve


@pytest.mark.parametrize(
    ("path", "folder", "found"),
    [
        ("k8s/web.yaml", "", "k8s/web.yaml"),
        ("./web.yaml", "k8s", "k8s/web.yaml"),
        ("../web.yaml", "k8s", "web.yaml"),
        ("../../web.yaml", "k8s", None),
        (".", "", "."),
        ("web.yaml", NEAR, "./web.yaml"),
        ("../web.yaml", NEAR, "../web.yaml"),
        (".", NEAR, "./"),
        (f"{ROOT}/k8s/../web.yaml", "deep/down", "web.yaml"),
        (f"{ROOT}/web.yaml", NEAR, "web.yaml"),
        ("a.yml", ".github", ".github/a.yml"),
        ("images/$name/Dockerfile", "", "images/*/Dockerfile"),
        ("${dir}/x.yaml", "", "*/x.yaml"),
        ("${{ matrix.x }}/a", "", "*/a"),
        ("$1", "", None),
        ("/etc/passwd", "", None),
        ("~/x", "", None),
        ("https://example.com/x", "", None),
        ("a b", "", None),
        (f"x{ROOT}", "", None),
        ("x" * 3000, "", None),
        ("x" * 500, "", None),
    ],
)
def test_a_path_is_seen_from_its_folder(path: str, folder: str, found: str | None) -> None:
    """
    Known folders give paths from the root, near ones begin with a dot, and what lies outside is none.
    """
    assert resolve(path, folder) == found


def test_the_root_is_entered_as_no_folder() -> None:
    """
    The root is "", so that what follows needs no joint.
    """
    assert (enter("a", ".."), enter("", "a/b"), enter("", "/tmp")) == ("", "a/b", None)


def test_an_anchored_folder_keeps_its_place() -> None:
    """
    A known folder is marked with the root, a near one cannot be.
    """
    assert (anchored("a"), anchored(NEAR), anchored(".github")) == (f"{ROOT}/a", NEAR, f"{ROOT}/.github")


def test_plain_text_shows_where_a_variable_ends() -> None:
    """
    Marks go, and bare variables get braces.
    """
    assert plain(f"{ROOT}/a:$TAG-x") == "a:${TAG}-x"

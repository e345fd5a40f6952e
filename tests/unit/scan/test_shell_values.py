import pytest

from debtscan.scan.places import NEAR, ROOT
from debtscan.scan.shell_lexer import LITERAL_DOLLAR
from debtscan.scan.shell_values import expand, expand_list

KNOWN = {
    "a": ("one",),
    "list": ("x", "y z"),
    "path": ("dir/file.tar",),
    "s": (f"{ROOT}/build",),
    "BASH_SOURCE": (f"{ROOT}/d/x",),
}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("plain", "plain"),
        (f"{LITERAL_DOLLAR}a", "$a"),
        ("$a-${a}", "one-one"),
        ("$b ${b}", "$b ${b}"),
        ("${b:-two}", "two"),
        ("${b:-'two'}", "two"),
        ('${b:-"two words"}', "two words"),
        ("${b:-'}", "'"),
        ("${b:-${a}}", "one"),
        ("${a:-two}", "one"),
        ("${a:+set}", "set"),
        ("${path%.tar}", "dir/file"),
        ("${path%/*}", "dir"),
        ("${path##*/}", "file.tar"),
        ("${path#dir/}", "file.tar"),
        ("${b%x}", "${b%x}"),
        ("${a^^}", "${a^^}"),
        ("${list[@]}", "x y z"),
        ("${GITHUB_WORKSPACE}/x", f"{ROOT}/x"),
        ("$(pwd)/x", f"{ROOT}/in/x"),
        ("$(git rev-parse --show-toplevel)/x", f"{ROOT}/x"),
        ('$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/x', f"{ROOT}/build/scripts/../x"),
        ("$(dirname $(dirname $0))", f"{ROOT}/build/scripts/.."),
        ("${BASH_SOURCE%/*}/x", f"{ROOT}/d/x"),
        ('$(dirname "$s")', ROOT),
        ("$(basename $path)", "file.tar"),
        ("$(realpath $s)", f"{ROOT}/build"),
        ("$(cd $s && pwd)", f"{ROOT}/build"),
        ("$(echo $b)", "$(echo $b)"),
        ("$(date +%s)-$a", "$(date +%s)-one"),
    ],
)
def test_a_word_gets_its_value(word: str, value: str) -> None:
    """
    What is known is put in, what is unknown stays as written.
    """
    assert expand(word, KNOWN, "in", "build/scripts") == value


def test_a_word_never_grows_without_end() -> None:
    """
    Values that hold themselves are given up.
    """
    assert expand("$x", {"x": ("y" * 5000,)}, "") == ""
    assert len(expand("${x}", {"x": ("${x}${x}" * 600,)}, "")) < 5000


def test_a_near_folder_stays_near() -> None:
    """
    Where nobody knows the folder, the script's own folder is near too.
    """
    assert expand("$(pwd)/x $(dirname $0)/y", {}, NEAR) == ".//x ./y"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (("a", "b"), ["a", "b"]),
        (("${list[@]}",), ["x", "y", "z"]),
        (("$list",), ["x", "y", "z"]),
        (("${a}",), ["one"]),
        (("{p,q}.yaml",), ["p.yaml", "q.yaml"]),
        (("$unknown",), ["$unknown"]),
        (("{" + "," * 3000 + "}",), ["{" + "," * 3000 + "}"]),
    ],
)
def test_a_loop_takes_each_value(words: tuple[str, ...], values: list[str]) -> None:
    """
    Arrays, words in variables and brace lists are taken apart.
    """
    assert list(expand_list(words, KNOWN, "")) == values

import ast

import pytest

from debtscan.scan.python.folding import fold, is_known, known, shown
from debtscan.scan.python.walk import Walk


def folded(text: str) -> tuple[str, ...]:
    """
    Return the texts of the argument of the last call of `show` in *text*.
    """
    walk = Walk(ast.parse(text))
    call, scope = next(
        found for found in walk.calls if isinstance(found[0].func, ast.Name) and found[0].func.id == "show"
    )
    return fold(call.args[0], scope)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("show('a')", ("a",)),
        ("show(3)", ("3",)),
        ("show(None)", ()),
        ("show([1])", ()),
        ("x = 'a'\nshow(x)", ("a",)),
        ("x: str = 'a'\nshow(x)", ("a",)),
        ("show(x)", ("{x}",)),
        ("show(a.b)", ("{a.b}",)),
        ("show(f())", ("{f}",)),
        ("show(lambda: 1)", ()),
        ("show(-x)", ("{...}",)),
        ("show(f'{a}-{1}')", ("{a}-1",)),
        ("show('a' + 'b')", ("ab",)),
        ("show('a' * 3)", ("{...}",)),
        ("from pathlib import Path\nshow(Path('a') / 'b')", ("a/b",)),
        ("show('%s/%d' % ('a', 2))", ("a/2",)),
        ("show('%s' % x)", ("{x}",)),
        ("show('{}-{}'.format('a', 'b'))", ("a-b",)),
        ("show('{0}{x}'.format('a', x='b', **c))", ("ab",)),
        ("show(' a'.strip())", (" a",)),
        ("show('-'.join(['a', 'b']))", ("a-b",)),
        ("show('-'.join(x))", ("{x}",)),
        ("show(sep.join(x))", ("{sep.join}",)),
        ("show(os.path.join('a', 'b'))", ("a/b",)),
        ("show(str('a'))", ("a",)),
        ("show(os.getenv('A', 'b'))", ("b",)),
        ("show(os.getenv('A'))", ("{os.getenv}",)),
        ("show(os.getenv('A', None))", ("{os.getenv}",)),
        ("show(Variable.get('A', default_var='b'))", ("b",)),
        ("show(os.getenv('A', *b))", ("{os.getenv}",)),
        ("show('a' if x else 'b')", ("a", "b")),
        ("show(x or 'b')", ("{x}", "b")),
        ("x = {'k': 'v'}\nshow(x['k'])", ("v",)),
        ("x = {'k': 'v', **y}\nshow(x['z'])", ()),
        ("x = ['a', 'b']\nshow(x[1])", ("b",)),
        ("x = ['a']\nshow(x[9])", ()),
        ("show(x['k'])", ("{...}",)),
        ("x = 'text'\nshow(x['k'])", ()),
        ("show(x[y])", ("{...}",)),
        ("class C:\n    A = 'a'\n    B: str = 'b'\n    N: str\n\nshow(C.A)", ("a",)),
        ("class C:\n    A = 'a'\n    B: str = 'b'\n    N: str\n\nshow(C.B)", ("b",)),
        ("class C:\n    N: str\n\nshow(C.N)", ("{C.N}",)),
        ("class C:\n    def f(self):\n        self.a = 'x'\n        show(self.a)", ("x",)),
        ("for x in ['a', 'b']:\n    show(x)", ("a", "b")),
        ("for x in {'a': 1, **y}:\n    show(x)", ("a",)),
        ("for x, y in [('a', 'b')]:\n    show(y)", ("b",)),
        ("for x in {'k': 'v'}.values():\n    show(x)", ("v",)),
        ("for x, y in {'k': 'v', **z}.items():\n    show(x + y)", ("kv",)),
        ("for x in z.items():\n    show(x)", ("{x}",)),
        ("for x in f():\n    show(x)", ("{x}",)),
        ("for x in f.g():\n    show(x)", ("{x}",)),
        ("[show(x) for x in ('a',)]", ("a",)),
        ("a, b = 'x', 'y'\nshow(b)", ("y",)),
        ("[a, (b, c)] = 'x', z\nshow(b)", ("{b}",)),
        ("def f(a, b='x', *, c='y', d):\n    show(b + c)", ("xy",)),
        ("with open('f') as g:\n    show(g)", ("{open}",)),
        ("def f():\n    def g():\n        show(x)\nx = 'a'", ("a",)),
    ],
)
def test_an_expression_folds_to_its_texts(text: str, expected: tuple[str, ...]) -> None:
    """
    What stands in the file is put in; what does not is a placeholder.
    """
    assert folded(text) == expected


def test_names_that_feed_on_themselves_end() -> None:
    """
    Neither circles nor doublings cost more than a file's share.
    """
    doubling = 'a0 = "x"\n' + "\n".join(f'a{i} = f"{{a{i - 1}}}{{a{i - 1}}}"' for i in range(1, 200)) + "\nshow(a199)"
    circle = "a = a + a\n" * 200 + "show(a)"
    many = "\n".join(f"x = '{index}'" for index in range(1000)) + "\nshow(f'{x}{x}{x}{x}')"

    assert all(len(text) <= 4_000 for text in folded(doubling))
    assert 0 < len(folded(circle)) <= 40
    assert len(folded(many)) == 40


def test_a_file_that_used_up_its_share_gives_placeholders() -> None:
    """
    The count is kept at the top of the file.
    """
    walk = Walk(ast.parse("x = 'a'\nshow(x)"))
    walk.module.steps = 10**9
    call, scope = walk.calls[0]

    assert fold(call.args[0], scope) == ("{...}",)


def test_known_texts_say_more_than_a_placeholder() -> None:
    """
    A letter outside of braces is enough.
    """
    walk = Walk(ast.parse("show(f'{x}', f'a{x}')"))
    call, scope = walk.calls[0]

    assert [known(node, scope) for node in (*call.args, None)] == [(), ("a{x}",), ()]
    assert not is_known("{a}/{b}")


def test_source_that_is_too_deep_to_write_is_none() -> None:
    """
    The schedule is then unknown, and the file is still read.
    """
    node: ast.expr = ast.Constant(1)
    for _ in range(3000):
        node = ast.UnaryOp(ast.USub(), node)

    assert shown(node) is None

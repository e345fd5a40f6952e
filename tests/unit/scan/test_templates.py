from hypothesis import given
from hypothesis import strategies as st

from debtscan.safe.yaml import load_all
from debtscan.scan.templates import Guard, is_template, mask


def test_a_value_becomes_a_word_and_comes_back() -> None:
    """
    What stands for a value can be parsed, and is as written after parsing, quotes inside and all.
    """
    masked = mask('image: {{ .Values.image }}:{{ printf "%s}}" .Values.tag }}\n{{ .Values.key }}: one\n')

    (document,) = load_all(masked.text).documents

    assert masked.restored(document) == {
        "image": '{{ .Values.image }}:{{ printf "%s}}" .Values.tag }}',
        # a line that begins with an action and goes on is a key
        "{{ .Values.key }}": "one",
    }


def test_sequences_and_other_scalars_are_restored_too() -> None:
    """
    Items of lists come back as written.
    """
    masked = mask("a: [b, {{ x }}]\n")

    (document,) = load_all(masked.text).documents

    assert masked.restored(document) == {"a": ["b", "{{ x }}"]}
    assert document.lines == {"a": 1}


def test_actions_that_fill_lines_leave_only_the_lines() -> None:
    """
    Blocks of labels, loops and comments vanish, however long they are, and every line number stays.
    """
    block = 'labels:\n  {{- include "labels" . |\n     nindent 2 }}\n'
    text = block + "{{/* don't\nrender */}}\n{{- $x := 1 }}\nname: {{ y }}\n"

    masked = mask(text)

    assert masked.text == "labels:\n  \n\n\n\n\nname: zq0qz\n"


def test_several_actions_alone_on_a_line_vanish_together() -> None:
    """
    Two values side by side with nothing else on the line stand for a block, not for a word.
    """
    masked = mask("a:\n  {{ b }} {{ c }}\nd: 1\n")

    assert masked.text == "a:\n   \nd: 1\n"


def test_of_an_if_on_one_line_the_first_choice_stays() -> None:
    """
    An else whose end stands on the same line is left out, or both values would stick together.
    """
    masked = mask("kind: {{ if .set }}StatefulSet{{ else }}Deploy{{ x }}ment{{ end }}\nb: {{ c }}\n")

    assert masked.text == "kind: StatefulSet\nb: zq0qz\n"


def test_jinja_statements_and_comments_vanish() -> None:
    """
    Jinja is masked like Go templates, its conditions are known as well.
    """
    masked = mask("{# note #}\n{% if x == 1 %}\na: {{ b }}\n{% elif y %}\nc: 1\n{% endif %}\n")

    assert masked.text == "\n\na: zq0qz\n\nc: 1\n\n"
    assert [masked.condition_at(line) for line in (1, 3, 5)] == ["", "x == 1", "y"]


def test_braces_of_other_things_are_left_alone() -> None:
    """
    A comment mark of Jinja counts only in Jinja, and an action that never ends is no action.
    """
    text = "a: '{# no comment'\nb: '{{ never'\n"

    assert mask(text).text == text


def test_actions_after_an_unclosed_one_are_still_masked() -> None:
    """
    One stray opening must not cost the rest of the file.
    """
    assert mask('a: {{ "x\nb: {{ y }}\n').text == 'a: {{ "x\nb: zq0qz\n'


def test_too_many_unclosed_actions_end_the_search() -> None:
    """
    A file of openings is taken as it is.
    """
    text = "{{" * 300

    assert mask(text).text == text


def test_directives_of_terraform_vanish() -> None:
    """
    Values files are often rendered by Terraform, whose directives begin with a percent sign.
    """
    masked = mask("a: 1\n%{ if x }\nb: 2\n%{ endif ~}\n")

    assert masked.text == "a: 1\n\nb: 2\n\n"
    assert masked.guards == (Guard("if", "x", 2, 3),)


def test_variables_are_masked_on_request() -> None:
    """
    Shell variables are valid YAML mostly, so they are masked only where asked for.
    """
    text = "a: [${B}]\n"

    masked = mask(text, variables=True)

    assert mask(text).text == text
    assert masked.text == "a: [zq0qz]\n"
    assert masked.restore("zq0qz") == "${B}"


def test_what_is_no_text_is_restored_as_it_is() -> None:
    """
    Numbers and nothing hold no expressions.
    """
    masked = mask("a: {{ b }}")

    assert [masked.restored(value) for value in (1, None, True)] == [1, None, True]


def test_words_that_are_nobodys_stay() -> None:
    """
    Text that looks like one of our words but is none stays as it is.
    """
    assert mask("a: {{ b }}").restore("zq7qz") == "zq7qz"


def test_conditions_are_told_from_the_outside_in() -> None:
    """
    A line inside two blocks depends on both; after an else the condition is the contrary.
    """
    text = "{{ if .a }}\n{{ range .b }}\nx: 1\n{{ end }}\n{{ else }}\ny: 1\n{{ end }}\nz: 1\n"

    masked = mask(text)

    assert [masked.condition_at(line) for line in (3, 6, 8)] == [".a and range .b", "not (.a)", ""]


def test_the_first_branches_leave_out_what_follows_an_else() -> None:
    """
    Both branches together are often no valid YAML; an else of a block without a condition is one too.
    """
    masked = mask("{{ if .a }}\na: 1\n{{ else if .b }}\n- b\n{{ end }}\n{{ raw }}\n{{ else }}\nc: 1\n{{ end }}\n")

    assert masked.first_branches == "\na: 1\n\n\n\n\n\n\n\n"


def test_stray_ends_and_elses_do_no_harm() -> None:
    """
    Half a template has ends without beginnings.
    """
    masked = mask("{{ end }}\n{{ else }}\na: 1\n")

    assert (masked.text, masked.guards) == ("\n\na: 1\n", ())


def test_guards_are_bounded() -> None:
    """
    A file of nothing but blocks keeps no endless list of them.
    """
    assert len(mask("{{ if a }}\n{{ end }}\n" * 2_100).guards) == 2_000


def test_a_template_is_known_by_its_marks() -> None:
    """
    Go and Jinja actions make a template; shell variables do not.
    """
    assert [is_template(text) for text in ("a: {{ b }}", "{% x %}", "%{ if a }", "a: ${B}")] == [
        True,
        True,
        True,
        False,
    ]


@given(
    st.lists(
        st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "%{", "}", '"', "`", "\n", " if ", "end", "else", "a: b"])
    )
)
def test_no_text_breaks_the_masking_or_moves_a_line(parts: list[str]) -> None:
    """
    Whatever the text, it has as many lines after masking, and first branches have them too.
    """
    text = "".join(parts)

    masked = mask(text, variables=True)

    assert masked.text.count("\n") == text.count("\n")
    assert masked.first_branches.count("\n") == text.count("\n")

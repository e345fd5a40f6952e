from debtscan.scan.instructions import Instruction, instructions, substituted


def test_instructions_have_lines_and_values() -> None:
    """
    Continuations are joined, comments and words that are no instruction are left out.
    """
    found = instructions("# x\nFROM a AS b\nRUN one \\\n  two\nNONSENSE y\ncmd run\n")

    assert found == (Instruction("FROM", "a AS b", 2), Instruction("RUN", "one   two", 3), Instruction("CMD", "run", 6))


def test_a_heredoc_is_the_body_of_its_instruction() -> None:
    """
    The lines of a here-document become no instructions, later lines keep their numbers.
    """
    found = instructions("FROM a\nRUN <<EOF bash\nFROM x\nEOF\nCOPY <<A <<B /x/\n1\nA\n2\nB\nCMD b\n")

    assert [(each.word, each.line, each.body) for each in found] == [
        ("FROM", 1, ""),
        ("RUN", 2, "FROM x\n"),
        ("COPY", 5, "1\n2\n"),
        ("CMD", 10, ""),
    ]


def test_a_heredoc_without_end_is_none() -> None:
    """
    What never ends is read as lines.
    """
    assert [each.word for each in instructions("FROM a\nRUN <<EOF\nCMD b")] == ["FROM", "RUN", "CMD"]


def test_options_stand_before_arguments() -> None:
    """
    Options are taken apart, the rest is what counts.
    """
    found = Instruction("COPY", "--from=b --link a c", 1)

    assert (found.flags, found.arguments) == ({"from": "b", "link": ""}, "a c")
    assert Instruction("COPY", "--from=b", 1).arguments == ""


def test_the_exec_form_is_a_list_of_words() -> None:
    """
    JSON lists are the exec form; anything else is shell.
    """
    assert Instruction("CMD", '["a", "b c", 1]', 1).argv == ("a", "b c")
    assert Instruction("CMD", "[a, b]", 1).argv is None
    assert Instruction("CMD", "a b", 1).argv is None


def test_arguments_with_defaults_are_put_in() -> None:
    """
    Known arguments count, unknown ones stay.
    """
    assert substituted("$A:${B}", {"A": ("x",)}) == "x:${B}"

from debtscan.scan.hcl import Attribute, Block, Parsed, parse


def test_blocks_have_labels_attributes_and_lines() -> None:
    """
    Literals have values, expressions only their text.
    """
    found = parse('resource "a_b" "c" {\n  name = "x"\n  n = 3\n  e = "${var.x}"\n  set {\n    on = true\n  }\n}\n')

    inner = Block("set", (), (Attribute("on", "true", 6, "true"),), (), 5)
    attributes = (
        Attribute("name", '"x"', 2, "x"),
        Attribute("n", "3", 3, "3"),
        Attribute("e", '"${var.x}"', 4, None),
    )
    assert found == Parsed((Block("resource", ("a_b", "c"), attributes, (inner,), 1),), None)


def test_a_block_is_asked_for_its_parts() -> None:
    """
    Attributes by name, literals by several names, inner blocks by type, all attributes of all depths.
    """
    block = parse('a {\n  x = f(1)\n  y = "z"\n  b { q = 1 }\n}').blocks[0]

    assert block.get("nothing") is None
    assert (block.literal("x", "y"), block.literal("x")) == ("z", "")
    assert [each.type for each in block.inner("b")] == ["b"]
    assert list(block.inner("c")) == []
    assert [each.name for each in block.everything()] == ["x", "y", "q"]


def test_a_broken_block_costs_itself_only() -> None:
    """
    What can be read is read, with the line of the first mistake.
    """
    found = parse('resource "a" "b" {\n  x = [1, \n}\nresource "c" "d" {\n  y = 1\n}\n')

    labels = [block.labels for block in found.blocks for block in (block, *block.blocks)]
    assert ("c", "d") in labels
    assert found.broken is not None


def test_nonsense_has_no_blocks() -> None:
    """
    Text that is no HCL gives nothing and says so; an empty text is fine.
    """
    assert parse("<<<<").blocks == ()
    assert parse("") == Parsed((), None)
    assert parse("a" + " " * 50_000 + "b").broken == 1


def test_depth_is_bounded() -> None:
    """
    Blocks in blocks end somewhere.
    """
    assert parse("a {\n" * 200 + "}\n" * 200).blocks[0].type == "a"

from debtscan.model.declaration import CiSpec, Declaration, PathRef, PublishSpec, Reading, Reference
from debtscan.model.words import How
from debtscan.scan.assemble import MAX_ITEMS, Parts
from debtscan.scan.shell import Commands


def test_keys_are_unique_and_repetitions_drop_out() -> None:
    """
    The same declaration counts once, another one under the same key gets a number.
    """
    parts = Parts()
    first, other = Declaration("a", "a", CiSpec("x")), Declaration("a", "b", CiSpec("y"))
    for declaration in (first, first, other, other):
        parts.declare(declaration)

    assert parts.reading() == Reading((first, Declaration("a#2", "b", CiSpec("y"))))


def test_a_push_after_the_build_adds_nothing() -> None:
    """
    The build knows more than the push.
    """
    parts = Parts()
    built = Declaration("publish:a", "a", PublishSpec("a", ".", "Dockerfile"))
    parts.declare(built)
    parts.declare(Declaration("publish:a", "a", PublishSpec("a")))

    assert parts.reading().declarations == (built,)


def test_a_need_counts_once_with_its_first_place() -> None:
    """
    Repeated needs of one owner keep the first line.
    """
    parts = Parts()
    first = Reference("a", PathRef("x"), How.BUILD, 1)
    parts.add(
        Commands((), (first, Reference("a", PathRef("x"), How.BUILD, 9), Reference("b", PathRef("x"), How.BUILD, 2)))
    )

    assert parts.reading().references == (first, Reference("b", PathRef("x"), How.BUILD, 2))


def test_a_file_has_no_endless_list() -> None:
    """
    The number of items of one file is bounded.
    """
    parts = Parts()
    for number in range(MAX_ITEMS + 5):
        parts.declare(Declaration(str(number), "x", CiSpec("x")))
        parts.refer(Reference(None, PathRef(str(number)), How.STEP))

    assert (len(parts.reading().declarations), len(parts.reading().references)) == (MAX_ITEMS, MAX_ITEMS)

from debtscan.measure.truck_factor import Known, TruckFactor, truck_factor
from tests.unit.measure.past import A, B, C


def test_whoever_is_author_of_most_leaves_until_less_than_half_is_known() -> None:
    """
    Two of five files keep an author without the first, so one is enough; files without any author count from the start.
    """
    things = [
        Known(frozenset({A})),
        Known(frozenset({A})),
        Known(frozenset({A, B})),
        Known(frozenset({C})),
        Known(frozenset()),
    ]

    assert truck_factor(things) == TruckFactor(((A, 3),), 5, 0.4)


def test_exactly_half_is_not_yet_lost() -> None:
    """
    Coverage must fall below one half; of equals the earlier person leaves first.
    """
    assert truck_factor([Known(frozenset({B})), Known(frozenset({A}))]) == TruckFactor(((A, 1), (B, 1)), 2, 0.0)


def test_weights_count_instead_of_things() -> None:
    """
    One thing that much hangs on outweighs three others.
    """
    things = [Known(frozenset({A}), 9), *[Known(frozenset({B}))] * 3]

    assert truck_factor(things).removed == ((A, 9),)


def test_nothing_to_know_has_no_factor() -> None:
    """
    Nor has what nobody knows: nobody needs to leave.
    """
    assert truck_factor([]) == TruckFactor((), 0, None)
    assert truck_factor([Known(frozenset())]) == TruckFactor((), 1, 0.0)
    assert truck_factor([Known(frozenset())]).value == 0

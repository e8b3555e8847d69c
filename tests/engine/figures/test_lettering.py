"""Labels that are broken, spread and placed without touching."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressroom.figures.inside import place_name
from pressroom.figures.lettering import spread, text_width, wrap
from pressroom.figures.theme import theme

LOOK = theme()
heights = st.lists(st.floats(0.1, 0.5), min_size=1, max_size=6)


@given(heights, st.data())
def test_spread_labels_neither_overlap_nor_leave_the_sheet(tall, data):
    wanted = [data.draw(st.floats(0, 4)) for _ in tall]
    placed = spread(wanted, tall, 0.0, 4.0)
    edges = sorted((at - high / 2, at + high / 2) for at, high in zip(placed, tall, strict=True))
    assert edges[0][0] >= -1e-9
    assert edges[-1][1] <= 4 + 1e-9
    assert all(below[1] <= above[0] + 1e-9 for below, above in itertools.pairwise(edges))


def test_labels_with_room_stay_where_they_want_to_be():
    assert spread([1.0, 2.0, 3.0], [0.2] * 3, 0, 4) == pytest.approx([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Regionala utvecklingsnämnden", ["Regionala", "utvecklingsnämnden"]),
        ("Trafik\u00adförsörjnings\u00adprogrammet", ["Trafikförsörjnings-", "programmet"]),
        ("Basfinansiering", ["Basfinansiering"]),
    ],
)
def test_labels_break_at_spaces_and_soft_hyphens(text, lines):
    assert wrap(text, 1.45, LOOK) == lines


def test_a_soft_hyphen_is_not_seen_where_nothing_breaks():
    assert text_width("Trafik\u00adprogram", LOOK) == text_width("Trafikprogram", LOOK)


def test_a_name_keeps_off_the_other_lines():
    own = [(0.0, 1.0), (2.0, 1.0)]
    above = [(0.0, 1.3), (2.0, 1.3)]
    _, y = place_name(own, [above], [], (0.6, 0.2), (3.0, 2.0))
    assert y < 0.9

"""Names on a map stand clear of borders and of each other."""

import itertools
import json

import numpy as np
import pytest

from places import ROOT
from pressroom.figures import maplabels
from pressroom.figures.maplabels import Box
from pressroom.figures.maps import _project, _rings

SQUARE = np.array([(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)])
BESIDE = SQUARE + np.array((2.0, 0.0))
PAGE = Box(3, 1, 8, 4)


def test_a_name_with_room_stays_in_its_area():
    wanted = {"a": Box(1, 1, 1, 0.4)}
    assert maplabels.place({"a": [SQUARE]}, wanted, PAGE) == wanted


def test_a_name_without_room_moves_out_of_every_area():
    found = maplabels.place(
        {"a": [SQUARE], "b": [BESIDE]}, {"a": Box(1, 1, 2.4, 0.4), "b": Box(3, 1, 1, 0.4)}, PAGE
    )
    assert abs(found["a"].y - 1) > 1.2 or found["a"].x < -1.2


def test_a_page_without_free_ground_leaves_the_name_where_it_was():
    wanted = {"a": Box(1, 1, 2.4, 0.4)}
    assert maplabels.place({"a": [SQUARE]}, wanted, Box(1, 1, 2, 2)) == wanted


@pytest.mark.parametrize(("box", "end"), [(Box(5, 1, 2, 1), (4, 1)), (Box(1, 4, 2, 1), (1, 3.5))])
def test_the_line_ends_at_the_edge_of_the_name(box, end):
    assert maplabels.lead((1, 1), box) == ((1, 1), end)


def test_there_is_no_line_to_a_name_in_its_area():
    assert maplabels.lead((1, 1), Box(1, 1, 2, 1)) is None


@pytest.mark.parametrize("width", [6.3, 3.6])
def test_no_name_of_the_county_meets_a_border_or_another_name(width):
    features = json.loads((ROOT / "data" / "boundaries.geojson").read_text(encoding="utf-8"))["features"]
    plane = _project({f["properties"]["name"]: _rings(f["geometry"]) for f in features})
    shapes = {name: [np.array(ring) * 1.9 for ring in rings] for name, rings in plane.items()}
    corner = np.concatenate([ring for rings in shapes.values() for ring in rings]).max(axis=0)
    wanted = {
        name: Box(*np.concatenate(rings).mean(axis=0), 0.085 * len(name), 0.3)
        for name, rings in shapes.items()
    }
    found = maplabels.place(shapes, wanted, Box(*(corner / 2), max(width, corner[0]), corner[1]))
    border = np.concatenate([maplabels.along(ring) for rings in shapes.values() for ring in rings])
    crossed = [name for name, box in found.items() if inside(border, box.grown(-0.02)).any()]
    met = [pair for pair in itertools.combinations(found.items(), 2) if pair[0][1].meets(pair[1][1])]
    assert (crossed, met) == ([], [])


def inside(points: np.ndarray, box: Box) -> np.ndarray:
    across, up = np.abs(points - (box.x, box.y)).T
    return (across < box.width / 2) & (up < box.height / 2)

"""Ids that a library draws at random are numbered, and what somebody wrote is left alone."""

import json

import pytest
from handmade import code, notebook

from pressroom.notebook.ipynb import parse
from pressroom.review.compare import drawn_ids


@pytest.mark.parametrize(
    ("old", "new", "are_alike"),
    [
        ('<table id="T_0a1b2"></table>', '<table id="T_9f8e7"></table>', True),
        ('<table id="T_0a1b2"></table>#T_0a1b2_row0 {', '<table id="T_9f8e7"></table>#T_9f8e7_row0 {', True),
        ('<table id="T_0a1b2"></table>T_0a1b2', '<table id="T_9f8e7"></table>T_9f8e7', False),
        ('<p id="T_0a1b2">', '<p id="T_9f8e7">', False),
        ('<table id="T_0a1b">', '<table id="T_9f8e">', False),
        (
            '<table id="T_0a1b2"><table id="T_9f8e7">"T_0a1b2"',
            '<table id="T_9f8e7"><table id="T_0a1b2">"T_0a1b2"',
            False,
        ),
    ],
)
def test_ids_of_styled_tables_are_numbered_in_their_order(old, new, are_alike):
    assert (drawn_ids.of_html(old) == drawn_ids.of_html(new)) is are_alike


@pytest.mark.parametrize(
    ("old", "new", "are_alike"),
    [
        ('<g id="p0123456789"/>url(#p0123456789)', '<g id="p9876543210"/>url(#p9876543210)', True),
        ('<g id="p0123456789"/>url(#p0123456789)', '<g id="p9876543210"/>url(#p0123456789)', False),
        ('<g id="p012345678"/>', '<g id="p987654321"/>', False),
        ('<g data-id="p0123456789"/>', '<g data-id="p9876543210"/>', False),
        # Of our own figures, in which the glyph of a space is used and not defined.
        ('<g id="f0ab120"/>"#f0ab120" "#f0ab121"', '<g id="f9cd340"/>"#f9cd340" "#f9cd341"', True),
        ('<g id="f0ab120"/>"#f0ab120" "#f0ab121"', '<g id="f9cd340"/>"#f9cd340" "#f0ab121"', False),
        ('<g id="f0ab120"/>"#f0ab120" "#f0ab121"', '<g id="f9cd340"/>"#f9cd341" "#f9cd340"', False),
        ('<g id="f0ab120"/>f0ab120', '<g id="f9cd340"/>f9cd340', False),
        ('<g id="f0ab12"/>', '<g id="f9cd34"/>', False),
    ],
)
def test_ids_of_drawings_are_numbered_in_their_order(old, new, are_alike):
    assert (drawn_ids.of_svg(old) == drawn_ids.of_svg(new)) is are_alike


def ids(*cells):
    return [
        cell.id for cell in drawn_ids.of_notebook(parse("n", json.dumps(notebook(*cells)).encode())).cells
    ]


def test_a_notebook_without_such_a_cell_is_not_read_again():
    plain = parse("n", json.dumps(notebook(code("c", ""))).encode())
    assert drawn_ids.of_notebook(plain) is plain


@pytest.mark.parametrize(
    ("id", "tags", "called"),
    [
        ("0a1b2c3d", ["injected-parameters"], "injected-parameters"),
        ("0a1b2c3d", [], "0a1b2c3d"),
        ("0a1b2c3", ["injected-parameters"], "0a1b2c3"),
        ("given-values", ["injected-parameters"], "given-values"),
    ],
)
def test_the_cell_that_papermill_adds_has_one_name(id, tags, called):
    assert ids(code("first", ""), code(id, "", tags=tags)) == ["first", called]

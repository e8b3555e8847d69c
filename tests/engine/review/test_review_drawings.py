"""Two figures compared: the data behind them, their images, their drawings, and the texts in them."""

import base64
import io

import pytest
from handmade import png
from PIL import Image

from pressroom.notebook import mime
from pressroom.notebook.ipynb import Output
from pressroom.review.changes import Location, Picture
from pressroom.review.compare import drawings
from pressroom.review.compare.tolerance import Grade, Tolerance, parse_tolerance

PLACE = Location("n", "c")
SVG, PNG, JPEG = "image/svg+xml", "image/png", "image/jpeg"
NAVY, CRIMSON = (base64.b64decode(png(colour)) for colour in ("navy", "crimson"))
SHARE = 400 / 2400
OTHERWISE = "an image is the same, and written otherwise"
UNREAD = "an image is missing, is damaged, or is too large to compare"


def shown(image=NAVY, svg="<svg/>", **stored):
    """Return a figure: its image, its drawing, and what is stored of it."""
    bundle = {mime.of("figure"): stored, SVG: svg}
    return Output("display", bundle | ({PNG: base64.b64encode(image).decode()} if image else {}))


def holding(rows, columns=("year", "amount"), **more):
    """Return what is stored of a figure with data."""
    return {"data": {"columns": list(columns), "rows": rows}} | more


def compared(old, new, tolerance=None):
    return drawings.compare_figures(PLACE, {}, old, new, tolerance or Tolerance())


def change(old, new, tolerance=None):
    """Return the change, which there must be."""
    grade, found = compared(old, new, tolerance)
    assert grade is Grade.CHANGED
    return found


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("application/vnd.x.figure+json", True), ("image/gif", True), (SVG, True), ("text/plain", False)],
)
def test_what_is_drawn_is_a_figure(name, is_one):
    assert drawings.is_figure(Output("display", {name: "x"})) is is_one


def encoded(data):
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("bundle", "picture"),
    [
        ({}, None),
        ({SVG: "<svg/>"}, Picture(SVG, b"<svg/>")),
        ({SVG: "x"}, Picture(SVG, b"x")),
        ({SVG: "å\ud800"}, Picture(SVG, "å?".encode())),
        ({SVG: ""}, None),
        ({SVG: "<svg/>", PNG: encoded(b"p"), JPEG: encoded(b"j")}, Picture(PNG, b"p")),
        ({SVG: "<svg/>", JPEG: encoded(b"j")}, Picture(JPEG, b"j")),
        ({PNG: f"{encoded(b'p')[:2]}\n{encoded(b'p')[2:]}\n"}, Picture(PNG, b"p")),
        ({PNG: ""}, None),
        ({PNG: "cA"}, None),
        ({PNG: "cB=="}, None),
        ({PNG: "cA=!="}, None),
        ({PNG: "åå=="}, None),
    ],
)
def test_the_picture_of_a_figure_is_its_image_before_its_drawing(bundle, picture):
    found = drawings.picture(Output("display", bundle))
    assert found == picture


@pytest.mark.parametrize(("more", "is_shown"), [(0, True), (1, False)])
def test_a_picture_has_at_most_sixteen_megabytes(more, is_shown):
    data = b"x" * (16 * 1024 * 1024 + more)
    for name, content in ((SVG, data.decode()), (PNG, encoded(data))):
        found = drawings.picture(Output("display", {name: content}))
        assert found == (Picture(name, data) if is_shown else None)


def test_a_figure_of_one_side_is_told_with_its_caption_and_picture():
    options = {"fig-cap": "Gapet", "fig-alt": "Staplar"}
    for sides, status in (((None, shown()), "added"), ((shown(), None), "removed")):
        grade, found = drawings.compare_figures(PLACE, options, *sides, Tolerance())
        assert (grade, found.status, found.caption, found.alt) == (Grade.CHANGED, status, "Gapet", "Staplar")
        pictures = [found.old, found.new]
        assert [picture and picture.data for picture in pictures] == [each and NAVY for each in sides]


def test_equal_figures_are_the_same():
    assert compared(shown(), shown()) == (Grade.SAME, None)


def test_a_change_has_its_place_caption_and_both_pictures():
    grade, found = drawings.compare_figures(
        PLACE, {"fig-cap": "Gapet", "fig-alt": "Staplar"}, shown(), shown(CRIMSON), Tolerance()
    )
    assert (grade, found.place, found.status) == (Grade.CHANGED, PLACE, "changed")
    assert (found.caption, found.alt) == ("Gapet", "Staplar")
    assert (found.old.data, found.new.data) == (NAVY, CRIMSON)
    assert (found.pixels.share, found.grid, found.texts, found.notes) == (pytest.approx(SHARE), None, (), ())


@pytest.mark.parametrize(
    ("pixels", "grade"), [(0.0, Grade.CHANGED), (0.1666, Grade.CHANGED), (0.1667, Grade.NOISE)]
)
def test_a_share_of_pixels_may_differ_where_somebody_says_so(pixels, grade):
    assert compared(shown(), shown(CRIMSON), Tolerance(pixels=pixels))[0] is grade


def test_exactly_the_share_that_may_differ_is_noise():
    share = change(shown(), shown(CRIMSON)).pixels.share
    assert compared(shown(), shown(CRIMSON), Tolerance(pixels=share)) == (Grade.NOISE, None)


def test_of_two_images_the_one_that_differs_more_is_told():
    old, new = (shown(image) for image in (NAVY, CRIMSON))
    small = [encoded(base64.b64decode(png(colour, (30, 30)))) for colour in ("navy", "crimson")]
    for output, image in zip((old, new), small, strict=True):
        output.bundle[JPEG] = image
    assert change(old, new).pixels.share == pytest.approx(400 / 900)


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        (encoded(NAVY), encoded(NAVY) + "\n", OTHERWISE),
        (encoded(NAVY), "", UNREAD),
        ("", encoded(NAVY), UNREAD),
        (encoded(NAVY), encoded(NAVY)[:-4] + "!!!!", UNREAD),
        (encoded(NAVY), encoded(b"GIF"), "the image cannot be read"),
        (encoded(NAVY), encoded(NAVY + b"x"), "the pixels are the same, and not what is stored with them"
         " (bytes after the end)"),
    ],
    ids=["otherwise", "gone", "come", "damaged", "unknown", "beside"],
)  # fmt: skip
def test_what_cannot_be_said_of_an_image_is_noted(old, new, note):
    sides = [shown() for _ in range(2)]
    for output, text in zip(sides, (old, new), strict=True):
        output.bundle[PNG] = text
    found = change(*sides)
    assert found.pixels is None
    assert [each[: len(note)] for each in found.notes] == [note]


def test_an_image_compressed_otherwise_is_noise_and_beside_a_change_is_not_told():
    stream = io.BytesIO()
    Image.open(io.BytesIO(NAVY)).save(stream, "PNG", compress_level=1)
    assert stream.getvalue() != NAVY
    assert compared(shown(), shown(stream.getvalue())) == (Grade.NOISE, None)
    found = change(shown(text="a"), shown(stream.getvalue(), text="b"))
    assert (found.pixels, found.texts) == (None, (("a", "b"),))


def test_an_image_is_compared_after_one_that_cannot_be():
    old = Output("display", {JPEG: encoded(NAVY)})
    new = Output("display", {JPEG: encoded(CRIMSON), PNG: encoded(CRIMSON)})
    found = change(old, new)
    assert (found.pixels.share, found.notes) == (pytest.approx(SHARE), (UNREAD,))


# The drawing.


def moved(place, other="1"):
    return f'<svg><path d="M {place} {other}"/><text x="{place}">a</text></svg>'


FLOATS = tuple(holding([[2023, value]]) for value in (0.3, 0.1 + 0.2))


@pytest.mark.parametrize(
    ("old", "new", "grade"),
    [
        (moved("0.12"), moved("0.12"), Grade.NOISE),
        (moved("0.12"), moved("0.13"), Grade.NOISE),
        (moved("0"), moved("0.02"), Grade.NOISE),
        (moved("0.02"), moved("0"), Grade.NOISE),
        (moved("0"), moved("0.03"), Grade.CHANGED),
        (moved("0.03"), moved("0"), Grade.CHANGED),
        (moved("0", "0.02"), moved("0.02", "9"), Grade.CHANGED),
        (moved("0"), moved("0 0"), Grade.CHANGED),
        (moved("0"), moved("0").replace("M", "L"), Grade.CHANGED),
        (moved("0"), moved("0").replace("<path", "<line"), Grade.CHANGED),
        (moved("0"), moved("0").replace(">a<", ">b<"), Grade.CHANGED),
    ],
)
def test_a_mark_may_be_moved_by_a_rounding_where_data_differ_by_one(old, new, grade):
    assert (
        compared(*(shown(svg=svg, **data) for svg, data in zip((old, new), FLOATS, strict=True)))[0] is grade
    )


@pytest.mark.parametrize(("pixels", "grade"), [(0.0, Grade.CHANGED), (0.001, Grade.NOISE)])
def test_a_mark_may_be_moved_over_the_same_data_where_pixels_may_differ(pixels, grade):
    old, new = (shown(svg=moved(place), **FLOATS[0]) for place in ("0.12", "0.13"))
    assert compared(old, new, Tolerance(pixels=pixels))[0] is grade


@pytest.mark.parametrize(
    ("image", "new", "note"),
    [
        (NAVY, "<svg></svg>", "the drawing (SVG) differs while the image (PNG) is the same"),
        (None, "<svg></svg>", "the drawing differs"),
        (None, "", "the drawing differs"),
    ],
)
def test_a_drawing_that_differs_is_noted(image, new, note):
    assert change(shown(image), shown(image, new)).notes == (note,)


def test_a_drawing_that_differs_with_its_image_needs_no_note():
    assert change(shown(), shown(CRIMSON, "<svg></svg>")).notes == ()


def test_a_drawing_beside_an_image_that_cannot_be_compared_needs_no_note():
    assert change(shown(), shown(None, "<svg></svg>")).notes == (UNREAD,)


# Texts in the drawing.


def written(*texts):
    return "<svg>" + "".join(f"<text>{text}</text>" for text in texts) + "</svg>"


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        (written("a", "b"), written("a", "c"), [("b", "c")]),
        (written("a", "b"), written("a"), [("b", "")]),
        (written("a"), written("a", "b", "c"), [("", "b"), ("", "c")]),
        (written("a", "b", "c", "z"), written("d", "z"), [("a", "d"), ("b", ""), ("c", "")]),
        (written("a", "z"), written("d", "e", "z"), [("a", "d"), ("", "e")]),
        (written("a", "b", "a", "c"), written("d", "b", "d", "c"), [("a", "d")]),
        ('<svg><text x="1" y="2">a</text>', '<svg><text x="1" y="2">b</text>', [("a", "b")]),
        ("<text>a</text>", "<text>b</text>", [("a", "b")]),
        (written("<tspan>a</tspan> &amp;\n x"), written("<tspan>b</tspan>"), [("a & x", "b")]),
        ("<svg><!-- a --><g/>", "<svg><!-- b --><g/>", [("a", "b")]),
        ("<svg><!-- a>b -->", "<svg><!-- a>c -->", [("a>b", "a>c")]),
        ("<svg><text>a</text><!-- x -->", "<svg><text>b</text><!-- y -->", [("a", "b"), ("x", "y")]),
        ("<svg><text> </text><text>a</text>", "<svg><text>a</text>", []),
        ("<svg><text>a", "<svg><text>b", []),
        ("<svg><text>a</text><text>b", "<svg><text>c</text><text>d", [("a", "c")]),
    ],
)
def test_texts_of_a_drawing_that_differ_are_told_in_pairs(old, new, texts):
    assert change(shown(None, old), shown(None, new)).texts == tuple(texts)


def test_many_equal_texts_are_not_told():
    old, new = (written(first, *["0"] * 250, last) for first, last in ("ab", "cd"))
    assert change(shown(None, old), shown(None, new)).texts == (("a", "c"), ("b", "d"))


@pytest.mark.parametrize(("before", "texts"), [(499, (("a", "b"),)), (500, ())])
def test_the_first_five_hundred_texts_of_a_drawing_are_read(before, texts):
    equal = [f"x{number}" for number in range(before)]
    old, new = (written(*equal, last) + "<!-- z -->" for last in "ab")
    assert change(shown(None, old), shown(None, new)).texts == texts


def test_comments_are_read_up_to_five_hundred_texts_as_well():
    equal = written(*[f"x{number}" for number in range(500)])
    assert change(*(shown(None, f"{equal}<!-- {last} -->") for last in "ab")).texts == ()


def test_at_most_fifty_texts_are_told():
    old, new = (written(*[f"{side}{number}" for number in range(51)]) for side in "ab")
    assert change(shown(None, old), shown(None, new)).texts == tuple((f"a{n}", f"b{n}") for n in range(50))


# What is stored beside the image.


def test_data_that_differ_are_laid_over_each_other():
    found = change(*(shown(**holding([[2023, value]])) for value in (1, 2)))
    assert [row.key for row in found.grid.changes] == [("2023",)]
    assert found.notes == ()


def test_data_that_are_the_same_are_not_shown():
    old, new = (shown(image, **holding([[2023, 1]])) for image in (NAVY, CRIMSON))
    assert change(old, new).grid is None


def test_data_within_the_tolerance_are_noise():
    old, new = (shown(**data) for data in FLOATS)
    assert compared(old, new) == (Grade.NOISE, None)


def test_an_image_that_differs_over_noise_is_a_change():
    old, new = (shown(image, **data) for image, data in zip((NAVY, CRIMSON), FLOATS, strict=True))
    assert change(old, new).grid is None


def test_an_image_follows_data_that_ones_own_tolerance_covers():
    old, new = (shown(image, **holding([[2023, n]])) for image, n in ((NAVY, 100), (CRIMSON, 100.5)))
    assert compared(old, new, parse_tolerance(["0.01"])) == (Grade.NOISE, None)
    assert compared(old, new, parse_tolerance(["0.001"]))[0] is Grade.CHANGED


def test_an_image_over_the_same_data_is_not_covered_by_a_tolerance_of_values():
    old, new = (shown(image, **FLOATS[0]) for image in (NAVY, CRIMSON))
    assert compared(old, new, parse_tolerance(["0.01"]))[0] is Grade.CHANGED


def test_a_tolerance_of_a_unit_counts_for_the_column_in_it():
    columns = ["year", {"key": "amount", "unit": "kr"}]
    old, new = (shown(**holding([[2023, n]], columns)) for n in (100, 100.5))
    assert compared(old, new, parse_tolerance(["kr=0.01"])) == (Grade.NOISE, None)
    assert compared(old, new, parse_tolerance(["antal=0.01"]))[0] is Grade.CHANGED


@pytest.mark.parametrize("sides", [(FLOATS[0], {}), ({}, FLOATS[0])])
def test_data_of_one_side_alone_are_noted(sides):
    found = change(*(shown(**stored) for stored in sides))
    assert (found.grid, found.notes) == (None, ("data only on one side",))


def test_data_that_are_no_table_are_compared_by_their_places():
    old, new = (shown(**holding([[2023, 1], [n]])) for n in (1, 2))
    found = change(old, new)
    assert (found.grid, found.notes) == (None, ("data.rows.1.0: 1 → 2",))


def test_what_is_stored_beside_the_data_is_compared_by_its_places():
    old, new = (shown(**holding([[2023, 1]], more={"a": [1, n]})) for n in (1, 2))
    assert change(old, new).notes == ("more.a.1: 1 → 2",)


def test_what_is_stored_of_one_side_alone_is_noted_so():
    old, new = shown(), shown(more="x")
    assert change(old, new).notes == ("more: – → x",)
    assert change(new, old).notes == ("more: x → –",)


def test_noise_beside_the_data_is_not_noted():
    old, new = (shown(image, more=n) for image, n in ((NAVY, 0.3), (CRIMSON, 0.1 + 0.2)))
    assert change(old, new).notes == ()
    assert compared(old, shown(more=0.1 + 0.2)) == (Grade.NOISE, None)


def test_at_most_twenty_places_are_noted():
    old, new = (shown(**{f"more{number:02}": n for number in range(21)}) for n in (1, 2))
    assert change(old, new).notes == tuple(f"more{number:02}: 1 → 2" for number in range(20))


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        ({"title": "a", "axis": "x"}, {"title": "b", "axis": "x"}, [("a", "b")]),
        ({"title": {"message": "a"}}, {"title": {"message": "b"}}, [("a", "b")]),
        ({"labels": ["a", "b"]}, {"labels": ["a", "c"]}, [("b", "c")]),
        ({"labels": {"p": {"q": "a"}}}, {"labels": {"p": {"q": "b"}}}, [("a", "b")]),
        ({"title": "a"}, {}, [("a", "")]),
        ({}, {"title": "a\n\x1b[31mb"}, [("", "a b")]),
        ("a", "b", [("a", "b")]),
    ],
)
def test_texts_of_a_figure_that_differ_are_told_in_pairs(old, new, texts):
    found = change(shown(text=old), shown(text=new))
    assert (found.texts, found.notes) == (tuple(texts), ())


def test_a_text_that_stands_in_the_drawing_too_is_told_once():
    old, new = (shown(None, written(title), text={"title": title}) for title in "ab")
    assert change(old, new).texts == (("a", "b"),)


@pytest.mark.parametrize(
    ("old", "new", "notes"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ["b: 2 → 3"]),
        ({"a": 1}, {"å": {"b": "ö"}}, ["a: 1 → null", 'å: null → {"b": "ö"}']),
        ({"a": "x" * 80}, {"a": "y" * 81}, [f"a: {'x' * 80} → {'y' * 80}… [81 characters]"]),
        ({}, ["b"], ['options: {} → ["b"]']),
        (["b"], {}, ['options: ["b"] → {}']),
        ({str(n): 1 for n in range(21)}, {str(n): 2 for n in range(21)}, [f"{n}: 1 → 2" for n in range(20)]),
    ],
)
def test_options_of_a_figure_that_differ_are_noted(old, new, notes):
    assert change(shown(options=old), shown(options=new)).notes == tuple(notes)


def test_another_kind_of_figure_is_noted():
    assert change(shown(chart="bars"), shown(chart="lines")).notes == ("chart: bars → lines",)

"""The Markdown summary shows changed figures by files beside it, bounded and decoded, or names the page."""

import base64
import io
import re

import pytest
from handmade import code, display, figure, finances, notebook, png
from PIL import Image

from pressroom.errors import UserError
from pressroom.review import diff
from pressroom.review.changes import FigureChange, Location, Picture, Pixels
from pressroom.review.compare import pixels
from pressroom.review.diff_many import show_differences
from pressroom.review.show import pictures


def picture(**drawn):
    return Picture("image/png", base64.b64decode(png(**drawn)))


def change(old=None, new=None, status="changed", pixels=None):
    return FigureChange(Location("n", "fig-a"), "Gap", "", status, pixels=pixels, old=old, new=new)


APART = Pixels(0.1, (60, 40), (60, 40))


def compared(project, run, old, new, **shown):
    run("a", {"01_finances": old})
    run("b", {"01_finances": new})
    diff.show_difference(project, "a", "b", diff.Shown(**shown))


def written(folder, *figures):
    return pictures.written(folder, figures, diff.save)


def test_a_changed_figure_stands_before_after_and_as_difference_beside_the_summary(project, run):
    to = project.root / "summary.md"
    compared(project, run, finances(), finances(colour="crimson"), markdown=to)
    links = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", to.read_text())
    assert links == [f"summary-pictures/01-{what}.png" for what in pictures.SIDES]
    for link in links:
        assert Image.open(to.parent / link).size == (60, 40)
    assert "**01\\_finances fig-gap: changed" in to.read_text()


def test_where_they_differ_is_marked_and_the_rest_is_faded():
    marked = written_image(picture(), picture(colour="crimson"))
    assert marked.getpixel((15, 15)) == (200, 0, 120)
    assert marked.getpixel((0, 0)) == (255, 255, 255)


def written_image(old, new):
    return Image.open(io.BytesIO(pixels.marked(old, new).data))


def test_of_images_of_two_sizes_the_larger_canvas_is_marked():
    assert written_image(picture(), picture(size=(70, 30))).size == (70, 40)


@pytest.mark.parametrize(
    ("old", "new", "files"),
    [
        (None, picture(), {"after"}),
        (picture(), None, {"before"}),
        (picture(), picture(), {"before", "after"}),
        (Picture("image/svg+xml", b"<svg onload='x()'/>"), picture(), {"after"}),
        (Picture("image/png", b"no image"), None, set()),
    ],
)
def test_only_images_are_written(tmp_path, old, new, files):
    [sheet] = written(tmp_path / "x-pictures", change(old, new))
    assert {*sheet.files} == files
    assert {path.name for path in tmp_path.glob("*/*")} == {f"01-{what}.png" for what in files}


def test_what_is_renamed_or_has_no_picture_is_left_out(tmp_path):
    assert written(tmp_path / "p", change(picture(), picture(), "renamed"), change()) == []
    assert not (tmp_path / "p").exists()


def test_the_ending_is_that_of_the_content(tmp_path):
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "JPEG")
    [sheet] = written(tmp_path / "p", change(new=Picture("image/png", stream.getvalue())))
    assert sheet.files == {"after": "p/01-after.jpg"}


def test_number_and_size_are_bounded(tmp_path, monkeypatch):
    many = [change(picture(), picture(colour="red"), pixels=APART)] * 20
    assert len(written(tmp_path / "p", *many)) == pictures.MOST
    monkeypatch.setattr(pictures, "ALL_OF_THEM", len(picture().data) + 1)
    assert [len(each.files) for each in written(tmp_path / "p", *many)][:2] == [1, 0]
    monkeypatch.setattr(pictures, "LARGEST", 1)
    assert {len(each.files) for each in written(tmp_path / "p", *many)} == {0}
    assert not (tmp_path / "p").exists()


def test_pictures_of_an_earlier_time_go_and_other_files_stay(tmp_path):
    folder = tmp_path / "p"
    written(folder, change(picture(), picture(colour="red"), pixels=APART))
    (folder / "mine.png").touch()
    written(folder, change(new=picture()))
    assert {path.name for path in folder.iterdir()} == {"01-after.png", "mine.png"}


def test_a_summary_says_how_many_of_the_figures_are_shown(project, run):
    def drawn(colour):
        cells = [code(f"f{n}", f"#| label: fig-{n}", figure([[1, 2]], colour)) for n in range(14)]
        return notebook(*cells)

    to = project.root / "summary.md"
    compared(project, run, drawn("navy"), drawn("red"), markdown=to)
    assert "Of 14 figures 12 are shown." in to.read_text()
    assert to.read_text().count("![") == 36


def test_a_figure_without_an_image_is_said_to_be_on_no_picture(project, run):
    old, new = (notebook(code("f", "", display(**{"image/gif": gif}))) for gif in ("R0lG", "R0lH"))
    to = project.root / "summary.md"
    compared(project, run, old, new, markdown=to)
    assert "![" not in to.read_text()


def test_the_words_beside_a_picture_hold_no_markup(project, run):
    caption = "x](http://evil.example) ![y"
    pair = (finances(caption=caption, colour=colour) for colour in ("navy", "red"))
    to = project.root / "summary.md"
    compared(project, run, *pair, markdown=to)
    bare = re.sub(r"\\.", "", to.read_text())
    assert "evil.example)" not in bare.replace("summary-pictures", "")


def test_a_summary_in_a_file_links_to_the_page_and_a_printed_one_names_it(project, run, capsys):
    page, to = project.root / "my page.html", project.root / "runs" / "summary.md"
    compared(project, run, finances(), finances(amount=110), html=page, markdown=to)
    assert "All of it, with pictures: [../my page.html](../my%20page.html)" in to.read_text()
    capsys.readouterr()
    compared(project, run, finances(), finances(amount=110), html=page, markdown=diff.PRINTED)
    printed = capsys.readouterr().out
    assert printed.startswith("### What changed: ")
    assert "my page.html" in printed
    assert "](" not in re.sub(r"\\.", "", printed)


def test_two_things_are_not_printed_at_once(project, run):
    with pytest.raises(UserError, match="two things at once"):
        compared(project, run, finances(), finances(amount=2), markdown=diff.PRINTED, json=True)


def test_a_folder_that_is_missing_is_said_in_two_lines(project, run):
    to = project.root / "missing" / "x.md"
    with pytest.raises(UserError, match="cannot be written"):
        compared(project, run, finances(), finances(colour="red"), markdown=to)


def test_of_more_than_two_sides_the_summary_is_printed_too(project, run, capsys):
    for name, amount in (("a", 1), ("b", 2), ("c", 3)):
        run(name, {"01_finances": finances(amount=amount)})
    show_differences(project, ["a", "b", "c"], diff.Shown(markdown=diff.PRINTED))
    assert capsys.readouterr().out.startswith("### What changed: runs/a → runs/b, runs/c\n")

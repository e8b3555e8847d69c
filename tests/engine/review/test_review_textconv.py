"""An executed notebook as lines of text: what stands in them, and where they are cut."""

import json

import pytest
from handmade import code, display, figure, notebook, prose, result, table

from pressroom.errors import UserError
from pressroom.review import textconv
from pressroom.safe import mark


def shown(*cells):
    return textconv.as_text(json.dumps(notebook(*cells)).encode()).splitlines()


def of(*outputs):
    """Return the lines below those of the cell itself."""
    return shown(code("c", "", *outputs))[1:-1]


def printed(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def test_a_cell_is_its_name_its_options_and_its_lines():
    cell = code("c", '#| label: fig-a\n#| fig-cap: "Gap  et"\nx = 1\ny')
    assert shown(cell, prose("p", "# Ekonomi\n\nText.")) == [
        "[fig-a]", "#| label: fig-a", "#| fig-cap: Gap et", "x = 1", "y", "",
        "[text p]", "# Ekonomi", "", "Text.", "",
    ]  # fmt: skip


def test_long_names_and_options_are_cut():
    label, caption = "x" * 81, "y" * 2_001
    lines = shown(code("c", f'#| label: {label}\n#| fig-cap: "{caption}"'))
    assert lines[0] == f"[{label[:80]}… [81 characters]]"
    assert lines[2] == f"#| fig-cap: {caption[:2_000]}… [2001 characters]"
    whole = shown(code("c", f'#| label: {label[:80]}\n#| fig-cap: "{caption[:2_000]}"'))
    assert (whole[0], whole[2]) == (f"[{label[:80]}]", f"#| fig-cap: {caption[:2_000]}")


@pytest.mark.parametrize(("number", "more"), [(200, 0), (201, 1), (210, 10)])
def test_of_more_than_two_hundred_lines_the_others_are_counted(number, more):
    text = "".join(f"{line}\n" for line in range(number))
    kept = [f"  {line}" for line in range(200)]
    last = [f"  … {more} more lines, {mark(text)}"] if more else []
    assert of(printed(text)) == ["→ stream", *kept, *last]


def test_a_text_of_more_than_two_hundred_thousand_signs_is_cut():
    for length, ending in ((200_000, "xx"), (200_001, "characters]")):
        assert of(printed("x" * length))[1].endswith(ending)


@pytest.mark.parametrize(
    ("output", "lines"),
    [
        (printed("a\nb"), ["→ stream", "  a", "  b"]),
        ({"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]}, ["→ error", "  t"]),
        (display(**{"text/html": "<b>a</b> <i>b</i>", "text/plain": "x"}), ["→ display", "  a b"]),
        (display(**{"text/markdown": "a", "text/plain": "x"}), ["→ display", "  x"]),
        (display(**{"image/svg+xml": "<svg/>", "image/png": "cA==", "text/plain": "x"}),
         [f"→ image, png {mark('cA==')}, svg {mark('<svg/>')}"]),
        (result("a.b", 7), ["→ a.b = 7 kr"]),
        (result("a.b", "x" * 2_001), [f"→ a.b = {'x' * 2_000}… [2001 characters] kr"]),
        (result("a.b", "x" * 2_000), [f"→ a.b = {'x' * 2_000} kr"]),
        (result("a.b", 7, "u" * 41), [f"→ a.b = 7 {'u' * 40}… [41 characters]"]),
        (table([["a", 1], ["b", None]]), ["→ table", "  id | amount", "  a | 1", "  b | None"]),
        (table([["a", {"message": "ett"}]]), ["→ table", "  id | amount", "  a | ett"]),
        (table([["a"]]), ["→ table"]),
        (table([["a"]], ["c" * 60], ["x"]), ["→ table", f"  {'c' * 60}", "  a"]),
        (table([["a"]], ["c" * 61], ["x"]), ["→ table", f"  {'c' * 60}… [61 characters]", "  a"]),
    ],
)  # fmt: skip
def test_an_output_is_a_line_that_names_it_and_its_content(output, lines):
    assert of(output) == lines


def test_a_figure_is_its_words_and_its_data():
    drawn = figure([[2023, 1]], title="Gap")
    drawn["data"][next(iter(drawn["data"]))]["text"] = {
        "title": {"message": "Gap"},
        "labels": ["a", {"b": "c"}, 7],
    }
    images = ", ".join(
        f"{kind} {mark(drawn['data'][name])}"
        for kind, name in (("png", "image/png"), ("svg", "image/svg+xml"))
    )
    assert of(drawn) == [
        f"→ figure bars, {images}", "  Gap", "  a", "  c", "  year | amount", "  2023 | 1",
    ]  # fmt: skip


@pytest.mark.parametrize("length", [2_000, 2_001])
def test_long_words_of_a_figure_are_cut(length):
    assert of(figure([[1, 2]], title="x" * length))[1].endswith("]") is (length > 2_000)


@pytest.mark.parametrize("length", [40, 41])
def test_a_long_kind_of_figure_is_cut(length):
    drawn = figure([[1, 2]])
    drawn["data"][next(iter(drawn["data"]))]["chart"] = "x" * length
    assert of(drawn)[0].startswith(
        f"→ figure {'x' * 40}… [41 characters], " if length > 40 else f"→ figure {'x' * 40}, "
    )


@pytest.mark.parametrize(
    ("number", "last"), [(500, "  499 | 1"), (501, "  … 1 more rows"), (510, "  … 10 more rows")]
)
def test_of_more_than_five_hundred_rows_the_others_are_counted(number, last):
    lines = of(table([[each, 1] for each in range(number)]))
    assert (lines[501], lines[-1], len(lines)) == ("  499 | 1", last, 502 + (number > 500))


@pytest.mark.parametrize(("length", "is_cut"), [(1_000_000, False), (1_000_001, True)])
def test_what_is_no_notebook_comes_as_it_stands_up_to_a_million_signs(length, is_cut):
    text = textconv.as_text(b"x" * length)
    assert text.startswith("# not a notebook: is not valid JSON")
    assert text.endswith("xx\n") is not is_cut


def test_a_notebook_is_printed_by_its_path(tmp_path, capsys, monkeypatch):
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps(notebook(prose("p", "Åsa"))))
    textconv.print_notebook(path)
    assert capsys.readouterr().out == "[text p]\nÅsa\n\n"
    monkeypatch.setattr("sys.argv", ["textconv", str(path)])
    textconv.main()
    assert capsys.readouterr().out == "[text p]\nÅsa\n\n"


def test_a_path_that_is_no_file_is_a_user_error(tmp_path):
    with pytest.raises(UserError, match="is no file"):
        textconv.print_notebook(tmp_path / "gone.ipynb")

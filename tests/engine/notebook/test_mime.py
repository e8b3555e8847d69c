"""The names of the data that notebooks carry."""

from pathlib import Path

import pytest

import pressroom
from pressroom.notebook import mime

SOURCE = Path(pressroom.__file__).parents[1]


def test_the_names_are_written_in_one_module_only():
    naming = [path for path in SOURCE.rglob("*.*") if path.suffix in (".py", ".js", ".html")]
    assert [path for path in naming if "+json" in path.read_text(encoding="utf-8")] == [Path(mime.__file__)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (mime.of("result"), "result"),
        ("application/vnd.vegalite.v5+json", None),
        ("application/vnd.plotly.v1+json", None),
        ("image/svg+xml", None),
    ],
)
def test_what_the_notebooks_of_any_report_carry_is_known_by_its_kind(name, kind):
    assert mime.kind_of(name) == kind

"""The names of the data that notebooks carry."""

from pathlib import Path

import pressroom
from pressroom.notebook import mime

PREFIX = "application/vnd.{"
SOURCE = Path(pressroom.__file__).parents[1]


def test_the_names_are_written_in_one_file_only():
    naming = [path for path in SOURCE.rglob("*.*") if path.suffix in (".py", ".lua", ".js", ".html")]
    found = [path for path in naming if PREFIX in path.read_text(encoding="utf-8")]
    assert found == [Path(mime.__file__)]

"""Reading a file in the types of its schema, on any table and any damage."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressroom.errors import UserError
from pressroom.notebook.data import MAX_BYTES, read_table

FIELDS = [
    {"name": "code", "type": "string"},
    {"name": "count", "type": "integer"},
    {"name": "share", "type": "number"},
    {"name": "year", "type": "year"},
    {"name": "known", "type": "boolean"},
]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1)
ROWS = st.lists(
    st.tuples(
        TEXT,
        st.none() | st.integers(-(10**17), 10**17),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.integers(1000, 9999),
        st.none() | st.booleans(),
    )
)
OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(rows: list[tuple[object, ...]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field["name"] for field in FIELDS])
    for row in rows:
        writer.writerow(["" if v is None else str(v).lower() if isinstance(v, bool) else v for v in row])
    return stream.getvalue()


@given(rows=ROWS)
@OFTEN
def test_any_table_comes_back_as_it_was(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    path = tmp_path / "any.csv"
    path.write_text(written(rows), encoding="utf-8", newline="")
    back = read_table(path, FIELDS).astype(object)
    assert list(back.where(back.notna(), None).itertuples(index=False, name=None)) == rows


@given(noise=st.binary(max_size=40), place=st.integers(0, 60))
@OFTEN
def test_any_damage_is_read_or_named_in_two_lines(tmp_path: Path, noise: bytes, place: int) -> None:
    path = tmp_path / "any.csv"
    whole = written([("0114", 1, 0.5, 2022, True), ("2303", None, None, None, None)]).encode()
    path.write_bytes(whole[:place] + noise + whole[place:])
    said = refusal(path)
    assert said is None or said[0].startswith("data/any.csv")
    assert all(len(line) < 400 and "\n" not in line for line in said or ())


def refusal(path: Path) -> tuple[str, str] | None:
    """Return the two lines that a file is refused with, or None where it is read."""
    try:
        read_table(path, FIELDS)
    except UserError as error:
        return error.what, error.todo
    return None


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(UserError, match="larger than 5 MB"):
        read_table(path, FIELDS)

"""What YAML allows and these files do not is told with its line."""

import pytest

from pressroom import yamlfile
from pressroom.errors import UserError

# Ten to the eighth entries, in a line.
BOMB = "[&a [1,1,1,1,1,1,1,1,1,1]" + "".join(
    f", &{name} [{','.join(['*' + before] * 10)}]" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\n3: x\n", "line 2: the name 3 is no text."),
        ("a:\n  b: {true: 4}\n", "line 2: the name true is no text."),
        ("a:\n  - {null: 4}\n", "line 2: the name null is no text."),
        ("a: 1\n? [b]\n: 1\n", "line 2: the name is no text."),
        (f"a: {BOMB}]\n", "line 1: what stands here is taken again with '*'."),
        ("a: 1\nb: &x [*x]\n", "line 2: what stands here is taken again with '*'."),
        ("a: 1\nb: " + "9" * 5000, "line 2: a number has too many digits."),
        ("a:\n  b: 1\n  b: 2\n", "line 3: a name is given twice."),
    ],
)
def test_what_these_files_do_not_hold_is_told_with_its_line(text: str, what: str) -> None:
    with pytest.raises(UserError) as refused:
        yamlfile.parse(text, "x.yml")
    assert refused.value.what == f"x.yml, {what}"


def test_a_name_in_quotation_marks_is_text_whatever_stands_in_it() -> None:
    assert yamlfile.parse('"2309": {"true": 1}\n', "x.yml").values == {"2309": {"true": 1}}

"""What calls in a notebook's code give, held against what messages, units and functions take."""

from pathlib import Path

import code_told
import pytest

from pressroom.checks import calls

IMPORTS = """from pressroom import figures
from pressroom.language.text import plural, t
from pressroom.notebook import results, tables
from pressroom.notebook.tables import Column as Spalte"""
FITTING = (
    "t('{n:kr} kronor', n=5)",
    "t('{names:|lower|and}', context='sorter', names=['Ett'])",
    "t('ord')",
    "t('ett { tecken')",
    "t('{{< var sum.one_sek >}}')",
    "t(['ord'][0])",
    "t('{a} {b}', **{'a': 1, 'b': 2})",
    "plural('{number} träd', '{number} träd', 3)",
    "tables.Column('a', t('A'), 'kr')",
    "tables.Column(*['a', t('A')], unit='kr')",
    "results.record('sum', one_sek=3)",
    "figures.show(figures.lines(None, 'a', 'b', unit='kr', title=t('A')))",
    "figures.lines(**{})",
    "title = t('A')\nfigures.lines(None, 'a', 'b', unit='kr', title=title, labels={'a': title})",
    "title = 'A'\ntitle = t('A')\nfigures.lines(None, 'a', 'b', unit='kr', title=title)",
    "len([1], 2)",
)
PLAIN = "'{}' {} plain words: no translation can be found for them."
MISFITS = {
    "t('{n:kr} kronor', m=5)": ("'{n:kr} kronor': there is no value 'n'.", "Valid names: m."),
    "t('{n:kr} kronor', n=5, m=6)": (
        "'{n:kr} kronor': there is no place for 'm'.",
        "Valid names: n.",
    ),
    "t('{n:kr} kronor')": ("'{n:kr} kronor': it has places, and no value is given.", calls.AS_PLACES),
    "t('{n:|exakt} kronor')": ("There is no style 'exakt' of a place.", "Did you mean 'exact'?"),
    "t(f'{2 + 3} kronor')": (
        "an f-string is no message: no translation can be found for it.",
        calls.AS_PLACES,
    ),
    "plural(f'{2} träd', '{number} träd', 3)": (
        "an f-string is no message: no translation can be found for it.",
        calls.AS_PLACES,
    ),
    "t(5)": ("5 is no message.", calls.AS_PLACES),
    "figures.lines(None, 'a', 'b', unit='kr', title='A')": (PLAIN.format("title", "is"), calls.AS_MESSAGE),
    "figures.bars(None, 'a', 'b', unit='kr', title=t('A'), labels={'a': 'A'})": (
        PLAIN.format("labels", "has"),
        calls.AS_MESSAGE,
    ),
    "tables.Column('a', f'{2}')": (PLAIN.format("label", "is"), calls.AS_MESSAGE),
    "t('{value:krr}', value=5)": ("There is no unit 'krr'.", "Did you mean 'kr'?"),
    "t('{value:kr|exakt}', value=5)": (
        "There is no style 'exakt' of a place.",
        "Did you mean 'exact'?",
    ),
    "plural('{number} träd i {place}', '{number} träd', 2, plats='by')": (
        "'{number} träd i {place}': there is no value 'place'.",
        "Did you mean 'plats'?",
    ),
    "tables.Column('a', t('A'), 'krr')": ("There is no unit 'krr'.", "Did you mean 'kr'?"),
    "Spalte('a', t('A'), unit='krr')": ("There is no unit 'krr'.", "Did you mean 'kr'?"),
    "Spalte('a', t('A'), units='kr')": ("'Spalte' has no argument 'units'.", "Did you mean 'unit'?"),
    "tables.Column('a')": (
        "'tables.Column': missing a required argument: 'label'.",
        "It takes: key, label, unit, scale, decimals, lang, unit_in_caption.",
    ),
    "figures.show(1, 2)": ("'figures.show': too many positional arguments.", "It takes: chart."),
    "figures.lines(*[1], titel='A')": (
        "'figures.lines' has no argument 'titel'.",
        "Did you mean 'title'?",
    ),
}


def told(folder: Path, code: str) -> list[tuple[str, str]]:
    return code_told.told(folder, IMPORTS, code, calls.problems)


@pytest.mark.parametrize("code", FITTING)
def test_what_fits_is_not_told(tmp_path: Path, code: str) -> None:
    assert told(tmp_path, code) == []


@pytest.mark.parametrize("code", MISFITS)
def test_what_does_not_fit_is_told_with_the_nearest(tmp_path: Path, code: str) -> None:
    what, todo = MISFITS[code]
    assert told(tmp_path, code) == [(f"line 1: {what}", todo)]


def test_a_name_with_another_value_is_not_looked_at(tmp_path: Path) -> None:
    assert told(tmp_path, "t = print; t('{n:krr}', m=1)") == []


def test_words_that_a_name_stands_for_are_told_where_they_are_given(tmp_path: Path) -> None:
    code = (
        "title, n = t('A'), 0\nwords = 'A'\ncount = 3\nfigures.lines(None, 'a', 'b', unit='kr', title=words)"
    )
    what = PLAIN.format("title", "is")
    assert told(tmp_path, f"{code}; t(count)") == [
        (f"line 4: {what}", calls.AS_MESSAGE),
        ("line 4: 3 is no message.", calls.AS_PLACES),
    ]

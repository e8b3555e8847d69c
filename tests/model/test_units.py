"""The report's own units, as readers of Swedish and English expect them."""

import pytest

from pressroom.language.numbers import format_value, scale_of, unit_header


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        (1_260_000_000, "kr/år", "1,3 miljarder kronor per år", "SEK 1.3 billion a year"),
        (20.48, "kr/invånare", "20,5 kronor per invånare", "SEK 20.5 per inhabitant"),
        (98.43, "kt CO2e", "98,4 tusen ton", "98.4 thousand tonnes"),
        (132_572, "personer", "132 572 personer", "132,572 people"),
        (8.37, "årsarbetskrafter", "8,4 årsarbetskrafter", "8.4 full-time equivalents"),
        (8_700, "MWh", "8 700 MWh", "8,700 MWh"),
    ],
)
def test_a_value_is_written_with_the_words_of_its_unit(value, unit, swedish, english):
    written = [format_value(value, unit, lang).replace("\u00a0", " ") for lang in ("sv", "en")]
    assert written == [swedish, english]


def test_an_axis_gets_the_unit_that_keeps_its_numbers_short():
    _, scale = scale_of(95, "kr/invånare")
    heads = [unit_header("kr/invånare", lang, scale) for lang in ("sv", "en")]
    assert heads == ["kronor per invånare", "SEK per inhabitant"]

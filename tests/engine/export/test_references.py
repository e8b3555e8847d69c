"""The sources for reference managers: all of them, with who, where and when."""

import json

import pypandoc
import pytest

from pressroom.export import references
from pressroom.rendering.datalog import Log

ROW = {
    "source_id": "a_b",
    "title": "50 % & {mer} _av_ allt",
    "language": "sv",
    "publisher": "Region Jämtland Härjedalen",
    "url": "https://example.se/a_b?c=1&d=2",
    "licence": "okänd",
    "published": "2022-05",
    "retrieved": "2026-11-28",
    "note": None,
}
PAPER = ROW | {"source_id": "a_a", "url": None, "published": None, "note": "Läst på papper."}
LOG = Log([], {"sources": [ROW, PAPER]}, [])


def test_every_source_is_there_in_order_with_what_is_known_of_it():
    paper, page = json.loads(references.csl(LOG, "sv"))
    assert page == {
        "id": "a_b",
        "type": "webpage",
        "title": ROW["title"],
        "author": [{"literal": "Region Jämtland Härjedalen"}],
        "publisher": "Region Jämtland Härjedalen",
        "URL": ROW["url"],
        "issued": {"date-parts": [[2022, 5]]},
        "accessed": {"date-parts": [[2026, 11, 28]]},
        "language": "sv",
    }
    assert (paper["id"], paper["type"], paper["note"]) == ("a_a", "document", "Läst på papper.")
    assert not {"URL", "issued"} & paper.keys()


@pytest.mark.parametrize(("lang", "read"), [("sv", "Läst 2026-11-28."), ("en", "Read 2026-11-28.")])
def test_bibtex_holds_the_same_and_says_when_a_source_was_read(lang, read):
    made = references.bibtex(LOG, lang)
    back = {item["id"]: item for item in json.loads(pypandoc.convert_text(made, "csljson", format="bibtex"))}
    assert set(back) == {"a_a", "a_b"}
    assert back["a_b"]["URL"] == ROW["url"]
    assert back["a_b"]["author"] == [{"literal": "Region Jämtland Härjedalen"}]
    assert read in back["a_b"]["note"]
    assert "50\u00a0% & {mer} _av_ allt".replace("\u00a0", " ") in back["a_b"]["title"].replace("\u00a0", " ")

"""Bad inputs of every kind: what is damaged in the small project, and the one line that tells it."""

import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import small_project
from pressroom.begin import draft
from pressroom.project import Project

Damage = Callable[[Path], object]
HARVESTS, VARIETIES = "data/harvests.csv", "data/varieties.csv"
BOOK, CHAPTER, BASE = "notebooks/02_second.ipynb", "report/report.qmd", "params/base.yml"


def bytes_of(name: str, change: Callable[[bytes], bytes]) -> Damage:
    return lambda root: (root / name).write_bytes(change((root / name).read_bytes()))


def replaced(name: str, old: str, new: str) -> Damage:
    def change(raw: bytes) -> bytes:
        assert old.encode() in raw
        return raw.replace(old.encode(), new.encode(), 1)

    return bytes_of(name, change)


def added(name: str, text: str) -> Damage:
    return bytes_of(name, lambda raw: raw + text.encode())


def excel(raw: bytes) -> bytes:
    """Return a table as Excel in Swedish saves it."""
    return raw.replace(b",", b";")


def code(text: str) -> Damage:
    return replaced(BOOK, "len(data.load('harvests'))", text)


FILE = r"data/harvests\.csv"
# What is damaged, and the one line that tells it; "check" where only that command asks.
EVERY: dict[str, tuple[Damage, str]] = {
    "semicolons": (bytes_of(HARVESTS, excel), rf"{FILE}, line 1: ';' stand between the columns"),
    "tabs": (bytes_of(HARVESTS, lambda raw: raw.replace(b",", b"\t")), rf"{FILE}, line 1: tabs stand"),
    "byte order mark": (
        bytes_of(HARVESTS, lambda raw: b"\xef\xbb\xbf" + raw),
        rf"{FILE}, line 1: .*byte order",
    ),
    "UTF-16": (bytes_of(HARVESTS, lambda raw: raw.decode().encode("utf-16")), rf"{FILE}: this is UTF-16"),
    "Latin-1": (
        bytes_of(VARIETIES, lambda raw: raw.decode().encode("latin-1")),
        r"data/varieties\.csv, line \d+: not UTF-8; read as Latin-1 it says '.*[Åö]",
    ),
    "codes with semicolons": (bytes_of(VARIETIES, excel), r"data/varieties\.csv, line 1: ';' stand"),
    "NUL": (
        bytes_of(VARIETIES, lambda raw: raw.replace(b"Astrakan", b"Astr\0kan")),
        r"varieties\.csv, line \d+: .*U\+0000",
    ),
    "digits of another script": (
        replaced(HARVESTS, "2021,", "٢٠٢١,"),
        rf"{FILE}, line \d+: '.' is a digit of",
    ),
    "wide digits in a code": (
        replaced(VARIETIES, "01,", "０１,"),
        r"varieties\.csv, line 2: '.' is a digit",
    ),
    "empty file": (bytes_of(HARVESTS, lambda raw: b""), rf"{FILE}: the file is empty"),
    "no rows": (bytes_of(HARVESTS, lambda raw: raw.split(b"\n")[0] + b"\n"), rf"{FILE}: there is no row"),
    "open quotation mark": (added(HARVESTS, '"x,y\n'), rf"{FILE}, line 7: a quotation mark"),
    "decimal comma": (
        replaced(HARVESTS, "2410", '"2410,5"'),
        rf"{FILE}, row 2, .*'2410,5' is not",
    ),
    "thousands": (
        replaced(HARVESTS, "2410", "2 410"),
        rf"{FILE}, row 2, .*'2 410' is not",
    ),
    "percent": (replaced(HARVESTS, "2410", "5 %"), rf"{FILE}, row 2, .*'5 %' is not"),
    "long row": (replaced(HARVESTS, "2410", "2,410"), rf"{FILE}, row 2: Extra Cell"),
    "key given twice": (
        bytes_of(VARIETIES, lambda raw: raw + raw.split(b"\n")[1] + b"\n"),
        r"data/varieties\.csv, row 6: code \d+ stands twice",
    ),
    "below the bound": (
        replaced(HARVESTS, "2410", "-2410"),
        rf"{FILE}, row 2, .*'-2410' is below 0",
    ),
    "source of a parameter": (
        replaced("params/parameters.yml", "source: garden_book", "source: gardn_book"),
        r"params/parameters\.yml: the source 'gardn_book' of 'kg_per_tree' is not in data/sources\.csv",
    ),
    "broken description": (
        bytes_of("data/datapackage.json", lambda raw: raw[:-3]),
        r"data/datapackage\.json, line \d+",
    ),
    "no notebook": (bytes_of(BOOK, lambda raw: b"{"), r"notebooks/02_second\.ipynb is not a notebook"),
    "no Python": (
        code("len(data.load('harvests')"),
        r"02_second\.ipynb, cell 'c2', line 1: '\(' was never",
    ),
    "lost tag": (
        replaced(BOOK, '"parameters"', '"parametrs"'),
        r"02_second\.ipynb: no cell has the tag 'parameters'",
    ),
    "clock": (
        code("import time; time.time()"),
        r"02_second\.ipynb, cell 'c2', line 1: 'time\.time\(\)' asks the clock",
    ),
    "chance": (
        code("from numpy import random; random.rand()"),
        r"02_second\.ipynb, cell 'c2', line 1: .* draws without a seed",
    ),
    "name without a value": (
        code("len(dta.load('harvests'))"),
        r"02_second\.ipynb, cell 'c2', line 1: 'dta' has no value",
    ),
    "module that is not there": (
        code("import pands as pd; pd.DataFrame(); pd.Series()"),
        r"02_second\.ipynb, cell 'c2', line 1: there is no module 'pands'",
    ),
    "no part of a module": (
        code("len(data.lod('harvests'))"),
        r"02_second\.ipynb, cell 'c2', line 1: 'pressroom\.notebook\.data' has no 'lod'",
    ),
    "message without its value": (
        code("from pressroom.language.text import t; t('{n:kr}', m=1)"),
        r"02_second\.ipynb, cell 'c2', line 1: '\{n:kr\}': there is no value 'n'",
    ),
    "column that is not there": (
        code("data.load('harvests')['yeer']"),
        r"02_second\.ipynb, cell 'c2', line 1: there is no column of 'harvests' called 'yeer'",
    ),
    "unknown parameter": (
        replaced(BOOK, "kg_per_tree = 40.0", "kg_per_tee = 40.0"),
        r"02_second\.ipynb.*'kg_per_tee'",
    ),
    "unknown key figure": (replaced(BOOK, "two_sek", "tow_sek"), r"02_second\.ipynb.*'sum\.tow_sek'"),
    "unknown name": (
        replaced(BASE, "sold_share:", "sold_shar:"),
        r"params/base\.yml, line 10: 'sold_shar' is not",
    ),
    "no YAML": (
        replaced(BASE, "sold_share: 0.6", "sold_share: [0.6"),
        r"params/base\.yml, line \d+: this is not",
    ),
}
EVERY |= {
    "Excel's own line": (
        bytes_of(HARVESTS, lambda raw: b"sep=,\n" + raw),
        rf"{FILE}, line 1: 'sep=,' is for Excel only",
    ),
    "bars": (bytes_of(HARVESTS, lambda raw: raw.replace(b",", b"|")), rf"{FILE}, line 1: '\|' stand"),
    "blank first line": (bytes_of(HARVESTS, lambda raw: b"\n" + raw), rf"{FILE}, line 1: it is blank"),
    "comment": (bytes_of(HARVESTS, lambda raw: b"# 2026\n" + raw), rf"{FILE}, line 1: a comment stands"),
    "packed file": (bytes_of(HARVESTS, gzip.compress), rf"{FILE}: this is a packed file \(gzip\)"),
    "Excel file": (bytes_of(HARVESTS, lambda raw: b"PK\x03\x04" + raw), rf"{FILE}: this is an Excel file"),
    "web page": (bytes_of(HARVESTS, lambda raw: b"<html>\n" + raw), rf"{FILE}, line 1: this is a page"),
    "file that git has not fetched": (
        bytes_of(HARVESTS, lambda raw: b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n"),
        rf"{FILE}: this stands for a file",
    ),
    "conflict": (replaced(HARVESTS, "2021,", "<<<<<<< HEAD\n2021,"), rf"{FILE}, line 2: git has left a"),
    "sign that nobody sees": (
        replaced(VARIETIES, "Astrakan", "Astra\u00adkan"),
        r"varieties\.csv, line \d+: the character U\+00AD cannot be seen",
    ),
    "letter of two signs": (
        replaced(VARIETIES, "Åkerö", "A\u030akerö"),
        r"varieties\.csv, line \d+: 'Å' is written as two signs",
    ),
    "sign for what was not read": (
        replaced(VARIETIES, "Åkerö", "\ufffdkerö"),
        r"varieties\.csv, line \d+: the character U\+FFFD stands for",
    ),
    "space after a value": (
        replaced(VARIETIES, "Astrakan,", "Astrakan ,"),
        r"varieties\.csv, line \d+: a space stands before or after 'Astrakan'",
    ),
    "value without end": (
        replaced(VARIETIES, "Astrakan", "A" * 200_000),
        r"varieties\.csv, line \d+: a value is longer",
    ),
    "day that there is not": (
        bytes_of("data/sources.csv", lambda raw: re.sub(rb"(20\d\d)-\d\d-\d\d", rb"\1-02-30", raw, count=1)),
        r"data/sources\.csv, row 2, .*'20\d\d-02-30' is no day of the calendar",
    ),
    "name of a file in capitals": (
        lambda root: (root / HARVESTS).rename(root / "data/Harvests.csv"),
        r"data/Harvests\.csv: data/datapackage\.json calls it 'harvests\.csv'",
    ),
    "data that there are not": (
        code("len(data.load('harvest'))"),
        r"02_second\.ipynb, cell 'c2', line 1: no data are called 'harvest'",
    ),
    "return": (code("return 1"), r"02_second\.ipynb, cell 'c2', line 1: 'return' outside function"),
    "chance by another name": (
        code("from random import random as draw; draw()"),
        r"02_second\.ipynb, cell 'c2', line 1: 'draw\(\)' draws without a seed",
    ),
    "clock by another name": (
        code("import time as t; t.time()"),
        r"02_second\.ipynb, cell 'c2', line 1: 't\.time\(\)' asks the clock",
    ),
    "clock by a word": (
        code("pd.Timestamp('now')"),
        r"02_second\.ipynb, cell 'c2', line 1: 'pd\.Timestamp\(\)' asks the clock",
    ),
    "no seed": (
        code("np.random.default_rng(None)"),
        r"02_second\.ipynb, cell 'c2', line 1: .* without a seed",
    ),
    "id given twice": (
        replaced(BOOK, '"id": "c2"', '"id": "c1"'),
        r"02_second\.ipynb, two cells have the id 'c1'",
    ),
    "id that is none": (
        replaced(BOOK, '"id": "c2"', '"id": "c <2>"'),
        r"02_second\.ipynb, 'c <2>' cannot be the id of a cell",
    ),
    "notebook without metadata": (
        replaced(BOOK, '"metadata": {"kernelspec"', '"meta": {"kernelspec"'),
        r"02_second\.ipynb, it has no 'metadata'",
    ),
    "cell without source": (
        replaced(BOOK, '"source": "len', '"sorce": "len'),
        r"02_second\.ipynb, cell number 3: its 'source' is no text",
    ),
    "half a character": (
        code(r"len('\ud800')"),
        r"02_second\.ipynb, cell number 3: it holds a character that is no text",
    ),
    "parameters in prose": (
        replaced(BOOK, '"cell_type": "code"', '"cell_type": "markdown"'),
        r"02_second\.ipynb, cell number 1: it has the tag 'parameters' and holds no code",
    ),
}
TEXT: dict[str, tuple[Damage, str]] = {
    "unknown result": (replaced(CHAPTER, "one_sek", "on_sek"), r"report\.qmd, line 8: there is no result"),
    "unknown cell": (replaced(CHAPTER, "#tbl-varieties", "#tbl-variety"), r"report\.qmd, line (8|10): "),
    "unknown include": (
        added(CHAPTER, "\n{{< include chapters/x.qmd >}}\n"),
        r"report\.qmd, line 12: there is no file",
    ),
    "unknown reference": (
        added(CHAPTER, "\nSe @tbl-x.\n"),
        r"report\.qmd, line 12: nothing is labelled 'tbl-x'",
    ),
    "missing target": (
        added(CHAPTER, "\n[saknas](#finns-inte)\n"),
        r"report\.qmd, line 12: nothing is labelled 'finns",
    ),
    "skipped level": (
        added(CHAPTER, "\n##### Fem\n"),
        r"report\.qmd, line 12: the heading 'Fem' is of level 5",
    ),
    "missing glyph": (added(CHAPTER, "\n😀\n"), r"report\.qmd, line 12: no font shows '😀'"),
    "script": (added(CHAPTER, "\n[x](javascript:a)\n"), r"report\.qmd, line 12: a link to 'javascript:a'"),
    "open emphasis": (
        added(CHAPTER, "\n**viktigt\n"),
        r"report\.qmd, line 12: the emphasis at '\*\*viktigt'",
    ),
    "open block": (added(CHAPTER, "\n::: {.callout-note}\nx\n"), r"report\.qmd, line 12: .* is never closed"),
    "text in Latin-1": (
        bytes_of(CHAPTER, lambda raw: raw.decode().encode("latin-1")),
        r"report\.qmd, line 8: this is not",
    ),
    "text with NUL": (added(CHAPTER, "\na\0b\n"), r"report\.qmd, line 12: the character U\+0000"),
    "no title": (replaced(CHAPTER, "title:", "titel:"), r"report\.qmd, line \d: the header"),
    "HTML in a label": (
        replaced("report/key_figures.yml", "label: Tal", "label: <b>Tal</b>"),
        r"key_figures\.yml, line 1: '<b>'",
    ),
    "link in a title": (
        replaced(BASE, "title:", "title: '[x](javascript:a)' #"),
        r"params/base\.yml, line \d+: '\]\(javas",
    ),
    "script in a description": (
        replaced("data/datapackage.json", '"title": "', '"title": "<script>'),
        r"datapackage\.json, line \d+: '<script>'",
    ),
}
TEXT |= {
    "conflict in a text": (
        added(CHAPTER, "\n<<<<<<< HEAD\n"),
        r"report\.qmd, line 12: git has left a conflict",
    ),
    "line without end": (added(CHAPTER, "\n" + "x" * 50_000), r"report\.qmd, line 12: the line has 50000"),
    "marks within marks": (added(CHAPTER, "\n" + "[" * 5000), r"report\.qmd, line 12: marks stand within"),
    "quotes within quotes": (added(CHAPTER, "\n" + "> " * 3000), r"report\.qmd, line 12: marks stand within"),
    "nobody's sign": (added(CHAPTER, "\na\ue000b\n"), r"report\.qmd, line 12: the character U\+E000"),
    "language that is none": (
        added(CHAPTER, "\n[x]{lang=en_GB}\n"),
        r"report\.qmd, line 12: 'en_GB' is no language",
    ),
    "host in disguise": (
        added(CHAPTER, "\n[x](https://region.se@example.org/)\n"),
        r"report\.qmd, line 12: the link to 'https://region\.se@.* looks like one to another host",
    ),
    "link without words": (added(CHAPTER, "\n[](https://a.se)\n"), r"report\.qmd, line 12: .* has no words"),
    "link to nothing": (added(CHAPTER, "\n# Två\n\n[x](#)\n"), r"report\.qmd, line 14: a link to '#' leads"),
    "label of words": (
        added(CHAPTER, "\n[x]{#sec-x}\n"),
        r"report\.qmd, line 12: the attribute '#sec-x' is not",
    ),
    "label of two words": (
        added(CHAPTER, "\n## Två {#sec två}\n"),
        r"report\.qmd, line 12: the attribute at '\{#sec' is not closed",
    ),
    "stars that also mark words": (
        added(CHAPTER, "\n**Ett** ord.\n\nTvå ** ord.\n\n**Tre** ord.\n"),
        r"report\.qmd, line 14: the emphasis at '\*\*' is not closed",
    ),
    "form of a line with another mistake": (
        added(CHAPTER, "\n{{< var sum.onee >}} **Ett\n"),
        r"report\.qmd, line 12: there is no result 'sum\.onee'",
    ),
    "end of no block": (
        added(CHAPTER, "\n::: {.callout-note}\nx\n:::\n\n:::\n"),
        r"report\.qmd, line 16: ':::' closes nothing",
    ),
    "footnote written twice": (
        added(CHAPTER, "\nOrd.[^a]\n\n[^a]: Ett.\n\n[^a]: Två.\n"),
        r"report\.qmd, line 16: the footnote 'a' is written already \(report/report\.qmd, line 14\)",
    ),
    "footnote of nothing": (
        added(CHAPTER, "\nOrd.\n\n[^a]: Ett.\n"),
        r"report\.qmd, line 14: nothing refers to the footnote 'a'",
    ),
    "result without a name": (
        added(CHAPTER, "\n{{< var >}}\n"),
        r"line 12: '\{\{< var >\}\}' names no result",
    ),
    "embed from another folder": (
        replaced(CHAPTER, "executed/01_first", "notebooks/01_first"),
        r"report\.qmd, line (8|10): there is no executed notebook 'notebooks/01_first",
    ),
    "HTML with a number": (added(CHAPTER, "\nCO<sub>2</sub>\n"), r"report\.qmd, line 12: HTML in the text"),
    "misspelt option": (
        code(r"#| lable: tbl-x\nlen(data.load('harvests'))"),
        r"02_second\.ipynb, cell 'c2': the option 'lable' says nothing",
    ),
    "option below code": (
        code(r"len(data.load('harvests'))\n#| label: tbl-x"),
        r"02_second\.ipynb, cell 'c2', line 2: the option 'label' stands below code",
    ),
}
CHECKED: dict[str, tuple[Damage, str]] = {
    "other ending": (
        lambda root: shutil.copy(root / "params/frost.yml", root / "params/mine.yaml"),
        r"params/mine\.yaml: a scenario's file ends in \.yml",
    ),
    "placeholder": (
        lambda root: draft.write(Project(root), "mine").rename(root / "params/mine.yml"),
        r"params/mine\.yml, line \d+: 'description' is the one to be replaced",
    ),
    "chapter that nothing includes": (
        lambda root: (
            (root / "report/chapters").mkdir(),
            (root / "report/chapters/x.qmd").write_text("Ett."),
        ),
        r"report/chapters/x\.qmd, line 1: no part of the report includes this chapter",
    ),
    "orphan": (
        lambda root: small_project.add_notebook(Project(root), "03_third", "1"),
        r"notebooks/03_third\.ipynb: no text shows anything of it",
    ),
    "changed data": (
        bytes_of(VARIETIES, lambda raw: raw.replace(b"\n", b"\r\n")),
        r"varieties\.csv: differs from its hash",
    ),
}

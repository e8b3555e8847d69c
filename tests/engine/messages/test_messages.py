"""Messages are taken out of the sources, and a translation is kept as long as its message stands."""

import os
import subprocess
import sys

import polib
import pytest

import small_project
from pressroom.messages import catalogues, faults
from pressroom.messages.extract import Message, merged, of_code


def test_messages_are_taken_out_of_code():
    code = """
t("Ett {n}", n=number)
text.t("Två", context="rubrik")
plural("ett mål", "{number} mål", count)
t(name); t("{name}", name=name); other("Tre")
"""
    assert merged(of_code(code, "x.py")) == [
        Message("", "Ett {n}", "", ("x.py",)),
        Message("rubrik", "Två", "", ("x.py",)),
        Message("", "ett mål", "{number} mål", ("x.py",)),
    ]


def test_a_catalogue_keeps_translations_and_marks_those_of_changed_messages(tmp_path):
    old = polib.POFile()
    for source, words in {"Bortfallet ökar": "The loss rises", "Summa": "Total", "Borta": "Gone"}.items():
        old.append(polib.POEntry(msgid=source, msgstr=words))
    messages = [Message("", "Summa"), Message("", "Bortfallet ökar nu"), Message("", "Ny")]
    file = catalogues.updated(old, messages, tmp_path / "en.po")
    assert [(entry.msgid, entry.msgstr, entry.fuzzy) for entry in file] == [
        ("Summa", "Total", False),
        ("Bortfallet ökar nu", "The loss rises", True),
        ("Ny", "", False),
    ]


@pytest.mark.parametrize(
    ("one", "many", "forms"),
    [
        ("{loss:kr} saknas", "", ["{los:kr} is missing"]),
        ("{a} och {b}", "", ["{a}"]),
        ("Källa {{< var a.b >}}", "", ["Source {{< var a.c >}}"]),
        ("{} av {}", "", ["{}"]),
        ("{loss:kr} saknas", "", ["{loss:kr|sort} is missing"]),
        ("ett mål", "{number} mål", ["{n} goal", "{number} goals"]),
    ],
)
def test_a_translation_with_other_places_is_a_fault(one, many, forms):
    entry = polib.POEntry(msgid=one, msgstr=forms[0])
    if many:
        entry = polib.POEntry(msgid=one, msgid_plural=many, msgstr_plural=dict(enumerate(forms)))
    assert list(faults.of_entry(entry))


def test_a_translation_may_order_and_style_its_places_anew():
    entry = polib.POEntry(
        msgid="{who:|and} betalar {sum:kr}", msgstr="{sum:kr|exact} is paid by {who:|lower|and}"
    )
    assert list(faults.of_entry(entry)) == []


def test_whoever_stops_reading_is_told_nothing_and_all_is_written(tmp_path):
    project = small_project.build_with_report(tmp_path / "project")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "pressroom.messages"], cwd=project.root, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (project.report / "en" / "messages.po").is_file()

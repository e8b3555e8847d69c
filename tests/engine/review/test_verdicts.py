"""Verdicts: which files of them are taken in, which one counts, and what a change is called and holds."""

import json
import os
import random

import pytest
from handmade import code, display, finances, notebook, prose, published, result

import trials
from pressroom.errors import UserError, exit_code
from pressroom.review import command, verdicts
from pressroom.review.decisions import open_changes
from pressroom.review.subject import Subject
from pressroom.review.verdicts import Verdict

FILES = trials.count(1000, 200)
A, B, C = "a" * 40, "b" * 40, "c" * 40
UNSEEN = [
    "\x00",
    "\n",
    "\t",
    "\r",
    "\x1b[31m",
    "\x7f",
    "\x9b",
    "\u202e",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\ud800",
    "\ue000",
]


def publish(project, content):
    for path in project.executed.iterdir():
        path.unlink()
    for name, text in content.items():
        (project.executed / name).write_text(text)


@pytest.fixture
def changed(project):
    """A function that compares two published runs, each given by its notebooks."""

    def compare(old, new):
        publish(project, published(old))
        return Subject.pending(project, published(new))

    return compare


@pytest.fixture
def subject(changed):
    new = finances(amount=110, colour="crimson", caption="Nytt gap", words="Andra ord.")
    return changed({"01_finances": finances()}, {"01_finances": new})


def of(subject, word="accept", why="", when="2026-01-31T09:30:00Z"):
    return [change.decided(word, "Anna", why, when) for change in subject.changes]


def test_every_kind_of_change_has_a_name_of_its_own(subject):
    assert [change.id for change in subject.changes] == [
        "key figure agreement.gap_sek",
        "table 01_finances tbl-posts",
        "figure 01_finances fig-gap",
        "text 01_finances intro prose",
        "text 01_finances fig-gap fig-cap",
    ]


def test_a_first_run_is_changes_like_any_other(project):
    subject = Subject.pending(project, published({"01_finances": finances()}))
    assert {change.old for change in subject.changes} == {None}
    assert "figure 01_finances fig-gap" in [change.id for change in subject.changes]


def test_a_new_notebook_without_outputs_is_a_change(changed):
    old = {"01_finances": finances()}
    subject = changed(old, old | {"02_new": notebook(code("quiet", "x = 1"))})
    assert [change.id for change in subject.changes] == ["file 02_new.ipynb"]


def test_what_cannot_be_compared_is_a_change(changed, project):
    old = {"01_finances": finances()}
    publish(project, published(old) | {"01_finances.ipynb": "{"})
    subject = Subject.pending(project, published(old))
    assert "what could not be compared" in [change.id for change in subject.changes]


def test_noise_and_inputs_are_no_changes_to_decide_on(changed, project):
    publish(project, published({"01_finances": finances(amount=100.5)}))
    content = published({"01_finances": finances(amount=100.5 * (1 + 1e-13))})
    content["manifest.json"] = content["manifest.json"].replace('"c1"', '"c2"')
    subject = Subject.pending(project, content)
    assert subject.comparison.inputs
    assert subject.changes == []


def test_the_same_name_twice_is_numbered(changed):
    cells = [code("c", "", *(display(**{"text/x-own": f"{text}{n}"}) for n in (1, 2))) for text in "ab"]
    ids = [change.id for change in changed(*({"01": notebook(cell)} for cell in cells)).changes]
    assert len(ids) == len(set(ids)) > 1


@pytest.mark.parametrize("name", ["\x1b[31mred", "a\u202eb", "x" * 400, "\ud800"])
def test_a_name_that_a_stranger_chose_is_a_harmless_line(changed, name):
    old, new = ({"01": notebook(code("c", "", result(name, value)))} for value in (1, 2))
    for change in changed(old, new).changes:
        assert verdicts.is_seen(change.id)
        assert len(change.id) < verdicts.LONGEST["change"]
        assert change.decided("accept", "Anna", "", verdicts.now())


def test_a_text_beyond_what_is_shown_counts(changed):
    texts = ["x" * 30_000 + end for end in "abc"]
    old, *news = ({"01": notebook(prose("p", text))} for text in texts)
    first, second = (changed(old, new).changes[0] for new in news)
    assert (first.id, first.old) == (second.id, second.old)
    assert first.new != second.new


def test_what_differs_beside_the_cell_that_it_is_named_by_counts(changed, project):
    document = {"01_finances": finances()}
    hashes = []
    for label in ("Gap", "Hål"):
        publish(project, published(document))
        content = published(document)
        content["results.json"] = content["results.json"].replace("Underskott", label)
        (change,) = [each for each in Subject.pending(project, content).changes if "gap_sek label" in each.id]
        hashes.append(change.new)
    assert hashes[0] != hashes[1]


def said(*steps):
    """Return verdicts on one change, a minute apart: (old, new, word)."""
    return [
        Verdict("key figure x", word, "Anna", "why", old, new, f"2026-01-31T09:{minute:02}:00Z")
        for minute, (old, new, word) in enumerate(steps)
    ]


@pytest.mark.parametrize(
    ("steps", "word"),
    [
        ([], None),
        ([(A, B, "accept")], "accept"),
        ([(A, B, "accept"), (A, B, "reject")], "reject"),
        ([(A, B, "question"), (A, B, "accept")], "accept"),
        ([(A, C, "accept")], None),
        ([(C, B, "accept")], None),
        ([(None, B, "accept")], None),
        ([(A, C, "accept"), (C, B, "accept")], "accept"),
        ([(A, C, "reject"), (C, B, "accept")], None),
        ([(A, C, "accept"), (C, B, "reject")], None),
        ([(A, B, "accept"), (B, C, "reject")], "accept"),
        ([(A, B, "accept"), (B, A, "accept")], None),
        ([(A, C, "accept"), (C, B, "accept"), (A, B, "reject")], "reject"),
        # One step that two people accept.
        ([(A, C, "accept"), (C, B, "accept"), (A, C, "accept")], "accept"),
        ([(A, C, "accept"), (C, B, "accept"), (C, B, "accept")], "accept"),
        # Taken back since, it is taken anew.
        ([(A, B, "accept"), (B, A, "accept"), (A, B, "accept")], "accept"),
        ([(A, B, "accept"), (B, A, "accept"), (A, B, "accept"), (B, A, "accept")], None),
    ],
)
def test_the_newest_verdict_counts_in_any_order_of_the_lines(steps, word):
    lines = said(*steps)
    for order in (lines, lines[::-1]):
        found = verdicts.standing(A, B, order)
        assert (found and found.verdict) == word


def test_of_two_verdicts_at_one_moment_the_graver_counts():
    lines = [Verdict("x", word, "Anna", "why", A, B, "2026-01-31T09:30:00Z") for word in ("reject", "accept")]
    assert verdicts.standing(A, B, lines).verdict == verdicts.standing(A, B, lines[::-1]).verdict == "reject"


def test_what_is_not_accepted_is_named_with_its_reason(subject):
    given = of(subject)[:3] + of(subject, "reject", "no source")[3:4]
    assert [(each.change.id, each.why) for each in open_changes(subject.changes, given)] == [
        ("text 01_finances intro prose", "rejected by Anna: no source"),
        ("text 01_finances fig-gap fig-cap", "no verdict"),
    ]


def test_verdicts_on_other_content_are_named(subject, changed):
    other = changed({"01_finances": finances()}, {"01_finances": finances(amount=120)})
    assert {each.why for each in open_changes(other.changes, of(subject))} == {
        "the verdict of Anna (2026-01-31) is on other content"
    }


def test_the_step_before_says_nothing_of_the_next(changed):
    first, second, third = ({"01_finances": finances(amount=amount)} for amount in (100, 110, 120))
    given = of(changed(first, second))
    assert {each.why for each in open_changes(changed(second, third).changes, given)} == {"no verdict"}


def test_each_reviewer_has_a_file_and_lines_are_only_added(project, subject):
    first, second, *_ = subject.changes
    for who, change in (("Åsa Öst", first), ("Åsa Öst", second), ("李", first)):
        verdicts.append(project, [change.decided("accept", who, "", verdicts.now())])
    files = {path.name: path.read_text().count("\n") for path in (project.root / "report/reviews").iterdir()}
    assert sorted(files.values()) == [1, 2]
    assert files["asa-ost.jsonl"] == 2


def test_a_file_without_a_last_line_end_is_gone_on_with(project, subject):
    verdicts.append(project, of(subject)[:1])
    path = project.root / "report/reviews/anna.jsonl"
    path.write_text(path.read_text().rstrip())
    verdicts.append(project, of(subject)[1:2])
    assert len(path.read_text().splitlines()) == 2


# Each changes the entries of one line, or all lines, so that the file may not be taken in.
def wrong_entry(draw, entry):
    name = draw.choice([*entry])
    value = draw.choice(
        [1, True, 1.5, [], ["x"], {}, {"a": {"b": "c"}}, "" if name in ("change", "who", "verdict") else 0]
    )
    return json.dumps(entry | {name: value})


def unseen(draw, entry):
    name, sign = draw.choice(["change", "verdict", "who", "why", "when"]), draw.choice(UNSEEN)
    place = draw.randrange(len(entry[name]) + 1)
    return json.dumps(entry | {name: entry[name][:place] + sign + entry[name][place:]})


def too_long(draw, entry):
    name = draw.choice([*verdicts.LONGEST])
    return json.dumps(entry | {name: "a" * (verdicts.LONGEST[name] + draw.randrange(1, 2_000))})


def other_hash(draw, entry):
    name = draw.choice(["old", "new"])
    sign = draw.randrange(40)
    digits = (
        entry[name][:sign]
        + draw.choice([d for d in "0123456789abcdef" if d != entry[name][sign]])
        + entry[name][sign + 1 :]
    )
    return json.dumps(
        entry | {name: draw.choice([digits, None, digits.upper() + "A", digits[:-1], "", "../../x"])}
    )


def exchanged(draw, entry):
    return json.dumps(entry | {"old": entry["new"], "new": entry["old"]})


def other_change(draw, entry):
    names = [
        "key figure agreement.unknown",
        entry["change"] + " ",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "file results.json",
    ]
    return json.dumps(entry | {"change": draw.choice(names)})


def other_word(draw, entry):
    return json.dumps(
        entry | {"verdict": draw.choice(["accepted", "ACCEPT", "", "skip", "accept ", "\u0430ccept"])}
    )


def other_time(draw, entry):
    times = [
        *("", "now", "2026-01-31", "2026-01-31T09:30:00", "2026-13-31T09:30:00Z", "2026-02-30T09:30:00Z"),
        *(
            "9999-12-31T23:59:59Z",
            "2026-01-31T09:30:00+02:00",
            "0000-01-01T00:00:00Z",
            "２０26-01-31T09:30:00Z",
        ),
    ]
    return json.dumps(entry | {"when": draw.choice(times)})


def no_reason(draw, entry):
    nothing = {draw.choice(["why", "who"]): draw.choice(["", "  "])}
    return json.dumps(entry | {"verdict": draw.choice(["reject", "question"])} | nothing)


def names_apart(draw, entry):
    lost = {name: value for name, value in entry.items() if name != draw.choice([*entry])}
    twice = json.dumps(entry)[:-1] + f', "why": {json.dumps("again")}}}'
    lost = lost if len(lost) < len(entry) else {}
    return draw.choice(
        [json.dumps(lost), json.dumps(entry | {"extra": "x"}), twice, json.dumps([*entry.items()])]
    )


def no_json(draw, entry):
    text = json.dumps(entry)
    cut = text[: draw.randrange(1, len(text) - 1)]
    deep, huge = "[" * draw.randrange(1, 200_000), text[:-1].replace('"Anna"', "9" * 5_000) + "}"
    conflict = f"<<<<<<< HEAD\n{text}\n=======\n>>>>>>> change"
    return draw.choice(
        [
            cut,
            cut,
            cut,
            cut,
            deep,
            huge,
            conflict,
            "null",
            "NaN",
            '"x"',
            "[]",
            "{}",
            f"{text},",
            f"[{text}]",
            text + text,
        ]
    )


def no_text(draw, entry):
    text = json.dumps(entry).encode()
    place = draw.randrange(len(text))
    raw = [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00", b"\x1b[2J", b"\xe2\x80\xae"]
    return draw.choice(
        [
            text[:place] + draw.choice(raw) + text[place:],
            b"\xef\xbb\xbf" + text,
            text.decode().encode("utf-16"),
        ]
    )


WRONG = [
    wrong_entry, unseen, too_long, other_hash, exchanged, other_change, other_word, other_time, no_reason,
    names_apart, no_json, no_text,
]  # fmt: skip


def hostile(draw, entries):
    """Return a file of verdicts of which one line, or what the lines make together, is wrong."""
    lines = [json.dumps(entry).encode() for entry in entries]
    kind = draw.randrange(len(WRONG) + 1)
    if kind == len(WRONG):
        whole = [
            b"",
            b"\n" * draw.randrange(1, 50),
            b"\n".join([*lines, lines[0]]),
            b"\n".join(lines) + b" " * verdicts.LARGEST,
        ]
        return draw.choice(whole)
    place = draw.randrange(len(lines))
    made = WRONG[kind](draw, entries[place])
    lines[place] = made if isinstance(made, bytes) else made.encode(errors="surrogatepass")
    return b"\n".join(lines) + b"\n"


def take_in(subject, path):
    command._take_in(subject, command._saved(path), path.name)


@trials.trial("wrong and hostile files of verdicts", 1000, 200)
def test_no_wrong_or_hostile_file_is_taken_in(project, subject, capsys):
    path, taken = project.root / "verdicts.jsonl", []
    entries = [json.loads(each.as_line()) for each in of(subject, "question", "Varför? <b>")]
    for seed in range(trials.SEED, trials.SEED + FILES):
        content = hostile(random.Random(seed), entries)
        path.write_bytes(content)
        code = exit_code(lambda: take_in(subject, path))
        out, err = capsys.readouterr()
        lines = err.split("\n")
        harmless = all(verdicts.is_seen(line) and 0 < len(line) < 700 for line in lines[:2])
        if (code, out, len(lines), lines[-1]) != (2, "", 3, "") or not harmless:
            taken.append((seed, content[:500], code, err))
    assert taken == []
    assert not (project.root / "report/reviews").exists()


def test_the_file_that_the_wrong_ones_are_made_from_is_taken_in(project, subject, capsys):
    path = project.root / "verdicts.jsonl"
    path.write_text("".join(f"{each.as_line()}\n" for each in of(subject, "question", "Varför? <b>")))
    for _ in range(2):
        take_in(subject, path)
    assert capsys.readouterr().out == "Taken in: 5 verdicts. 5 of 5 changes are not accepted.\n" * 2
    assert len((project.root / "report/reviews/anna.jsonl").read_text().splitlines()) == 5


@pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/zero", path), lambda path: None]
)
def test_what_is_no_file_is_not_read(make, project, subject):
    path = project.root / "verdicts.jsonl"
    make(path)
    with pytest.raises(UserError, match="is no file"):
        take_in(subject, path)

"""One verdict, and a file of them: each entry at its border, and what is told of one that is none."""

import json

import pytest
from handmade import is_fixed, kinds_of, put

from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.review import verdicts
from pressroom.review.tree import Tree
from pressroom.review.verdicts import Verdict

A, B = "a" * 40, "b" * 40
GOOD = {"change": "x", "verdict": "accept", "who": "Anna", "why": "", "old": A, "new": None,
        "when": "2026-01-31T09:30:00Z"}  # fmt: skip


def refused(**entries):
    """Return why a verdict with these entries is none, None where it is one."""
    try:
        verdicts.checked(GOOD | entries)
    except ValueError as error:
        return str(error)
    return None


def test_a_verdict_is_kept_as_it_is_given():
    verdict = verdicts.checked(GOOD)
    assert (verdict, json.loads(verdict.as_line())) == (Verdict(**GOOD), GOOD)
    assert "Å" in verdicts.checked(GOOD | {"who": "Åsa"}).as_line()


@pytest.mark.parametrize(
    ("name", "longest"),
    [("change", 300), ("verdict", 8), ("who", 100), ("why", 1_000), ("old", 40), ("new", 40), ("when", 32)],
)
def test_an_entry_has_a_length(name, longest):
    too_long = f"'{name}' is no text of at most {longest} characters"
    assert refused(**{name: "a" * (longest + 1)}) == too_long
    assert refused(**{name: "a" * longest}) != too_long
    assert refused(**{name: 7}) == too_long


@pytest.mark.parametrize("entries", [{"change": "x" * 300}, {"who": "x" * 100}, {"why": "x" * 1_000}])
def test_a_text_of_the_longest_is_a_verdict(entries):
    assert refused(**entries) is None


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ({"old": None}, None),
        ({"old": None, "new": B}, None),
        ({"who": None}, "'who' is no text of at most 100 characters"),
        ({"old": A[:-1]}, "'old' or 'new' is no hash"),
        ({"new": A.upper()}, "'old' or 'new' is no hash"),
        ({"new": "g" * 40}, "'old' or 'new' is no hash"),
        ({"change": ""}, "'change' or 'who' is empty"),
        ({"who": " "}, "'change' or 'who' is empty"),
        ({"verdict": "skip"}, "'skip' is no verdict; it is accept, question, reject"),
        ({"verdict": "reject"}, "'reject' has no 'why'"),
        ({"verdict": "question", "why": " "}, "'question' has no 'why'"),
        ({"verdict": "question", "why": "x"}, None),
        ({"verdict": "reject", "why": "x"}, None),
        ({"why": "a\nb"}, "'why' has a control character, or one that cannot be seen"),
        ({"when": "2026-01-31T09:30:00.123456Z"}, None),
        ({"when": "2026-01-31T09:30:00.1234567Z"}, "'when' is no time such as 2026-01-31T09:30:00Z"),
        ({"when": "2026-01-31"}, "'when' is no time such as 2026-01-31T09:30:00Z"),
        ({"when": "2026-02-30T09:30:00Z"}, "'when' is no time: 2026-02-30T09:30:00Z"),
    ],
)
def test_an_entry_that_no_verdict_has_is_told(entries, why):
    assert refused(**entries) == why


def parse_refused(raw):
    with pytest.raises(UserError) as error:
        verdicts.parse(raw, "a.jsonl", "Restore it.")
    assert error.value.todo == "Restore it."
    return error.value.what


LINE = json.dumps(GOOD).encode()


def test_a_file_of_four_megabytes_is_read_and_a_larger_one_is_not():
    lines = LINE + b"\n" * (4 * 1024 * 1024 - len(LINE))
    assert len(verdicts.parse(lines, "a.jsonl", "")) == 1
    assert parse_refused(lines + b"\n") == "a.jsonl is larger than 4 MB."


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\xff", "a.jsonl is no UTF-8 text."),
        (b"{", "a.jsonl, line 1: it is not valid JSON."),
        (b"[" * 100_000, "a.jsonl, line 1: it is not valid JSON."),
        (LINE + b"\n\n{", "a.jsonl, line 3: it is not valid JSON."),
        (b"{}", "a.jsonl, line 1: it has not exactly the names change, verdict, who, why, old, new, when."),
        (b"7", "a.jsonl, line 1: it has not exactly the names change, verdict, who, why, old, new, when."),
        (LINE[:-1] + b', "why": ""}',
         "a.jsonl, line 1: it has not exactly the names change, verdict, who, why, old, new, when."),
        (LINE.replace(b'"accept"', b'"x"'),
         "a.jsonl, line 1: 'x' is no verdict; it is accept, question, reject."),
    ],
    ids=range(8),
)  # fmt: skip
def test_the_first_line_that_is_no_verdict_is_told(raw, what):
    assert parse_refused(raw) == what


@pytest.mark.parametrize(("length", "is_whole"), [(200, True), (201, False)])
def test_a_name_of_more_than_two_hundred_signs_ends_with_its_hash(length, is_whole):
    one, other = (verdicts.identity("x" * (length - 1) + end) for end in "ab")
    assert (one == "x" * (length - 1) + "a") is is_whole
    assert one != other
    assert is_whole or (one[:202] == "x" * 200 + " #" and len(one) == 202 + 12)


def test_a_name_is_made_of_what_there_is():
    assert verdicts.identity("text", "", "n", "") == "text n"
    assert verdicts.identity("a\tb").startswith("a?b #")


def test_this_moment_is_a_time_of_a_verdict():
    assert verdicts.TIME.fullmatch(verdicts.now())


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Anna", "anna.jsonl"),
        ("Åsa  Öst-Ek", "asa-ost-ek.jsonl"),
        (" .Anna. ", "anna.jsonl"),
        ("x" * 61, f"{'x' * 60}.jsonl"),
        ("Anna 2", "anna-2.jsonl"),
    ],
)
def test_the_file_of_a_reviewer_is_called_by_the_name(project, who, name):
    verdicts.append(project, [Verdict(**(GOOD | {"who": who}))])
    assert [path.name for path in (project.root / "report/reviews").iterdir()] == [name]


def test_reviewers_whose_names_have_no_letters_have_two_files(project):
    verdicts.append(project, [Verdict(**(GOOD | {"who": who})) for who in "李王"])
    names = [path.name for path in (project.root / "report/reviews").iterdir()]
    assert len(names) == 2
    assert all(name.startswith("reviewer-") for name in names)


def test_verdicts_are_read_from_all_files_of_them(project):
    given = [Verdict(**(GOOD | {"who": who})) for who in ("Anna", "Bo")]
    verdicts.append(project, given)
    (project.root / "report/reviews/README.md").write_text("no verdict")
    assert verdicts.read(Tree(project.root)) == given


def test_a_file_with_a_line_end_is_gone_on_with_as_it_is(project):
    for _ in range(2):
        verdicts.append(project, [Verdict(**GOOD)])
    assert (project.root / "report/reviews/anna.jsonl").read_bytes() == LINE + b"\n" + LINE + b"\n"


@pytest.mark.parametrize("kind", kinds_of(verdicts), ids=lambda kind: kind.__name__)
def test_what_was_found_stays_as_it_was_found(kind):
    assert is_fixed(kind)


def test_a_long_name_of_a_file_of_verdicts_is_cut_where_it_is_told(project):
    for length, told in ((120, "{}"), (121, "{}… [121 characters]")):
        name = "report/reviews/".ljust(length - len(".jsonl"), "x") + ".jsonl"
        put(project.root, {name: "{"})
        with pytest.raises(UserError) as error:
            verdicts.read(Tree(project.root))
        assert error.value.what == f"{told.format(name[:120])}, line 1: it is not valid JSON."
        put(project.root, {name: None})


def test_a_first_verdict_makes_its_folder(tmp_path):
    verdicts.append(Project(tmp_path), [Verdict(**GOOD)])
    assert [path.name for path in (tmp_path / "report/reviews").iterdir()] == ["anna.jsonl"]

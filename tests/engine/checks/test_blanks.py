"""What is left blank is named once, and what is not translated is found."""

from pressroom.checks import Problem, blanks, translations

MESSAGE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "Tal"\nmsgstr "{}"\n'


def test_every_blank_is_named_with_its_place(project, add):
    (project.report / "a.qmd").write_text(
        "# TODO: heading {#sec-a}\n\nText. **TODO: more: {{< var a.b >}}.**\n"
    )
    add("03_third", "x = 1\n# TODO: compute.")
    assert [problem.what for problem in blanks.problems(project)] == [
        "report/a.qmd, line 1: TODO: heading.",
        "report/a.qmd, line 3: TODO: more.",
        "notebooks/03_third.ipynb, cell 'c1', line 2: TODO: compute.",
    ]


def test_what_is_left_blank_for_an_author_is_found(project):
    (project.report / "a.qmd").write_text(f"# {blanks.blank('a heading')}\n")
    assert [problem.what for problem in blanks.problems(project)] == [
        "report/a.qmd, line 1: TODO: a heading."
    ]


def test_each_cell_of_a_table_that_is_left_blank_is_named_by_itself(project):
    with (project.data / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("new_2023,TODO: title {short},TODO: who publishes it,sv\n")
    assert [problem.what.partition(": ")[2] for problem in blanks.problems(project)] == [
        "TODO: title {short}.",
        "TODO: who publishes it.",
    ]


def test_what_else_stands_on_the_line_of_a_blank_is_not_told():
    found = [Problem("a.qmd, line 1: TODO: x.", ""), Problem("a.qmd, line 1: y.", ""), Problem("b: y.", "")]
    assert blanks.without_doubles([*found, found[0]]) == [found[0], found[2]]


def catalogue(project, words):
    (project.report / "en").mkdir(exist_ok=True)
    (project.report / "en" / "messages.po").write_text(MESSAGE.format(words), encoding="utf-8")
    return [problem for problem in translations.problems(project) if "'Tal'" in problem.what]


def test_a_message_without_a_translation_is_named_with_the_file_that_says_it(project):
    assert list(translations.problems(project)) == []
    assert catalogue(project, "Number") == []
    [problem] = catalogue(project, "")
    assert problem.what == "report/en/messages.po: 'Tal' of report/key_figures.yml is not translated."


def test_a_message_that_has_changed_is_told_with_the_line_of_its_mark(project):
    catalogue(project, "Number")
    file = project.report / "en" / "messages.po"
    file.write_text(file.read_text().replace('msgid "Tal"', '#, fuzzy\nmsgid "Tal"'))
    [problem] = [each for each in translations.problems(project) if "'Tal'" in each.what]
    assert problem.what == (
        "report/en/messages.po, line 4: 'Tal' is marked 'fuzzy', for its message has changed."
    )


def test_a_translation_with_places_of_its_own_is_named_with_its_line(project):
    (project.report / "en").mkdir()
    file = project.report / "en" / "messages.po"
    file.write_text(
        MESSAGE.format("Number").replace('"Tal"', '"{n} tal"').replace('"Number"', '"{m} numbers"')
    )
    assert [each.what for each in translations.problems(project) if "{m}" in each.what] == [
        "report/en/messages.po, line 5: '{m} numbers' has 'm' 1 times, its message 0 times.",
        "report/en/messages.po, line 5: '{m} numbers' has 'n' 0 times, its message 1 times.",
    ]


def test_a_blank_waits_to_be_written_before_it_is_translated(project):
    text = (project.report / "key_figures.yml").read_text().replace("label: Tal", 'label: "TODO: label"')
    (project.report / "key_figures.yml").write_text(text)
    catalogue(project, "")
    assert not any("TODO" in problem.what for problem in translations.problems(project))


def test_what_cannot_be_read_is_left_to_others(project, add):
    catalogue(project, "")
    add("03_third", "x = (")
    assert list(translations.problems(project)) == []


def test_what_a_blank_in_code_asks_for_ends_with_its_quotation_mark(project, add):
    add("03_third", 'title = t("TODO: the message."), "x"')
    assert [each.what for each in blanks.problems(project)] == [
        "notebooks/03_third.ipynb, cell 'c1', line 1: TODO: the message."
    ]

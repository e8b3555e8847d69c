"""Changes link to their source at its commit and to the change under review, where a known site shows it."""

import hashlib
import json
import re
from urllib.parse import urlsplit

import pytest
from handmade import code, commit, finances, git, notebook, parts, prose, published

from pressroom.review import diff, sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.host import Host, find_host
from pressroom.review.show.links import Links

GITHUB = {
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "nva/rapport",
    "GITHUB_REF": "refs/pull/17/merge",
}
GITLAB = {
    "CI_SERVER_URL": "https://git.example.org:8443",
    "CI_PROJECT_PATH": "nva/grupp/rapport",
    "CI_MERGE_REQUEST_IID": "4",
}
NOWHERE = ("https://github.com/", "https://github.com/a", "https://evil.example/a/b", "http://github.com/a/b")
COMMIT = "a" * 40


@pytest.fixture
def remote(project):
    """A function that gives the project a remote, and returns where it then is shown."""

    def named(address):
        git(project.root, "init", "-q")
        git(project.root, "remote", "add", "origin", address)
        return find_host(project.root, {})

    return named


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://github.com/nva/rapport.git", "https://github.com/nva/rapport"),
        ("https://github.com/nva/rapport", "https://github.com/nva/rapport"),
        ("https://x-access-token:hemligt@github.com/nva/rapport", "https://github.com/nva/rapport"),
        ("git@github.com:nva/rapport.git", "https://github.com/nva/rapport"),
        ("ssh://git@gitlab.com/nva/grupp/rapport.git", "https://gitlab.com/nva/grupp/rapport"),
        ("ssh://git@codeberg.org:22/nva/rapport", "https://codeberg.org/nva/rapport"),
    ],
)
def test_a_remote_of_a_known_form_is_shown_on_its_site(remote, address, shown):
    assert remote(address).project == shown


@pytest.mark.parametrize(
    "address",
    [
        *NOWHERE,
        "https://github.com.evil.example/a/b",
        "https://github.com/a/../b",
        "https://github.com/a/b?x=1",
        "https://github.com/a/b#x",
        "https://github.com/a/b)](javascript:x",
        'https://github.com/a/b"><script>',
        "javascript://github.com/a/b",
        "file:///srv/a/b",
        "/srv/a/b",
        "../a/b",
        "git@github.com:a/b c",
    ],
)
def test_any_other_remote_is_shown_nowhere(remote, address):
    assert remote(address) is None


def test_without_git_or_a_remote_there_is_no_site(project):
    assert find_host(project.root, {}) is None


@pytest.mark.parametrize(
    ("said", "kind", "project", "change"),
    [
        (GITHUB, "github", "https://github.com/nva/rapport", "https://github.com/nva/rapport/pull/17/files"),
        (GITHUB | {"GITHUB_REF": "refs/heads/main"}, "github", "https://github.com/nva/rapport", ""),
        (
            GITLAB,
            "gitlab",
            "https://git.example.org:8443/nva/grupp/rapport",
            "https://git.example.org:8443/nva/grupp/rapport/-/merge_requests/4/diffs",
        ),
        (
            GITLAB | {"CI_MERGE_REQUEST_IID": "4/../x"},
            "gitlab",
            "https://git.example.org:8443/nva/grupp/rapport",
            "",
        ),
    ],
)
def test_a_build_says_where_its_project_and_its_change_are_shown(tmp_path, said, kind, project, change):
    host = find_host(tmp_path, said)
    assert (host.kind, host.project, host.change) == (kind, project, change)


@pytest.mark.parametrize(
    "said",
    [
        {"GITHUB_SERVER_URL": "http://github.com"},
        {"GITHUB_SERVER_URL": "https://github.com/x"},
        {"GITHUB_SERVER_URL": "https://a@github.com"},
        {"GITHUB_REPOSITORY": "a"},
        {"GITHUB_REPOSITORY": "a/b)"},
        {"GITHUB_REPOSITORY": "a/b\n"},
        {"GITHUB_REPOSITORY": ""},
    ],
)
def test_a_build_that_says_anything_else_is_not_heard(tmp_path, said):
    assert find_host(tmp_path, GITHUB | said) is None


def test_addresses_are_those_of_each_kind_of_site():
    kinds = ("github", "gitlab", "forgejo")
    hosts = [Host(kind, "https://h/p", "https://h/p/c") for kind in kinds]
    assert [host.file(COMMIT, "a b.md", 3) for host in hosts] == [
        f"https://h/p/blob/{COMMIT}/a%20b.md?plain=1#L3",
        f"https://h/p/-/blob/{COMMIT}/a%20b.md?plain=1#L3",
        f"https://h/p/src/commit/{COMMIT}/a%20b.md?display=source#L3",
    ]
    assert [host.changed_file("a.md") for host in hosts] == [
        f"https://h/p/c#diff-{hashlib.sha256(b'a.md').hexdigest()}",
        f"https://h/p/c#{hashlib.sha1(b'a.md').hexdigest()}",
        "",
    ]
    assert hosts[0].file("HEAD", "a.md") == ""
    assert Host("github", "https://h/p").changed_file("a.md") == ""


# Changes.


def source(**more):
    document = finances(**more)
    for cell in document["cells"]:
        cell.pop("outputs", None)
    return json.dumps(document, indent=1, sort_keys=True)


def at_commit(project, extra, **more):
    content = published({"01_finances": finances(**more)})
    manifest = json.loads(content["manifest.json"])
    manifest["scenario"] = {"name": "base", "parameters": {"rate": more.get("rate", 0.03)}}
    manifest["notebooks"]["01_finances"]["parts"] = parts(rate=more.get("rate", 0.03))
    content["manifest.json"] = json.dumps(manifest)
    held = {f"report/executed/{name}": text for name, text in content.items()}
    return commit(project.root, {**held, "notebooks/01_finances.ipynb": source(**more), **extra})


@pytest.fixture
def linked(project):
    """What each change between two commits links to, by its name, where a build says that it is on GitHub."""
    old = at_commit(project, {"params/base.yml": "a: 1\nrate: 0.03\n", "report/a.qmd": "A\nB\nC\n"})
    new = at_commit(
        project,
        {"params/base.yml": "a: 1\nrate: 0.05\n", "report/a.qmd": "A\nX\nC\n"},
        rate=0.05,
        colour="red",
    )
    pair = [sides.find_side(project, name) for name in (old, new)]
    links = Links(project, *pair, find_host(project.root, GITHUB))
    found = compare_runs(project, *pair, Tolerance())
    named = {each.name: links.of(each) for each in found.inputs}
    named |= {f"{each.place.notebook} {each.place.cell}": links.of(each) for each in found.outputs}
    return new, named


def line_of(address):
    return int(urlsplit(address).fragment.removeprefix("L"))


def test_a_parameter_links_to_its_line_at_the_commit_and_to_the_change(linked):
    new, named = linked
    assert [link.what for link in named["rate"]] == ["at_source", "under_review"]
    path = "params/base.yml"
    assert named["rate"][0].address == f"https://github.com/nva/rapport/blob/{new}/{path}?plain=1#L2"
    assert named["rate"][1].address.endswith(
        f"/pull/17/files#diff-{hashlib.sha256(path.encode()).hexdigest()}"
    )


def test_an_output_links_to_the_cell_that_made_it(linked, project):
    new, named = linked
    address = named["01_finances c-figure" if "01_finances c-figure" in named else "01_finances fig-gap"][
        0
    ].address
    assert f"/blob/{new}/notebooks/01_finances.ipynb?" in address
    lines = (project.root / "notebooks/01_finances.ipynb").read_text().split("\n")
    following = "".join(lines[line_of(address) - 1 : line_of(address) + 10])
    assert '"cell_type": "code"' in lines[line_of(address) - 1]
    assert "c-figure" in following


def test_a_text_of_the_report_links_to_the_first_line_that_differs(linked):
    new, named = linked
    assert named["report/a.qmd "][0].address.endswith(f"/blob/{new}/report/a.qmd?plain=1#L2")


def test_every_address_is_harmless(linked):
    addresses = [link.address for links in linked[1].values() for link in links]
    assert addresses
    assert all(re.fullmatch(r"https://[\w./?=#%&:-]+", address) for address in addresses)


def test_what_was_removed_links_to_where_it_was(project):
    old = at_commit(project, {"params/base.yml": "rate: 0.03\n"})
    gone = published({"01_finances": notebook(prose("intro", "# Ekonomi"), code("x", "1"))})
    held = {f"report/executed/{name}": text for name, text in gone.items()}
    new = commit(project.root, held)
    pair = [sides.find_side(project, name) for name in (old, new)]
    found = compare_runs(project, *pair, Tolerance())
    links = Links(project, *pair, find_host(project.root, GITHUB))
    [figure] = found.figures
    assert f"/blob/{old}/notebooks/01_finances.ipynb" in links.of(figure)[0].address


def test_a_commit_that_the_remote_does_not_have_is_not_linked(project, remote):
    host = remote("https://github.com/nva/rapport")
    new = at_commit(project, {"params/base.yml": "rate: 0.03\n"})
    assert not host.has(project.root, new)
    git(project.root, "update-ref", "refs/remotes/origin/main", new)
    assert host.has(project.root, new)


@pytest.mark.parametrize("is_known", [True, False])
def test_page_and_markdown_link_alike_or_not_at_all(project, monkeypatch, is_known):
    for name, value in GITHUB.items():
        monkeypatch.setenv(name, value) if is_known else monkeypatch.delenv(name, raising=False)
    old = at_commit(project, {"params/base.yml": "rate: 0.03\n"})
    new = at_commit(project, {"params/base.yml": "rate: 0.05\n"}, rate=0.05)
    page, markdown = project.root / "r.html", project.root / "r.md"
    diff.show_difference(project, old, new, diff.Shown(page, markdown))
    found = [{*re.findall(r"https://github\.com/[^\")\s]+", file.read_text())} for file in (page, markdown)]
    assert found[0] == found[1]
    assert bool(found[0]) == is_known


def test_a_summary_that_links_would_make_too_long_does_without(project, monkeypatch):
    for name, value in GITHUB.items():
        monkeypatch.setenv(name, value)
    old = at_commit(project, {"params/base.yml": "rate: 0.03\n"})
    new = at_commit(project, {"params/base.yml": "rate: 0.05\n"}, rate=0.05)
    monkeypatch.setattr("pressroom.review.show.summary.LARGEST_COMMENT", 100)
    diff.show_difference(project, old, new, diff.Shown(markdown=project.root / "r.md"))
    assert "https://" not in (project.root / "r.md").read_text()

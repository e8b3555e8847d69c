"""The pages are served to this machine only, with a script that the files do not have."""

import http.client
import threading

import pytest

from pressroom.policy import hash_of
from pressroom.watch.server import reloading, serving

PAGE = """<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:">
</head><body><p>Åäö</p></body></html>"""


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "_report"
    for name in ("base", ".staged"):
        (folder / name).mkdir(parents=True)
        (folder / name / "report.html").write_text(PAGE, encoding="utf-8")
    (folder / "base" / "report.pdf").write_bytes(b"%PDF")
    (folder / "secret.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "secret.html").write_text("secret")
    with serving(folder) as pages:
        yield pages


def ask(pages, path, host=None):
    """Return the answer to a request, still to be read."""
    connection = http.client.HTTPConnection("127.0.0.1", pages.port, timeout=10)
    connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{pages.port}"})
    return connection.getresponse()


def test_a_page_gets_a_script_that_its_file_does_not_have(pages):
    served = ask(pages, "/base/report.html").read().decode("utf-8")
    assert "new EventSource" in served
    assert "default-src 'none'; connect-src 'self'; img-src data:" in served
    assert "Åäö" in served
    assert (pages.folder / "base" / "report.html").read_text(encoding="utf-8") == PAGE


def test_the_policy_of_a_page_allows_that_script_beside_its_own():
    page = PAGE.replace("img-src data:", "script-src 'sha256-own'")
    served = reloading(page, "1")
    added = served.partition("<script>")[2].partition("</script>")[0]
    assert f"script-src {hash_of(added)} 'sha256-own'" in served


def test_other_files_come_as_they_are_and_are_not_kept(pages):
    answer = ask(pages, "/base/report.pdf?x=1")
    assert (answer.read(), answer.headers["Content-Type"]) == (b"%PDF", "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/nosuch.html",
        "/base",
        "/../secret.html",
        "/base/%2e%2e/%2e%2e/secret.html",
        "/secret.html",
        "/.staged/report.html",
        "/a%00b",
        "//etc/passwd",
    ],
)
def test_nothing_else_is_served(pages, path):
    assert ask(pages, path).status == 404


def test_another_sites_name_for_this_machine_is_refused(pages):
    assert ask(pages, "/base/report.html", host="example.org").status == 403


def test_only_this_machine_is_listened_to(pages):
    assert pages.server_address[0] == "127.0.0.1"


def test_every_open_page_hears_of_a_new_version(pages):
    open_pages = [ask(pages, "/-/events") for _ in range(2)]
    first = [page.readline() for page in open_pages]
    assert [page.readline() for page in open_pages] == [b"\n", b"\n"]
    pages.tell()
    assert all(page.readline().startswith(b"data: ") for page in open_pages)
    assert first[0] == first[1] != f"data: {pages.version}\n".encode()


def test_a_page_that_is_open_does_not_keep_the_server(tmp_path):
    with serving(tmp_path) as pages:
        page = ask(pages, "/-/events")
        page.readline()
    assert page.read() == b"\n"
    assert [thread for thread in threading.enumerate() if "serve_forever" in thread.name] == []


def test_a_text_without_a_body_stays_as_it_is():
    assert reloading("<p>Åäö", "1") == "<p>Åäö"

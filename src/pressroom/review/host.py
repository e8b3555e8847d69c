"""Where the repository is shown on the web: the addresses of files at a commit, and in a change under review.

Names of remotes and what a build says of itself are input: only what is entirely of a known form is used, so
that an address begins with https, and has no sign that would end a link.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pressroom.review.tree import git

HOST = r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?"
PROJECT = r"[A-Za-z0-9_][\w.-]{0,100}(?:/[A-Za-z0-9_][\w.-]{0,100}){1,5}"
# A name and a password before the host are left out.
REMOTE = re.compile(
    rf"(?:https://(?:[^@/\s]*@)?|ssh://git@|git@)(?P<host>{HOST})(?::\d{{1,5}}/|[:/])(?P<project>{PROJECT})/?",
    re.ASCII,
)
SERVER = re.compile(rf"https://{HOST}(?::\d{{1,5}})?", re.ASCII)
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
PULL = re.compile(r"refs/pull/(\d{1,9})/(?:head|merge)", re.ASCII)
SITES = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "forgejo"}
# Files as they are written, not as the site would render them: only then a line has a place.
FILES = {
    "github": "/blob/{commit}/{path}?plain=1",
    "gitlab": "/-/blob/{commit}/{path}?plain=1",
    "forgejo": "/src/commit/{commit}/{path}?display=source",
}


@dataclass(frozen=True)
class Host:
    """A project on a site: its kind, its address, and that of the files of the change under review.

    `remote` is the remote from which this is known; without one, a build says so of itself.
    """

    kind: str
    project: str
    change: str = ""
    remote: str = ""

    def file(self, commit: str, path: str, number: int | None = None) -> str:
        """Return the address of a file, and a line of it, at a commit; "" where there is none."""
        if not COMMIT.fullmatch(commit):
            return ""
        address = FILES[self.kind].format(commit=commit, path=quote(path, safe="/"))
        return f"{self.project}{address}{f'#L{number}' if number else ''}"

    def changed_file(self, path: str) -> str:
        """Return the address of a file in the change under review; "" where that is not known."""
        hashed = {"github": ("diff-", hashlib.sha256), "gitlab": ("", hashlib.sha1)}.get(self.kind)
        if not self.change or not hashed:
            return ""
        return f"{self.change}#{hashed[0]}{hashed[1](path.encode(errors='replace')).hexdigest()}"

    def has(self, root: Path, commit: str) -> bool:
        """Return whether the site holds a commit, as far as this checkout knows."""
        if not self.remote:
            return True
        held = git(root, "for-each-ref", "--count=1", f"--contains={commit}", f"refs/remotes/{self.remote}/")
        return bool(held)


def find_host(root: Path, environment: Mapping[str, str] | None = None) -> Host | None:
    """Return where the project is shown: by what a build says of itself, else by the remote `origin`."""
    said = os.environ if environment is None else environment
    return _of_github(said) or _of_gitlab(said) or _of_remote(root)


def _of_github(said: Mapping[str, str]) -> Host | None:
    project = _address(said.get("GITHUB_SERVER_URL"), said.get("GITHUB_REPOSITORY"))
    number = PULL.fullmatch(said.get("GITHUB_REF", ""))
    change = f"{project}/pull/{number[1]}/files" if number else ""
    return Host("github", project, change) if project else None


def _of_gitlab(said: Mapping[str, str]) -> Host | None:
    project = _address(said.get("CI_SERVER_URL"), said.get("CI_PROJECT_PATH"))
    number = said.get("CI_MERGE_REQUEST_IID", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    change = f"{project}/-/merge_requests/{number}/diffs" if is_number else ""
    return Host("gitlab", project, change) if project else None


def _address(server: str | None, project: str | None) -> str:
    is_known = SERVER.fullmatch(server or "") and re.fullmatch(PROJECT, project or "", re.ASCII)
    return f"{server}/{project}" if is_known else ""


def _of_remote(root: Path) -> Host | None:
    address = (git(root, "remote", "get-url", "origin") or b"").decode(errors="replace").strip()
    found = REMOTE.fullmatch(address)
    if found is None or found["host"] not in SITES:
        return None
    project = f"https://{found['host']}/{found['project'].removesuffix('.git')}"
    return Host(SITES[found["host"]], project, remote="origin")

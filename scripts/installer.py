"""Install locked packages into an environment: with uv, which takes seconds, and else with pip.

uv is itself a locked package of the index. It reads nothing of what pip is set to (index, certificates,
proxy), which an institution's machine needs, so it is told; where it fails all the same, pip does the work
or says why.
"""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# What pip prints, what that means to the user, and what to do about it.
PIP_FAILURES = (
    (("No space left on device", "Errno 28"), "the disk is full", "free 2 GB"),
    (
        ("DO NOT MATCH THE HASHES",),
        "a downloaded package is not the one in requirements.lock",
        "see whether the index alters it",
    ),
    (
        (
            "NewConnectionError",
            "name resolution",
            "ConnectTimeout",
            "Network is unreachable",
            "ProxyError",
            "SSLError",
            "(from versions: none)",
        ),
        "the package index cannot be reached, or lacks a locked package",
        "check the network, or the index that pip is set to use",
    ),
    (
        ("No matching distribution", "Failed to build", "Failed building"),
        "a locked package has no build for this Python or platform",
        "try another Python, as in: make PYTHON=python3.12 report",
    ),
)
# What pip is set to, and the variable by which uv is told the same.
AS_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "trusted-host": "UV_INSECURE_HOST",
}
# pip parts its lists by white space.
WITH_COMMAS = ("find-links",)
# Where pip is told one of these, uv has no such variable, and pip installs.
ONLY_PIP = ("no-index",)
# The weaker first: what all commands are set to, what this one is, and what a variable says.
SECTIONS = ("global", "install", ":env:")


class SetupError(Exception):
    """One line for the user: what is wrong, and what to do."""


class Installer:
    """Installs packages into the environment in `folder`; to be closed after use."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.python = folder / "bin" / "python"
        self.place = ""  # where uv lies, of this process alone
        self.uv = ""  # its path, empty where it cannot be had
        self.settings = {}  # the variables that tell it what pip is set to

    def close(self) -> None:
        """Remove uv, which is as large as a tenth of what it installs."""
        if self.place:
            shutil.rmtree(self.place, ignore_errors=True)

    def install(self, *arguments: str, timeout: object = None, or_pip: bool = True) -> None:
        """Install what the arguments say; raise SetupError with one line that says why it failed.

        Without `or_pip`, a failure of uv is one; with it, pip tries after uv, and says why.
        """
        self._find_uv()
        failed = self._with_uv(arguments, timeout) if self.uv else "no uv"
        if failed and (or_pip or not self.uv):
            failed = self._with_pip(arguments, timeout)
        if failed:
            raise SetupError(explain(failed))

    def _find_uv(self) -> None:
        """Fetch uv, once, by the pip of the Python that this runs on, or else of the environment."""
        if self.place:
            return
        self.place = tempfile.mkdtemp(prefix="uv-")
        python = sys.executable if importlib.util.find_spec("pip") else self._with_its_pip()
        settings = pip_settings(python)
        if any(name in settings for name in ONLY_PIP):
            return
        lock = str(self.root / "requirements-uv.lock")
        options = ("--quiet", "--no-deps", "--no-compile", "--require-hashes", "--target", self.place)
        if not self._run([*pip(python), *options, "-r", lock]):
            self.uv = str(Path(self.place, "bin", "uv"))
            # What uv itself leaves in the folder for temporary files goes with it.
            self.settings = dict(as_uv(settings), TMPDIR=self.place)

    def _with_uv(self, arguments: tuple, timeout: object) -> str:
        # pip takes the best version that any index has. Each package has its hash, so that is no risk.
        options = ("--quiet", "--python", str(self.python), "--index-strategy", "unsafe-best-match")
        return self._run([self.uv, "pip", "install", *options, *arguments], self.settings, timeout)

    def _with_pip(self, arguments: tuple, timeout: object) -> str:
        return self._run([*pip(self._with_its_pip()), "--no-compile", *arguments], timeout=timeout)

    def _with_its_pip(self) -> str:
        """Return the environment's Python, which has a pip from then on."""
        python = str(self.python)
        if self._run([python, "-m", "pip", "--version"]):
            self._run([python, "-m", "ensurepip"])
        return python

    def _run(self, command: list, settings: object = None, timeout: object = None) -> str:
        """Return what a command said that failed; empty where it did its work.

        What is set for uv itself counts more than what pip is set to.
        """
        environment = dict(settings or {}, **os.environ)
        environment.update(PIP_USER="0", PYTHONNOUSERSITE="1")
        done = subprocess.run(
            command,
            cwd=str(self.root),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
        )
        return (done.stdout or "it said nothing") if done.returncode else ""


def pip(python: str) -> list:
    """Return the command by which the pip of a Python installs."""
    return [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]


def pip_settings(python: str) -> dict:
    """Return what the pip of a Python is set to, by option."""
    command = [python, "-m", "pip", "config", "list"]
    done = subprocess.run(command, capture_output=True, text=True)
    return settings_of(done.stdout)


def settings_of(listed: str) -> dict:
    """Return what `pip config list` says, by option: lines such as `global.index-url='https://…'`."""
    found = {}
    for section in SECTIONS:
        for line in listed.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(f"{section}."):
                found[name[len(section) + 1 :]] = ast.literal_eval(value)
    return found


def as_uv(settings: dict) -> dict:
    """Return the variables that tell uv what pip is set to."""
    found = {}
    for name, value in settings.items():
        if name in AS_UV:
            found[AS_UV[name]] = ("," if name in WITH_COMMAS else " ").join(value.split())
    return found


def explain(output: str) -> str:
    """Return one line that says why pip failed, from what it printed."""
    for signs, what, todo in PIP_FAILURES:
        if any(sign in output for sign in signs):
            return f"{what}: {todo}, then run make again"
    errors = [line for line in output.splitlines() if line.lower().startswith("error")]
    last = (errors or output.splitlines() or ["it said nothing"])[-1]
    return f"pip failed: {last}"

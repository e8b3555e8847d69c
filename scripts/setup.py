"""Build the environment in .venv: the report's packages, the project itself, and Quarto where it can be had.

What a purpose such as the tests needs besides is added with `--with`: the packages of requirements-NAME.lock.

Needs nothing but the standard library. An old Python can read it as well, and so answers with a clear line
instead of a syntax error.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from installer import Installer, SetupError, explain

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
SPACE_MB = 2000
# Installed into a folder of its own: Papermill loads every engine that it finds in the environment.
BESIDE = {"bench"}


def find_python(version: tuple = sys.version_info[:3]) -> str:
    """Return the Python to build with: this one, or a newer one on PATH when this one is too old."""
    if version[:2] >= OLDEST:
        return sys.executable
    newer = next((path for path in map(shutil.which, NEWER) if path and starts(path)), None)
    if newer is None:
        found = ".".join(map(str, version))
        raise SetupError(
            f"Python 3.11 or newer is needed, and {sys.executable} is {found}: install one,"
            " or name it as in: make PYTHON=python3.12 report"
        )
    return newer


def starts(python: str) -> bool:
    """Tell whether `python` runs; a version manager leaves stand-ins on PATH that do not."""
    return subprocess.run([python, "-c", "pass"], capture_output=True).returncode == 0


def check_machine(root: Path) -> None:
    """Raise SetupError unless this Python can make environments and the disk has room for one."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise SetupError(
            f"this Python lacks the module {missing[0]}: install it"
            " (Debian, Ubuntu: apt install python3-venv), then run make again"
        )
    free = shutil.disk_usage(root).free // 10**6
    if free < SPACE_MB:
        raise SetupError(
            f"{root} has {free} MB left and the environment needs {SPACE_MB}:"
            " free some space, then run make again"
        )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Environment:
    """The environment of one checkout, and the stamp that says what it was built from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.aside = root / ".venv.old"
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "ready"
        self.tried = self.folder / "quarto-tried"
        self.lock = root / "requirements.lock"
        self.quarto_lock = root / "requirements-quarto.lock"
        self.installer = Installer(root, self.folder)

    def wanted(self) -> list:
        """Return the lines of an up-to-date stamp: place, locked packages, description of the project."""
        return [str(self.root), digest(self.lock), digest(self.root / "pyproject.toml")]

    def built(self) -> list:
        """Return the lines of the stamp, or empty ones where the environment is unfinished or broken."""
        works = self.python.exists() and self.stamp.exists()
        return self.stamp.read_text(encoding="utf-8").splitlines() if works else ["", "", ""]

    def install_project(self) -> None:
        """Install the project itself, editable, without asking any index."""
        self.installer.install("--no-index", "--no-deps", "--no-build-isolation", "-e", ".")

    def compile(self) -> None:
        """Compile all but tests, on all cores, where Python is told to keep nothing of what it compiles.

        Elsewhere the first command does it with what it imports, which is a third of it.
        """
        if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
            return
        places = [str(self.folder / "lib"), str(self.root / "src")]
        command = [str(self.python), "-m", "compileall", "-q", "-j", "0", "-x", "/tests/", *places]
        # Some packages bring files for other versions of Python, which do not compile: no failure.
        subprocess.run(command, cwd=self.root, check=False, capture_output=True)

    def create(self, python: str) -> None:
        """Build the environment anew; the one that was there comes back if that fails."""
        if self.stamp.exists():
            shutil.rmtree(self.aside, ignore_errors=True)
            self.folder.rename(self.aside)
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            command = [python, "-m", "venv", "--without-pip", str(self.folder)]
            subprocess.run(command, check=True, capture_output=True)
            self.installer.install("--require-hashes", "--no-deps", "-r", str(self.lock))
            self.install_project()
            self.compile()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            if self.aside.exists():
                self.aside.rename(self.folder)
            raise
        if (self.aside / self.tried.name).exists():
            shutil.copy(self.aside / self.tried.name, self.tried)
        shutil.rmtree(self.aside, ignore_errors=True)

    def try_quarto(self, again: bool = False) -> None:
        """Install the pinned Quarto unless there is one; say only once that it cannot be had."""
        if (
            os.environ.get("QUARTO_PATH")
            or shutil.which("quarto")
            or (self.folder / "bin" / "quarto").exists()
        ):
            return
        pin = digest(self.quarto_lock)
        if not again and self.tried.exists() and self.tried.read_text(encoding="utf-8") == pin:
            return
        self.tried.write_text(pin, encoding="utf-8")
        try:
            options = ("--require-hashes", "--no-deps", "--no-build-isolation", "-r", str(self.quarto_lock))
            self.installer.install(*options, timeout=300, or_pip=False)
            say("Quarto installed: it will render the report.")
        except (SetupError, subprocess.TimeoutExpired):
            say("Quarto cannot be downloaded here; the built-in renderer is used. To try again: make quarto")

    def add(self, name: str) -> None:
        """Install what a purpose needs beyond the report, unless it is there; or beside it, see `BESIDE`."""
        lock, stamp = self.root / f"requirements-{name}.lock", self.folder / f"ready-{name}"
        wanted = digest(self.lock) + digest(lock)
        if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
            stamp.touch()
            return
        say(f"Adding {lock.read_text(encoding='utf-8').count('==')} packages ({name}).")
        beside = ("--upgrade", "--target", str(self.folder / name)) if name in BESIDE else ()
        self.installer.install("--require-hashes", "--no-deps", *beside, "-r", str(lock))
        self.compile()
        stamp.write_text(wanted, encoding="utf-8")

    def teach_git(self) -> None:
        """Let git show notebooks as text; without this it shows the JSON they are, which is no failure."""
        command = [str(self.python), "-m", "pressroom.review.gitsetup"]
        subprocess.run(command, cwd=self.root, check=False, capture_output=True)

    def bring_up_to_date(self, python: str, quarto: str) -> None:
        """Do what is missing, and nothing else, until the stamp says what it should."""
        wanted, built = self.wanted(), self.built()
        if built[:2] != wanted[:2]:
            check_machine(self.root)
            count = self.lock.read_text(encoding="utf-8").count("==")
            say(f"Setting up .venv with about {count} packages; this takes a moment, once.")
            self.create(python)
            if quarto == "auto":
                self.try_quarto()
            self.teach_git()
        elif built != wanted:
            self.install_project()
        if quarto == "retry":
            self.try_quarto(again=True)
        self.stamp.write_text("\n".join(wanted) + "\n", encoding="utf-8")


def say(line: str) -> None:
    print(line, flush=True)


def main(arguments: list, root: Path = ROOT) -> int:
    """Set up the environment of `root`; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quarto", choices=["auto", "no", "retry"], default="auto")
    parser.add_argument("--with", dest="purpose", metavar="NAME", help="add requirements-NAME.lock")
    options = parser.parse_args(arguments)
    start = time.time()
    try:
        python = find_python()
        if python != sys.executable:
            return subprocess.run([python, __file__, *arguments]).returncode
        environment = Environment(root)
        with environment.lock.open() as lock, closing(environment.installer):
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = environment.built()
            environment.bring_up_to_date(python, options.quarto)
            if options.purpose:
                environment.add(options.purpose)
        if before[:2] != environment.built()[:2]:
            say(f"Environment ready in {time.time() - start:.0f} s.")
    except SetupError as error:
        print(f"Set-up stopped: {error}.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Set-up stopped: {explain(str(error))}.", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError:
        print(f"Set-up stopped: {python} -m venv failed: run it by hand to see why.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nSet-up interrupted; the next make starts it again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

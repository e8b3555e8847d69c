"""Bring the programs that some tests need, from the system's packages where that is possible.

The pages are tested in a real Chromium and checked by the Nu HTML checker (Java), the PDF with poppler and
the Word file with LibreOffice. As root on Debian or Ubuntu what is missing is installed; elsewhere one line
per program says what to install, and the tests that need it fail: they are never skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Program names that will do -> the Debian package that has one.
TOOLS = {
    ("chromium", "chromium-browser", "google-chrome"): "chromium",
    ("java",): "default-jre-headless",
    ("pdftotext",): "poppler-utils",
    ("soffice", "libreoffice"): "libreoffice-writer",
}
MAC_APPLICATIONS = {
    "chromium": "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "libreoffice-writer": "/Applications/LibreOffice.app/Contents/MacOS/soffice",
}


def find(names: tuple[str, ...], package: str) -> str | None:
    """Return the path of the first program of `names` that is installed, else None."""
    found = next(filter(None, map(shutil.which, names)), None)
    application = MAC_APPLICATIONS.get(package, "")
    return found or (application if Path(application).is_file() else None)


def missing() -> dict[str, tuple[str, ...]]:
    """Return the packages that are missing, each with the names of the programs looked for."""
    return {package: names for names, package in TOOLS.items() if find(names, package) is None}


def install(packages: list[str]) -> None:
    """Install Debian packages without a question; what cannot be had stays missing."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(["apt-get", "update", "-q"], env=environment, capture_output=True)
    subprocess.run(command, env=environment, capture_output=True)


def main() -> int:
    """Install what is missing where possible and name what is left; the tests run all the same."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing for the tests: {', '.join(wanted)}", flush=True)
        install(list(wanted))
        wanted = missing()
    for package, names in wanted.items():
        print(
            f"Missing for the tests: {names[0]}. Install it (Debian, Ubuntu: apt install {package}).",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

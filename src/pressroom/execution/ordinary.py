"""When an ordinary kernel is started after all: where a warm one would not give the same."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

# How a kernel is started, or which one it is: asked of Jupyter, and not of us.
STARTING = ("config", "extra_arguments", "kernel_manager_class", "km")
SLOWER = "the notebook runs in an ordinary kernel, slower."


def reason(kernel_name: str, options: Mapping[str, Any]) -> str:
    """Return why an ordinary kernel is needed; empty where a warm one gives the same."""
    from pressroom.execution import local

    if not local.can_fork():
        return local.NO_FORK
    from pressroom.execution.server import server

    if server.inherited:  # a worker of ours, where all is as it should be
        return ""
    chosen = next((name for name in STARTING if options.get(name)), None)
    if chosen:
        return f"With the option '{chosen}' {SLOWER}"
    if not _is_this_python(kernel_name):
        return f"Kernel '{kernel_name}' is not the Python that runs here: {SLOWER}"
    own = next(_own_settings(), None)
    return f"With {own} {SLOWER}" if own else ""


def settings() -> dict[str, str]:
    """Return the variables that Python itself reads when it starts, as the caller has them now."""
    found = {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}
    fixed = {} if os.environ.get("PRESSROOM_SEEDS") == "no" else {"PYTHONHASHSEED": "0"}
    return fixed | found


def _is_this_python(kernel_name: str) -> bool:
    """Whether a kernel is IPython's, of the Python that runs here; raises NoSuchKernel as Jupyter does."""
    from jupyter_client.kernelspec import KernelSpecManager

    spec = KernelSpecManager().get_kernel_spec(kernel_name)
    program, *arguments = spec.argv
    ours = program in ("python", f"python{sys.version_info[0]}") or _same_file(program, sys.executable)
    return ours and arguments[:2] == ["-m", "ipykernel_launcher"] and not spec.env


def _same_file(one: str, other: str) -> bool:
    # Not what links lead to: an environment's Python is a link to one that others have as well.
    return os.path.normpath(one) == os.path.normpath(other)


def _own_settings() -> Iterator[str]:
    """Yield the files by which somebody has set up IPython or matplotlib for themselves."""
    from IPython.paths import get_ipython_dir

    profile = Path(get_ipython_dir(), "profile_default")
    for pattern in ("ipython_config.*", "ipython_kernel_config.*", "startup/*.py", "startup/*.ipy"):
        yield from map(str, profile.glob(pattern))
    if os.environ.get("PYTHONSTARTUP"):
        yield os.environ["PYTHONSTARTUP"]
    yield from _matplotlibrc()


def _matplotlibrc() -> Iterator[str]:
    from pressroom.execution import environment

    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    folders: list[str | Path] = [".", os.environ.get("MPLCONFIGDIR") or Path(home, "matplotlib")]
    given = os.environ.get("MATPLOTLIBRC")
    places = [Path(folder, "matplotlibrc") for folder in folders]
    for file in [*([Path(given)] if given else []), *places]:
        if file.is_file() and not environment.is_own_style(file):
            yield str(file)

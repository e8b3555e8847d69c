"""What a kernel finds around it: what its caller has now, not what the preloaded process was started with."""

import locale
import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import ipykernel_launcher
import matplotlib
from IPython.core.profiledir import ProfileDir
from IPython.paths import get_ipython_dir
from IPython.utils.path import get_home_dir

from pressroom.execution import debugger, environment, kernel

# A kernel's magics and arguments tell of this file; nobody listens at the ports in it.
CONNECTION = str(Path(__file__).with_name("connection.json"))


def take_over(environment: Mapping[str, str], path: Sequence[str]) -> None:
    """Take over the caller's environment, and what Python and the libraries have read from one already.

    `path` is where a kernel looks for modules.
    """
    app = kernel.make()
    os.environ.clear()
    os.environ.update(environment)
    _take_over_profile(app)
    app.shell.init_environment()
    debugger.set_environment()
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    time.tzset()
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    sys.path[:] = path
    words = ["-f", CONNECTION, *kernel.ARGUMENTS]
    sys.argv[:] = [ipykernel_launcher.__file__, *words]
    sys.orig_argv[:] = [sys.executable, "-m", ipykernel_launcher.__name__, *words]
    app.shell.starting_dir = os.getcwd()
    app.shell.history_manager.dir_hist[:] = [Path.cwd()]
    app.connection_file = CONNECTION
    app.shell.config.IPKernelApp.connection_file = CONNECTION
    ImportedLater.hide(matplotlib)


def _take_over_profile(app: kernel.IPKernelApp) -> None:
    """Let magics keep and find what they store in the caller's folder of IPython."""
    app.shell.home_dir = get_home_dir()
    folder = get_ipython_dir()
    if folder != app.ipython_dir:
        app.ipython_dir = app.shell.ipython_dir = folder
        profile = ProfileDir.create_profile_dir_by_name(folder, "default")
        app.profile_dir = app.kernel.profile_dir = app.shell.profile_dir = profile


class ImportedLater(MetaPathFinder, Loader):
    """Lets matplotlib choose its backend when a notebook imports it, by the environment of that moment."""

    def __init__(self, module: ModuleType) -> None:
        self.module, self.spec = module, module.__spec__

    @classmethod
    def hide(cls, module: ModuleType) -> None:
        """Take the module away until it is imported."""
        sys.modules.pop(module.__name__)
        sys.meta_path.insert(0, cls(module))

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        if name != self.module.__name__:
            return None
        sys.meta_path.remove(self)
        return ModuleSpec(name, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self.module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self.spec
        _read_matplotlibs_folders()
        if backend := os.environ.get("MPLBACKEND"):
            matplotlib.rcParams["backend"] = backend
        else:  # matplotlib's own mark for "whichever there is" is not taken the ordinary way
            found = dict.__getitem__(matplotlib.rcParamsOrig, "backend")
            dict.__setitem__(matplotlib.rcParams, "backend", found)


def _read_matplotlibs_folders() -> None:
    """Read what matplotlib finds where the notebook has it now: settings, and styles to choose from."""
    for folder in (matplotlib.get_configdir, matplotlib.get_cachedir):
        _forget_answer(folder)
    settings = Path(matplotlib.matplotlib_fname())
    if settings.parent != Path(matplotlib.get_data_path()) and not environment.is_own_style(settings):
        matplotlib.rc_file(settings)
    style: Any = sys.modules.get("matplotlib.style")
    styles = os.path.join(matplotlib.get_configdir(), "stylelib")
    if style and os.path.isdir(styles):
        style.USER_LIBRARY_PATHS[:] = [styles]
        style.reload_library()


def _forget_answer(function: Any) -> None:
    """Let a function of matplotlib's that answers once for all answer anew."""
    with suppress(AttributeError, ValueError):
        known = function.__closure__[function.__code__.co_freevars.index("called")]
        known.cell_contents = False

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

import ipykernel_launcher
import matplotlib

from pressroom.execution import kernel

# A kernel's magics and arguments tell of this file; nobody listens at the ports in it.
CONNECTION = str(Path(__file__).with_name("connection.json"))


def take_over(environment: Mapping[str, str], path: Sequence[str]) -> None:
    """Take over the caller's environment, and what Python and the libraries have read from one already.

    `path` is where a kernel looks for modules.
    """
    app = kernel.make()
    os.environ.clear()
    os.environ.update(environment)
    app.shell.init_environment()
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    time.tzset()
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    sys.path[:] = path
    sys.argv[:] = [ipykernel_launcher.__file__, "-f", CONNECTION, *kernel.ARGUMENTS]
    app.connection_file = CONNECTION
    app.shell.config.IPKernelApp.connection_file = CONNECTION
    ImportedLater.hide(matplotlib)


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
        backend = os.environ.get("MPLBACKEND")
        matplotlib.rcParams["backend"] = backend or dict.__getitem__(matplotlib.rcParamsOrig, "backend")

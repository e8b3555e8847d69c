"""Settings of the whole suite."""

import os
import signal

from hypothesis import settings

from places import SAMPLE

# The same checkout gets the same verdict, on a slow machine too; --hypothesis-profile=default looks further.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_configure() -> None:
    """Let Ctrl-C reach what the tests start, and let that find the package of the sample publication."""
    # A suite that runs in the background is set to ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(SAMPLE / "src"), os.environ.get("PYTHONPATH")])
    )

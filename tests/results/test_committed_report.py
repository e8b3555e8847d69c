"""The committed outputs are a back-test: what the code gives now must be what report/executed/ holds."""

import pytest

from pressroom.project import find
from pressroom.review import backtest


@pytest.mark.slow
def test_running_again_gives_the_committed_outputs():
    found = backtest.backtest(find())
    assert not found.outputs_differ, backtest.told(found)

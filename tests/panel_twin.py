"""The panel's formulas, asked in one process of the Node that Playwright brings."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

import energikontoret

SCRIPT = Path(energikontoret.__file__).with_name("panel.js")
# A parameter set a line; its answer is a line too.
ANSWERING = """
const model = require(process.argv[1]);
const { facts, drawn } = JSON.parse(process.argv[2]);
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [what, values] = JSON.parse(line);
  const refused = model.refusal(values, facts);
  const answers = {
    numbers: () => ({ ...model.compute(values, facts), figures: model.figures(values, facts) }),
    bands: () => model.bands(values, facts, drawn),
  };
  console.log(JSON.stringify(refused ? { refused } : answers[what]()));
});
"""


class Twin:
    """Answers one parameter set after another."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, what: str, values: Mapping[str, Any]) -> Any:
        """Return the `numbers` or the `bands` of a parameter set, or {"refused": why}."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([what, dict(values)]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def twin(facts: Mapping[str, Any], drawn: list[dict[str, Any]]) -> Iterator[Twin]:
    """Start the process; `facts` and `drawn` are those of a page's data (`energikontoret.panel`)."""
    node, _ = compute_driver_executable()
    given = json.dumps({"facts": facts, "drawn": drawn})
    command = [node, "-e", ANSWERING, str(SCRIPT), given]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Twin(process)
        assert process.stdin
        process.stdin.close()

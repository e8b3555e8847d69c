"""Changes as people make them to this report, with the inputs that each of them changes."""

import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from clone import Change, Clone

from pressroom.scenarios.schema import schema

GOALS, EMISSIONS = "03_goal_contributions", "04_fossil_free_2030"
SHARING, OPTIONS, UNCERTAINTY = "05_cost_sharing", "06_organisation_options", "07_uncertainty"
LANGUAGES = ("report/chapters", "report/en/chapters")
MODEL = "src/energikontoret/model"
UPGRADED = "9.9.9"


class Kind(NamedTuple):
    """A kind of change: what it does to a clone, the inputs that it changes, and whether it is accepted."""

    make: Change
    inputs: tuple[str, ...] = ()
    is_accepted: bool = True


def corrected_score(clone: Clone) -> None:
    stated = "stand_alone,clear_governance,4,2,5"
    clone.edit("data/option_scores.csv", (stated, stated.replace(",4,", ",3,")))


def corrected_cell(clone: Clone) -> None:
    clone.edit("data/agreement_posts.csv", ("common_costs,1600000", "common_costs,1700000"))


def new_vintage(clone: Clone) -> None:
    def revised(lines: list[str]) -> Iterator[str]:
        """Yield the rows, and those of the latest vintage once more with the last year revised."""
        yield from lines
        for vintage, year, *names, kt, source in (line.split(",") for line in lines):
            if vintage == "2026-06":
                value = float(kt) * (1.01 if year == "2024" else 1)
                yield ",".join(["2026-11", year, *names, f"{value:.5f}", source])

    clone.lines("data/emissions.csv", lambda lines: [*revised(lines)])
    choices = 'choices: ["2026-06", '
    clone.edit("params/parameters.yml", (choices, choices.replace("[", '["2026-11", ')))
    clone.edit("params/base.yml", ('emission_vintage: "2026-06"', 'emission_vintage: "2026-11"'))
    clone.cell(EMISSIONS, "parameters", "2026-06", "2026-11")
    (clone.project.params / "schema.json").write_text(schema(clone.project), encoding="utf-8")


def off_by_one(clone: Clone) -> None:
    clone.edit(f"{MODEL}/emissions.py", ("** (year - start_year)", "** (year - start_year + 1)"))


def rename(clone: Clone) -> None:
    clone.cell(SHARING, "key-figures", "before=sentences", "earlier=sentences")
    clone.edit("report/key_figures.yml", ("\nsharing.before:", "\nsharing.earlier:"))
    for chapter in (SHARING, "00_summary"):
        for folder in LANGUAGES:
            clone.edit(f"{folder}/{chapter}.qmd", ("var sharing.before ", "var sharing.earlier "))


def removed_figure(clone: Clone) -> None:
    clone.cell(OPTIONS, "fig-options-lead")
    for folder, place in zip(LANGUAGES, ("beräkningen", "the calculation"), strict=True):
        embed = f"{{{{< embed executed/{OPTIONS}.ipynb#fig-options-lead >}}}}\n\n"
        clone.edit(f"{folder}/{OPTIONS}.qmd", (embed, ""), ("@fig-options-lead", place))


def theme_colour(clone: Clone) -> None:
    clone.edit("report/theme/brand.yml", ('accent: "#0b5566"', 'accent: "#0b5577"'))


def package_upgrade(clone: Clone) -> None:
    """Install a newer SALib, which one notebook uses and whose indices are a little larger."""
    installed = metadata.distribution("SALib")
    shutil.copytree(Path(str(installed.locate_file("SALib"))), clone.packages / "SALib")
    (clone.packages / f"salib-{UPGRADED}.dist-info").mkdir()
    with (clone.packages / "SALib" / "analyze" / "sobol.py").open("a", encoding="utf-8") as file:
        file.write(
            "\n\n_analyze = analyze\n\n\ndef analyze(*given, **named):\n"
            "    found = _analyze(*given, **named)\n"
            "    return found | {name: found[name] * 1.05 for name in ('S1', 'ST')}\n"
        )
    clone.edit("requirements.lock", (f"salib=={installed.version} ", f"salib=={UPGRADED} "))


def prose(clone: Clone) -> None:
    clone.cell(GOALS, "about-counts", "Tabellen räknar", "Här räknas")
    clone.edit("report/chapters/limits.qmd", ("# Vad rapporten", "# Det rapporten"))


def row_order(clone: Clone) -> None:
    clone.lines("data/emissions.csv", lambda rows: [rows[1], rows[0], *rows[2:-2], rows[-1], rows[-2]])


def unit(clone: Clone) -> None:
    declared = "options.lead_points:\n  unit: "
    clone.edit("report/key_figures.yml", (f"{declared}poäng", f"{declared}antal"))


def noise(clone: Clone) -> None:
    total = "points @ (chosen / chosen.sum())"
    clone.edit(f"{MODEL}/options.py", (total, f"{total} * (1 + 1e-12)"))


def forgotten_accept(clone: Clone) -> None:
    clone.edit("params/base.yml", ("price_index: 0.025", "price_index: 0.03"))


KINDS = {
    "score": Kind(corrected_score, ("data:option_scores",)),
    "vintage": Kind(new_vintage, ("data:emissions", "parameter:emission_vintage")),
    "colour": Kind(theme_colour, ("theme:report/theme",)),
    "prose": Kind(prose, (f"notebook:{GOALS}",)),
    "forgotten": Kind(forgotten_accept, is_accepted=False),
    "order": Kind(row_order),
    "unit": Kind(unit, ("other:report/key_figures.yml: options",)),
    "off-by-one": Kind(off_by_one, ("code:energikontoret/model/emissions.py",)),
    "package": Kind(package_upgrade, ("environment:salib",)),
    "cell": Kind(corrected_cell, ("data:agreement_posts",)),
    "noise": Kind(noise),
    "figure": Kind(removed_figure, (f"notebook:{OPTIONS}",)),
    "rename": Kind(rename, (f"notebook:{SHARING}",)),
}
"""The kinds by name, those first that take little time."""

"""How a parameter is declared: its status, label, unit, range, reason and source."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Declared(BaseModel):
    """Unknown names, guessed types and infinite numbers are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


def fact(default: Any, label: str, label_en: str, *, unit: str, notebook: str, **more: Any) -> Any:
    """Declare a value that a source states."""
    return _field(default, "fact", label, label_en, unit, notebook, more)


def choice(default: Any, label: str, label_en: str, *, unit: str, notebook: str, **more: Any) -> Any:
    """Declare a choice of method, which no source can settle."""
    return _field(default, "choice", label, label_en, unit, notebook, more)


def assumption(
    default: Any, label: str, label_en: str, *, unit: str, notebook: str, low: Any, high: Any, **more: Any
) -> Any:
    """Declare a value that no source states; `low` and `high` bound it in the uncertainty chapter."""
    return _field(default, "assumption", label, label_en, unit, notebook, more | {"low": low, "high": high})


def _field(
    default: Any, status: str, label: str, label_en: str, unit: str, notebook: str, more: dict[str, Any]
) -> Any:
    bounds = {name: more.pop(name) for name in ("ge", "le") if name in more}
    about = {"status": status, "label": label, "label_en": label_en, "unit": unit, "notebook": notebook}
    return Field(default, description=label_en, json_schema_extra=about | more, **bounds)

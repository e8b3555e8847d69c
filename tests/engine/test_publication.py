"""How the engine finds out what report it is at work on."""

import pytest

from orchard import publication as report
from pressroom import publication
from pressroom.errors import UserError
from pressroom.project import Project, find


def test_the_publication_is_the_one_that_the_projects_pyproject_names():
    assert publication.of(find()) is publication.current() is report


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "does not name the publication"),
        ("[tool.pressroom]", "does not name the publication"),
        ("[tool", "does not name the publication"),
        ('[tool.pressroom]\npublication = "no_such_package:publication"', "cannot be imported"),
        ('[tool.pressroom]\npublication = "pressroom:no_such_name"', "cannot be imported"),
        ('[tool.pressroom]\npublication = "pressroom.errors:UserError"', "is no publication"),
    ],
)
def test_a_project_without_a_publication_is_refused(tmp_path, content, what):
    if content is not None:
        (tmp_path / "pyproject.toml").write_text(content)
    with pytest.raises(UserError, match=what):
        publication.of(Project(tmp_path))

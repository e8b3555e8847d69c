"""The project's own parameters, data, notebooks and texts hold what the checks ask of them."""

import socket

import pytest

from places import ROOT
from pressroom.checks import checklist
from pressroom.notebook import data
from pressroom.project import Project


def test_the_checks_find_nothing_and_need_no_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a check reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert checklist.problems(Project(ROOT)) == []


@pytest.mark.parametrize("entry", data.package(Project(ROOT))["resources"], ids=lambda entry: entry["name"])
def test_every_resource_has_the_columns_of_its_schema(entry):
    assert list(data.read(Project(ROOT), entry["name"])) == [
        field["name"] for field in entry["schema"]["fields"]
    ]

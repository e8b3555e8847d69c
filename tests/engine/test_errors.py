"""What the system refuses is told in two lines, with what can be done about it."""

import errno
import os

import pytest

from pressroom.errors import exit_code


@pytest.mark.parametrize(
    ("number", "todo"),
    [
        (errno.EMFILE, "Let more files be open"),
        (errno.ENOSPC, "Make room on the disk."),
        (errno.ENOMEM, "Let less run at the same time"),
        (errno.EROFS, "Check that you may write there"),
    ],
)
def test_what_the_system_refuses_is_told_with_what_can_be_done(number, todo, capsys):
    def work():
        raise OSError(number, os.strerror(number), "a")

    assert exit_code(work) == 2
    what, done = capsys.readouterr().err.splitlines()
    assert what == f"'a': {os.strerror(number)}."
    assert done.startswith(todo)

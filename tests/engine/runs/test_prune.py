"""What nobody asks for goes out of the store in time, and nothing that somebody may need."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from pressroom.execution.run import run
from pressroom.runs import prune
from pressroom.runs.prune import DAY
from pressroom.runs.store import Store
from pressroom.sweep.grid import Grid
from pressroom.sweep.sweep import sweep

FIGURE = ({"id": "a.b", "value": 1},)


@pytest.fixture
def store(tmp_path):
    (tmp_path / "runs" / ".store").mkdir(parents=True)
    return Store(tmp_path / "runs" / ".store")


def put(store, name, days=0.0, size=10):
    """Keep an entry that was last asked for some days ago, and return its key."""
    key = (name * 64)[:64]
    store.put(key, name * size, 1.0, FIGURE)
    os.utime(store._path(key), (time.time() - days * DAY,) * 2)
    return key


def left(store):
    """Return the first letters of the keys and of the notebooks that are in the store."""
    keys = sorted(path.name[0] for path in store.folder.glob("keys/*/*"))
    return keys, sorted(path.read_text()[0] for path in store.folder.glob("objects/*/*"))


def test_what_nobody_asked_for_in_a_month_goes_with_its_notebook(store):
    put(store, "a", days=31)
    put(store, "b", days=29)
    assert prune.prune(store.folder) == 1
    assert left(store) == (["b"], ["b"])


def test_what_a_folder_was_made_from_stays(store):
    key = put(store, "a", days=400)
    folder = store.folder.parent / "base"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"notebooks": {"01": {"key": key}}}))
    assert prune.prune(store.folder) == 0


def test_a_notebook_that_another_key_leads_to_stays(store):
    old, new = put(store, "a", days=31), "b" * 64
    store.put(new, store.get(old).text, 1.0, FIGURE)
    os.utime(store._path(old), (0, 0))
    assert prune.prune(store.folder) == 1
    assert store.get(new).text == "a" * 10


def test_above_its_largest_size_the_longest_unused_go_first(store, monkeypatch):
    for name, days in [("a", 3), ("b", 5), ("c", 4), ("d", 0)]:
        put(store, name, days, size=1000)
    monkeypatch.setattr(prune, "LARGEST_BYTES", 3000)
    prune.prune(store.folder)
    assert left(store) == (["a", "d"], ["a", "d"])


def test_what_was_asked_for_today_stays_whatever_its_size(store, monkeypatch):
    put(store, "a", size=1000)
    monkeypatch.setattr(prune, "LARGEST_BYTES", 10)
    assert prune.prune(store.folder) == 0


def test_to_ask_for_an_entry_makes_it_young(store):
    key = put(store, "a", days=31)
    assert store.get(key)
    assert prune.prune(store.folder) == 0


def test_a_run_prunes_once_a_day(project, scenario):
    run(project, [scenario("base", sold_share="0.7")])
    shutil.rmtree(project.runs / "base")
    run(project, [scenario()])
    keys = list(project.runs.glob(".store/keys/*/*"))
    for path in keys:
        os.utime(path, (0, 0))
    run(project, [scenario()])
    assert len(list(project.runs.glob(".store/keys/*/*"))) == len(keys) == 3
    os.utime(project.runs / ".store" / "pruned", (time.time() - 2 * DAY,) * 2)
    run(project, [scenario()])
    assert len(list(project.runs.glob(".store/keys/*/*"))) == 2
    assert run(project, [scenario()]).executed == 0


def test_a_sweep_prunes_too(project, scenario, store):
    shutil.copytree(store.folder, project.runs / ".store")
    put(Store(project.runs / ".store"), "a", days=31)
    sweep(project, Grid("small", scenario(), [scenario()], ["sold_share"], 0, []))
    assert not list(project.runs.glob(".store/keys/aa/*"))


def test_nothing_goes_while_another_run_uses_the_store(project, scenario):
    run(project, [scenario()])
    folder = project.runs / ".store"
    old = put(Store(folder), "a", days=31)
    (folder / "pruned").unlink()
    with open(folder / "lock") as other:
        fcntl.flock(other, fcntl.LOCK_SH)
        run(project, [scenario()])
        assert Store(folder)._path(old).exists()
    run(project, [scenario()])
    assert not Store(folder)._path(old).exists()


def test_a_killed_run_leaves_a_lock_that_stops_nobody(project, scenario):
    run(project, [scenario()])
    folder = project.runs / ".store"
    code = "import sys, time\nfrom pathlib import Path\nfrom pressroom.runs import prune\n"
    code += "with prune.in_use(Path(sys.argv[1])):\n    print(flush=True)\n    time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE)
    other.stdout.readline()
    old = put(Store(folder), "a", days=31)
    (folder / "pruned").unlink()
    run(project, [scenario()])
    assert Store(folder)._path(old).exists()
    other.kill()
    other.wait()
    run(project, [scenario()])
    assert not Store(folder)._path(old).exists()


def test_what_an_interrupted_pruning_left_goes_the_next_time(store, monkeypatch):
    put(store, "a", days=31)
    put(store, "b", days=31)
    unlink, calls = os.unlink, []

    def killed(path, *more, **options):
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        unlink(path, *more, **options)

    monkeypatch.setattr(os, "unlink", killed)
    with pytest.raises(KeyboardInterrupt):
        prune.prune(store.folder)
    monkeypatch.undo()
    assert [len(names) for names in left(store)] == [1, 2]
    (store.folder / "keys" / "aa").mkdir(exist_ok=True)
    (store.folder / "keys" / "aa" / ".new-half").write_text("half")
    prune.prune(store.folder)
    assert left(store) == ([], [])


def test_a_key_that_cannot_be_read_stops_nothing(store):
    store._path(put(store, "a", days=31)).write_bytes(b"\xff")
    put(store, "b")
    prune.prune(store.folder)
    assert left(store)[1] == ["b"]


def test_a_store_that_cannot_be_written_does_not_stop_a_run(project, scenario, monkeypatch):
    def fails(*arguments, **options):
        raise PermissionError("read only")

    run(project, [scenario()])
    (project.runs / ".store" / "pruned").unlink()
    monkeypatch.setattr(prune, "prune", fails)
    monkeypatch.setattr(os, "utime", fails)
    assert run(project, [scenario()]).kept == 2


def test_seconds_are_kept_to_the_thousandth(store):
    store.put("k" * 64, "text", 1.23456, FIGURE)
    assert store.get("k" * 64).seconds == 1.235

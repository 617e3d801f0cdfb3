"""What a build writes takes the place of an earlier one, and of nothing else."""

import pytest

from hosting.static.write import write_folder

FIRST = {"index.html": b"one", "sw.js": b"self.release=1", "python/a-1.gz": b"a", "front/1/front.js": b"f"}
SECOND = {"index.html": b"two", "sw.js": b"self.release=2", "python/b-2.gz": b"b", "front/2/front.js": b"f"}


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_build_takes_the_place_of_the_one_before(tmp_path):
    """Nothing of it is left."""
    write_folder(tmp_path / "new", FIRST)
    write_folder(tmp_path / "new", SECOND)
    assert names(tmp_path / "new") == SECOND.keys()
    assert not (tmp_path / "new" / "front" / "1").exists()


def test_what_somebody_has_put_there_stays(tmp_path):
    """Such as the name of a host of their own."""
    write_folder(tmp_path, FIRST)
    (tmp_path / "CNAME").write_text("guide.example.org")
    write_folder(tmp_path, SECOND)
    assert names(tmp_path) == {"CNAME", *SECOND}


@pytest.mark.parametrize("there", ["thesis.txt", "python/mine.py"])
def test_a_folder_of_other_things_is_left_alone(tmp_path, there):
    """Somebody has named the wrong one."""
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine")
    with pytest.raises(SystemExit, match="holds other things than a page of ours"):
        write_folder(tmp_path, FIRST)
    assert names(tmp_path) == {there}


def test_a_build_that_cannot_be_written_leaves_the_one_before(tmp_path, monkeypatch):
    """The page comes last: until then the earlier one is whole."""
    write_folder(tmp_path, FIRST)

    def full(path, content):
        if path.name == "front.js":
            raise OSError(28, "No space left on device", str(path))
        path.write_bytes(content)

    monkeypatch.setattr("hosting.static.write.put", full)
    with pytest.raises(OSError, match="No space left"):
        write_folder(tmp_path, SECOND)
    assert FIRST.keys() <= names(tmp_path)
    assert (tmp_path / "index.html").read_bytes() == b"one"

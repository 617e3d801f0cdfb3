"""Who edits the data while `make guide` runs sees it with the next reload, or what is wrong with it."""

from tests.helpers.serving import Crowded, answer, guide_server, running

EXERCISE = "id: a_march_wall\nname: {}\n"


def places(server: Crowded) -> str:
    """What the page's other places show."""
    page = answer(server.url).text
    version = page.partition('data-more="')[2].partition('"')[0]
    return answer(f"{server.url.rstrip('/')}{version}places.json").text


def test_a_changed_file_shows_with_the_next_reload(tmp_path):
    """A new name, a fault with its line, and the mended file; each kernel that is given fits the page."""
    file = tmp_path / "clinic" / "exercises" / "a_march_wall.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(EXERCISE.format("First march"), encoding="utf-8")
    with running(guide_server(tmp_path / "log", STRENGTH_GUIDE_OVERLAY=file.parents[1], POOL=1)) as server:
        assert "First march" in places(server)
        first = answer(f"{server.url}engine", "POST", b"").text
        file.write_text(EXERCISE.format("Second march, renamed"), encoding="utf-8")
        assert "Second march, renamed" in places(server)
        file.write_text(EXERCISE.format("[broken"), encoding="utf-8")
        told = answer(server.url)
        assert told.status == 503
        assert "its data is not in order" in told.text
        assert "exercises/a_march_wall.yaml, line 2" in told.text
        assert answer(f"{server.url}engine", "POST", b"").status == 500
        file.write_text(EXERCISE.format("Third march"), encoding="utf-8")
        assert "Third march" in places(server)
        third = answer(f"{server.url}engine", "POST", b"")
        assert third.status == 200
        assert third.text.partition("told")[2] != first.partition("told")[2]
        assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")

"""What needs no kernel and no script: a programme to read and to print, made once at the start."""

from pathlib import Path

import jinja2

from hosting.front.baked import TOKENS
from hosting.serve.handlers import Handler
from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.paper.handout import contents, pdf
from workbook.programme import build

HERE = Path(__file__).parent
KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


def printable() -> dict[str, bytes]:
    """Files by name: a programme for a runner of whom nothing is known: no injury, no equipment, and the safety
    questions on top."""
    library, profile = shipped(), Profile()
    programme = build(profile, library)
    guide = contents(profile, programme, library, "a4", asked=False)
    pages = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined)
    read = pages.get_template("programme.html.j2").render(guide=guide, tokens=TOKENS.read_text(encoding="utf-8"))
    return {
        "programme.html": read.encode(),
        "programme.pdf": pdf(profile, programme, library, "a4", asked=False),
        "programme-us-letter.pdf": pdf(profile, programme, library, "us-letter", asked=False),
    }


class PrintedFile(Handler):
    """Answers with one of the files."""

    def initialize(self, content: bytes) -> None:
        """Takes the file."""
        self.content = content

    def get(self) -> None:
        """The file, which a browser may keep for an hour."""
        self.set_header("Content-Type", KINDS[self.request.path.rpartition(".")[2]])
        self.set_header("Cache-Control", "public, max-age=3600")
        self.finish(self.content)

    head = get

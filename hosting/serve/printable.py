"""What needs no kernel and no script: a programme to read and to print, made once at the start."""

from pathlib import Path

from hosting.front.baked import TOKENS
from hosting.serve.handlers import Handler
from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.paper.handout import pdf
from workbook.paper.page import html
from workbook.programme import build

_TEMPLATE = Path(__file__).with_name("programme.html.j2")
KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


def printable() -> dict[str, bytes]:
    """Files by name: a programme for a runner of whom nothing is known: no injury, no equipment, and the safety
    questions on top."""
    library, profile = shipped(), Profile()
    programme = build(profile, library)
    tokens = TOKENS.read_text(encoding="utf-8")
    read = html(profile, programme, library, asked=False, template=_TEMPLATE, tokens=tokens)
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

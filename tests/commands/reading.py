"""How hard it is to read what a runner reads: `python -m tests.commands.reading` prints the grade of each file.

It ends with 1 where what the data or the paper says is over the grade, has too long a sentence, or says a word that
never stands on the page. `--page` holds the page's views and scripts to the same. `--report` names what is wrong in
all of them, and each hard sentence, and ends with 0.
"""

import argparse
from collections.abc import Iterable
from itertools import chain

from tests.helpers.reading import data, screens
from tests.helpers.reading.measure import GRADE, grade, hard, read, too_hard
from tests.helpers.reading.words import never_words
from workbook.library import shipped


def _wrong(name: str, texts: list[str], each: bool) -> list[str]:
    """What is wrong with a file or a screen, and its hard sentences if it is too hard, or `each` is wanted."""
    found = read(texts)
    wrong = too_hard(found)
    if wrong or each:
        wrong += [f"grade {level:.0f}: {text}" for level, text in hard(found)]
    never = {f"never say {one.word!r} (say {one.say}): {one.text}" for one in never_words(texts)}
    return [f"{name}: {sentence}" for sentence in [*wrong, *sorted(never)]]


def _told(read_there: Iterable[data.Read], each: bool) -> list[str]:
    """Prints a grade a line, and returns what is wrong."""
    wrong = []
    for name, texts in read_there:
        found = read(texts)
        print(f"{grade(found) if found else 0:5.1f}  {name}")
        wrong += _wrong(name, texts, each)
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", action="store_true", help="the page's views and scripts as well")
    parser.add_argument("--report", action="store_true", help="the same, with hard sentences; end with 0 in any case")
    asked = parser.parse_args()
    page = chain(screens.views(), screens.scripts()) if asked.page or asked.report else ()
    print(f"School grade, at most {GRADE}:")
    wrong = _told(chain(data.read_by_runners(shipped()), screens.paper(), page), asked.report)
    print("\n".join(wrong))
    return 1 if wrong and not asked.report else 0


if __name__ == "__main__":
    raise SystemExit(main())

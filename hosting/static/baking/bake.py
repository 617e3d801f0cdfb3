"""Runs in the Python of browsers when the guide is built: makes the page there, and packs what a browser needs for it.

The folders: /house the project, /site the packages, /in the library, /out what is made.
"""

import sys

AT_START = frozenset(sys.modules)  # before anything else is imported

sys.path[:0] = ["/house/hosting/static/browser", "/house/hosting/static/baking", "/site", "/house"]
sys.dont_write_bytecode = True

import json
import pickle
from pathlib import Path

import engine

LIBRARY = pickle.loads(Path("/in/library.pickle").read_bytes())
engine.begin(LIBRARY, lambda *_: None)
AT_FIRST = frozenset(sys.modules)

import deeds

deeds.do(LIBRARY)
LATER = frozenset(sys.modules)

PAGES = {"made": engine.whole_page(LIBRARY).parts}
if Path("/in/workshop.pickle").exists():
    import workshop_engine

    PAGES["workshop"] = workshop_engine.whole_page(Path("/in"))
WORKSHOP = frozenset(sys.modules)

import pack

pack.write(AT_START, {"first": AT_FIRST - AT_START, "later": LATER - AT_FIRST, "workshop": WORKSHOP - LATER})
for name, parts in PAGES.items():
    Path(f"/out/{name}.json").write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8", newline="\n")

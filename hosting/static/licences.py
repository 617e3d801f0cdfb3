"""The licences of all that the page without a server passes on, in one text. One that is not known ends the build."""

import email.parser
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hosting.bundle.lock import ROOT
from hosting.front.baked import STATIC

HERE = Path(__file__).resolve().parent / "licences"
PYODIDE = ROOT / "node_modules" / "pyodide" / "package.json"
KNOWN = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "bzip2-1.0.6", "CC-BY-4.0",
    "MIT", "MPL-2.0", "PSF-2.0", "public domain", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "Zlib",
}  # fmt: skip
"""What may be passed on with its text beside it, and no more to do; of MPL-2.0 with the address of its sources."""
MEANT = {
    "BSD 3-Clause License": "BSD-3-Clause",
    "OSI Approved :: BSD License": "BSD-3-Clause",
    "OSI Approved :: MIT License": "MIT",
}
"""What packages call their licences otherwise."""
FILES = ("LICENSES.txt", "pydantic-core.cyclonedx.json")
"""The text, and a bill of materials that it names."""
LOOKED_AT = "314.0.7"
"""The release of Pyodide of which `WITHIN` is true."""
WITHIN = {
    "CPython": ("PSF-2.0", "with libmpdec, Expat, mimalloc and the others that its text names"),
    "HACL": ("MIT", "HACL*, in CPython: hash functions"),
    "Emscripten": ("MIT", "what its compiler adds"),
    "LLVM": ("Apache-2.0 WITH LLVM-exception", "compiler-rt, libc++, libc++abi, libunwind"),
    "musl": ("MIT", "the C library, with what it has from others"),
    "MiniLZ4": ("MIT", "in what Emscripten adds"),
    "stackframe": ("MIT", "with error-stack-parser, in Pyodide's script"),
    "bzip2": ("bzip2-1.0.6", ""),
    "libffi": ("MIT", ""),
    "SQLite": ("public domain", ""),
    "xz": ("public domain", "liblzma"),
    "zlib": ("Zlib", ""),
    "zstd": ("BSD-3-Clause", ""),
}
"""What is compiled into Pyodide's files beside its own code: the licence, and a word on what it is. The words of the
licence have this name in `licences/`."""
HEAD = """What this page passes on, and under which licences.

Pyodide is under the Mozilla Public License 2.0. Its files are those of its release {pyodide}, unchanged but for being
compressed and put into one script; their sources are at https://github.com/pyodide/pyodide/tree/{pyodide}
and those of hiwire, a part of it under the same licence, at https://github.com/pyodide/hiwire

Python's standard library and the packages are passed on compiled, without their documentation and their tests.

Which packages of Rust are within pydantic-core, and under which licences, is in pydantic-core.cyclonedx.json beside it.
"""
LINE = "-" * 80


class UnknownLicenceError(ValueError):
    """Something whose licence nobody has looked at, in a sentence."""


class Part(NamedTuple):
    """Something that is passed on, and the words of its licence."""

    name: str
    licence: str
    text: str

    def __str__(self) -> str:
        return f"{self.name} ({self.licence})\n\n{self.text.strip()}\n"


def known(name: str, licence: str) -> str:
    """The licence, as SPDX writes it. Raises UnknownLicenceError where one in it is none that may be passed on."""
    licence = MEANT.get(licence, licence)
    named = {each.strip() for each in re.split(r" AND | OR |[()]", licence)} - {""}
    if not named or named - KNOWN:
        says = f"{name} is under {licence or 'no licence'}: may it be passed on? Say so in hosting/static/licences.py."
        raise UnknownLicenceError(says)
    return licence


def of_package(info: Path) -> Part:
    """A Python package's, by the folder that tells of it. Raises UnknownLicenceError, as where it brings no text."""
    told = email.parser.Parser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
    name = f"{told['Name']} {told['Version']}"
    kinds = [each for each in told.get_all("Classifier", ()) if each.startswith("License :: ")]
    said = told["License-Expression"] or told["License"] or " AND ".join(kinds)
    licence = known(name, said.partition("\n")[0].removeprefix("License :: "))
    files = sorted({*info.glob("LICEN[CS]E*"), *info.glob("licenses/**/*")})
    texts = [file.read_text(encoding="utf-8").strip() for file in files if file.is_file()]
    if not texts:
        raise UnknownLicenceError(f"{name} has no text of its licence.")
    return Part(name, licence, "\n\n".join(texts))


def of_crates(bill: bytes) -> None:
    """Looks at a bill of materials of Rust's kind. Raises UnknownLicenceError."""
    for crate in json.loads(bill)["components"]:
        licences = [each.get("expression") or each["license"]["id"] for each in crate.get("licenses", ())]
        known(f"{crate['name']} {crate['version']}", " AND ".join(licences))


def pyodide() -> str:
    """Its release. Raises UnknownLicenceError where it is another one than that which was looked at."""
    version = json.loads(PYODIDE.read_text(encoding="utf-8"))["version"]
    if version != LOOKED_AT:
        says = f"What is within Pyodide {version}? Look, and say so in hosting/static/licences.py."
        raise UnknownLicenceError(says)
    return version


def _parts(site: Path) -> Iterator[Part]:
    yield Part("Strength guide for runners", "BSD-3-Clause", (ROOT / "LICENSE").read_text(encoding="utf-8"))
    data = (ROOT / "data" / "LICENSE.md").read_text(encoding="utf-8")
    yield Part("Its exercises, rules and texts", "CC-BY-4.0", data)
    plotly = (STATIC / "plotly-basic.LICENSE.txt").read_text(encoding="utf-8")
    yield Part("plotly.js", "MIT", plotly)
    for name, (licence, is_what) in WITHIN.items():
        full = f"{name}, {is_what}" if is_what else name
        yield Part(full, known(name, licence), (HERE / f"{name}.txt").read_text(encoding="utf-8"))
    yield from map(of_package, sorted(site.glob("*.dist-info")))


def collected(site: Path, worker: str) -> dict[str, bytes]:
    """The text, and the bill beside it, of the packages in a folder and of what a build wrote of its worker. Raises
    UnknownLicenceError."""
    bills = {path.name: path.read_bytes() for path in sorted(site.glob("*.dist-info/sboms/*"))}
    for bill in bills.values():
        of_crates(bill)
    front = (STATIC / "front.LICENSES.txt").read_text(encoding="utf-8")
    texts = [HEAD.format(pyodide=pyodide()), *map(str, _parts(site)), front, worker]
    return {FILES[0]: f"{LINE}\n".join(texts).encode(), **bills}

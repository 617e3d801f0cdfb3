"""The page as files alone, for any host of files: by their addresses what each of them holds."""

import json
from functools import partial

from markupsafe import Markup

from hosting.front.baked import files_of, in_page, rendered
from hosting.front.data_files import mark
from hosting.static import app, licences, policy
from hosting.static.made import Made, packed
from workbook.library import shipped


class Folder:
    """The files of the site, by their addresses."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, address: str, content: bytes) -> str:
        """Adds one, at an address in which `*` becomes its fingerprint, and gives that."""
        address = address.replace("*", app.fingerprint(content))
        self.files[address] = content
        return address


def site(made: Made, address: str) -> dict[str, bytes]:
    """The files of the site; private links begin with the address, or where it is empty with the page's own."""
    folder = Folder()
    listed = {
        name: {"at": folder.add(f"python/{name}-*.gz", content), "size": len(content)}
        for name, content in made.python().items()
    }
    worker = folder.add("python/worker-*.js.gz", packed(made.files["worker.js"]))
    python = Markup(in_page({"engine": "engine", "worker": worker, "files": listed}))
    page = json.loads(made.files["made.json"])
    version, files = files_of(page)
    more = f"front/{version}/"
    for name, (content, _kind) in files.items():
        if name == "front.js":  # which a browser takes from the page's own tag, and unpacks nothing
            folder.add(f"{more}{name}", content)
        else:
            folder.add(f"{more}{name}.gz", packed(content))
    told = {"policy": policy.of_files(), "more": more, "python": python, "address": address, "of": mark()}
    index = partial(rendered, "alone.html.j2", page, **told)
    texts = {f"licences/{name}": made.files[name] for name in licences.FILES}  # which no browser need keep
    return {**app.site(folder.files, index, made.files["sw.js"], shipped().clinic.name), **texts}

"""A stand-in for the folder that `make static` writes: a page that shows what is kept, and files of every kind."""

import gzip
from pathlib import Path

FINGERPRINT = "0123456789abcdef"
INDEX = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Alone</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline' blob: 'wasm-unsafe-eval'">
<link rel="icon" href="data:,">
<link rel="manifest" href="manifest.webmanifest">
</head>
<body>
<h1>Alone</h1>
<pre id="kept"></pre>
<p id="worker">No worker yet</p>
<script>
document.getElementById("kept").textContent = JSON.stringify(localStorage);
navigator.serviceWorker.register("sw.js").then(() => navigator.serviceWorker.ready).then(({ scope }) => {
  document.getElementById("worker").textContent = `Works at ${new URL(scope).pathname}`;
});
</script>
<script type="module" src="0123456789abcdef/front.js"></script>
</body>
</html>
"""
WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => event.respondWith(fetch(event.request)));
"""
WASM = bytes.fromhex("0061736d01000000")
FILES = {
    "index.html": INDEX.encode(),
    "sw.js": WORKER.encode(),
    "manifest.webmanifest": b'{"name": "Alone", "start_url": "./"}',
    f"{FINGERPRINT}/front.js": b"document.body.dataset.front = 'here';\n" + b"// code\n" * 40_000,
    f"{FINGERPRINT}/deeper/page.css": b"body { margin: 0 }\n" * 100,
    f"{FINGERPRINT}/engine.wasm": WASM * 100,
    f"{FINGERPRINT}/engine.wasm.gz": gzip.compress(WASM * 100),
    "rooms-0a1b2c3d.zip": b"PK\5\6" + bytes(18),
    "rooms-0a1b2c3d.json": b'{"rooms": []}\n' * 100,
    "icon.png": b"\x89PNG\r\n\x1a\n",
    "icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "LICENSES.txt": b"BSD-3-Clause\n",
}


def static_page(folder: Path) -> Path:
    """The folder, written."""
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def with_traps(folder: Path) -> Path:
    """The same, with what must not be served in and beside it."""
    static_page(folder)
    (folder.parent / "secret.txt").write_text("secret")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "secret.txt").write_text("secret")
    (folder / "secret.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "out").symlink_to(folder.parent)
    (folder / "other.svg").symlink_to("icon.svg")
    return folder

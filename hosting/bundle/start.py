"""Starts the Strength Guide for Runners on a laptop without internet, with Python and this folder alone.

The first start installs everything from the folder `wheels` into a folder beside it.
"""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
GUIDE = HERE / "guide"
# One folder may serve several laptops, so what is installed is kept apart.
INSTALLED = HERE / f"installed-{sys.platform}-{sys.version_info[0]}.{sys.version_info[1]}"
PYTHON = INSTALLED / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WORKSHOP = "workbook/workshop.ipynb"
HELP = f"""READ ME FIRST.txt says for which laptops and Pythons this folder was made.
This is {sys.platform} with Python {sys.version.split()[0]}. The folder must lie on the laptop's own disk.
On Debian and Ubuntu, the package python3-venv must be there."""


def install() -> None:
    """Everything that requirements.lock lists, from the folder `wheels` and from nowhere else; once."""
    done = INSTALLED / "done"
    if done.exists():
        return
    print("Installing everything, once. This takes some minutes…", flush=True)
    # No setting of this laptop's pip, and no other place than the folder, may have a say.
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
    settings["PIP_CONFIG_FILE"] = os.devnull
    options = ["--no-index", "--find-links", HERE / "wheels", "--only-binary=:all:", "--require-hashes"]
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-cache-dir", *options]
    try:
        venv.create(INSTALLED, clear=True, with_pip=True)
        subprocess.run([*command, "-r", HERE / "requirements.lock"], env=settings, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = f"\n{error}" if isinstance(error, OSError) else ""  # pip and venv have said theirs
        sys.exit(f"Installing did not work.{reason}\n{HELP}")
    done.touch()


def start(what: str, port: int) -> subprocess.Popen:
    """The server of the page or of the notebooks, started."""
    settings = {**os.environ, "PYTHONPATH": str(GUIDE), "PORT": str(port)}
    if what == "notebooks":
        settings["JUPYTER_CONFIG_PATH"] = str(GUIDE / "hosting" / "voila")
        opened = WORKSHOP if (GUIDE / WORKSHOP).exists() else "workbook"
        options = ["jupyterlab", f"--port={port}", f"--LabApp.default_url=/lab/tree/{opened}", "--ServerApp.root_dir=."]
    else:
        settings |= {"KERNELS": "stock", "POOL": "2"}
        options = ["hosting.serve", f"--Voila.open_browser={what == 'page'}"]
    return subprocess.Popen([PYTHON, "-m", *options], cwd=GUIDE, env=settings)


def answer(address: str, sent: bytes | None = None) -> str:
    """What the server says, whatever proxy this laptop has. Raises OSError."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(address, sent, timeout=120) as said:
        return said.read().decode()


def check() -> None:
    """Opens the page unseen, asks for a kernel as its first answer does, and says whether this laptop is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = start("check", port)
    page = kernel = ""
    deadline = time.monotonic() + 180
    while not kernel and server.poll() is None and time.monotonic() < deadline:
        try:
            page = answer(f"http://localhost:{port}/")
            kernel = answer(f"http://localhost:{port}/engine", b"")
        except OSError:
            time.sleep(0.5)
    server.terminate()
    server.wait()
    if "<title>Strength Guide for Runners</title>" not in page or 'id="baked"' not in page or '"kernel"' not in kernel:
        sys.exit(f"The page does not answer as it should.\n{HELP}")
    print("The page answers: this laptop is ready.")


def main() -> None:
    if sys.version_info < (3, 11, 5):
        sys.exit(f"Python 3.11.5 or later is needed; this is {sys.version.split()[0]}.")
    sys.stdout.reconfigure(errors="replace")  # Windows' in a pipe has not every letter of a path
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=("page", "notebooks", "check"), default="page")
    parser.add_argument("--port", type=int, default=8866, help="a runner's diary belongs to one port: keep it")
    asked = parser.parse_args()
    install()
    if asked.what == "check":
        return check()
    print(f"The guide opens at http://localhost:{asked.port} (Ctrl+C stops it).", flush=True)
    with suppress(KeyboardInterrupt):
        sys.exit(start(asked.what, asked.port).wait())


if __name__ == "__main__":
    main()

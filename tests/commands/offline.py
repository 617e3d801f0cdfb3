"""Installs the bundle with the network off and opens its page: `make offline`. It takes minutes, so no test runs it.

Needs Linux, whose `unshare` runs a command on a machine with no network but its own loopback.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zipfile import ZipFile

from hosting.bundle.lock import LAPTOPS, for_the_room
from hosting.bundle.write import download, pack

ALONE = ["unshare", "--map-root-user", "--net", "sh", "-ec", 'ip link set lo up; exec "$@"', "sh"]


def main() -> None:
    """Write a bundle for this machine, install it cut off from every other, and say how long each took."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    chosen = for_the_room()
    with tempfile.TemporaryDirectory(prefix="room") as name:
        room = Path(name)
        wheels, home = room / "wheels", room / "home"
        home.mkdir()
        began = time.monotonic()
        download(chosen, LAPTOPS["linux"], python, wheels)
        bundle = pack(room, chosen, wheels, ["linux"], [python])
        print(f"written: {bundle.stat().st_size / 1e6:.0f} MB in {time.monotonic() - began:.0f} s")
        with ZipFile(bundle) as opened:
            opened.extractall(room)
        [start] = room.glob("*/start.py")
        interfaces = "import socket; assert [name for _, name in socket.if_nameindex()] == ['lo']"
        subprocess.run([*ALONE, sys.executable, "-c", interfaces], check=True)
        began = time.monotonic()
        # Nothing of this machine's settings or caches may help; the Python is the one that a laptop has, bare.
        bare = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        subprocess.run([*ALONE, sys._base_executable, start, "check"], env=bare, check=True)
        print(f"installed and answering, with the network off, in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()

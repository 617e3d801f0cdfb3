"""Runs the nginx that hosting/nginx ships, with other ports, paths and a certificate of its own."""

import getpass
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

from tests.helpers.serving import ROOT, free_port, wait_for

SHIPPED = ROOT / "hosting" / "nginx"


class Nginx:
    """The proxy before some processes; asks it questions as a browser at any loopback address would."""

    def __init__(self, folder: Path, ports: list[int]) -> None:
        self.folder = folder
        self.log = folder / "guide.log"
        self.http, self.https = free_port(), free_port()
        self.url = f"https://localhost:{self.https}/"
        self.certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
        subprocess.run(
            f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost "
            f"-addext subjectAltName=DNS:localhost -keyout {key} -out {self.certificate}".split(),
            check=True,
            capture_output=True,
        )
        lines = iter(ports)
        changed = {
            r"\b80 default": f"{self.http} default",
            r"\b443 ssl": f"{self.https} ssl",
            r"127\.0\.0\.1:886\d": lambda _: f"127.0.0.1:{next(lines)}",
            r"guide\.example\.org;": "localhost;",
            r"/etc/letsencrypt/live/guide\.example\.org": str(folder),
            r"/etc/nginx/guide|/var/www/guide": str(folder),
            r"/var/log/nginx|/run(?=/nginx\.pid)": str(folder),
            r"/var/cache/nginx-guide": str(folder / "cache"),
            r"www-data": getpass.getuser(),
        }
        for file in SHIPPED.iterdir():
            text = file.read_text(encoding="utf-8")
            for pattern, replacement in changed.items():
                text = re.sub(pattern, replacement, text)
            (folder / file.name).write_text(text, encoding="utf-8")

    @contextmanager
    def running(self) -> Iterator["Nginx"]:
        path = shutil.which("nginx", path="/usr/sbin:/usr/local/bin:/opt/homebrew/bin:/usr/bin")
        assert path, "nginx is needed: `make test` installs it"
        command = [path, "-c", str(self.folder / "nginx.conf"), "-e", "stderr", "-g", "daemon off;"]
        said = self.folder / "said"
        with said.open("w") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            wait_for(lambda: self._answers() or process.poll() is not None, 10)
            assert process.poll() is None, f"nginx did not come up:\n{said.read_text()}"
            yield self
        finally:
            process.terminate()
            process.wait(timeout=10)

    def _answers(self) -> bool:
        try:
            return self.ask("/metrics").status == 404
        except OSError:
            return False

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))

    def ask(
        self, path: str, *, method: str = "GET", body: bytes = b"", at: str = "127.0.0.1", tls: bool = True, **headers
    ) -> HTTPResponse:
        """The answer to one request, its body unread; `at` is the client's address."""
        if tls:
            client = HTTPSConnection("localhost", self.https, timeout=20, source_address=(at, 0), context=self.trust)
        else:
            client = HTTPConnection("localhost", self.http, timeout=20, source_address=(at, 0))
        client.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        return client.getresponse()

    def logged(self) -> list[str]:
        return self.log.read_text().splitlines()

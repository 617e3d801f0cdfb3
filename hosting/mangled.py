"""An address whose # a mail program wrote as %23: what was meant for the browser alone has reached the server."""

import base64
import hashlib

from tornado.web import RequestHandler
from voila.voila_identity_provider import VoilaIdentityProvider

MANGLED = r".*%(?:25)*23.*"
"""The path of such an address."""
_MOVE = """
const [, before, after] = location.href.match(/^(.*?)%(?:25)*23(.*)$/is);
location.replace(`${before}#${after}`);
"""
_PAGE = f"""<!DOCTYPE html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Strength Guide for Runners</title>
<p>Your mail program has changed this link. If the page does not open by itself, write # for %23 in the address.</p>
<script>{_MOVE}</script>
</html>
"""
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # else the next request would say where it came from
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'; script-src 'sha256-"
    + base64.b64encode(hashlib.sha256(_MOVE.encode()).digest()).decode()
    + "'",
}


class Mangled(RequestHandler):
    """Has the browser put the # back, and looks at nothing. It costs no kernel."""

    def set_default_headers(self) -> None:
        """Those of the configuration, but for what this answer needs stricter."""
        self.clear_header("Server")
        for name, value in {**self.settings["headers"], **_HEADERS}.items():
            self.set_header(name, value)

    def get(self, *_: str) -> None:
        """The same for every such address."""
        self.finish(_PAGE)


class Doors(VoilaIdentityProvider):
    """Opens one door more than Voila has: an identity provider may bring pages of its own, and Voila asks it first."""

    def get_handlers(self) -> list[tuple[str, type[RequestHandler]]]:
        """That for mangled addresses, and those to log in, where a host has set a token."""
        return [(MANGLED, Mangled), *super().get_handlers()]

"""How Voila serves the runner's page where a host's own server guards it, as on Binder and in a JupyterHub.

`voila --Voila.config_file_paths=hosting/voila workbook/runner.ipynb`: Voila knows no --config, and
looks for a file of this name in the folders it is given. The guide's own server begins with these settings, too.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from traitlets.config import get_config

from hosting import settings
from hosting.front.baked import TOKENS
from hosting.front.policy import FRAMED, INLINE, hashed, written
from hosting.mangled import Doors

HOSTING = Path(__file__).resolve().parent.parent

# Jupyter looks for templates in every folder of this path: hosting/voila/templates/guide is found
# from any working folder, and before a template of the same name that somebody has installed.
os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(HOSTING), os.environ.get("JUPYTER_PATH")]))


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A kernel's connection that sends each small answer at once: a click waits 10 ms, not 50."""

    async def connect(self) -> Any:
        self.websocket_handler.set_nodelay(True)
        return await super().connect()


def policy() -> str:
    """What the page may load: its own files, the template's own inline scripts by their hash, and nothing else.

    Widgets' scripts come as blobs. Styles stay free, because every widget brings its own.
    """
    voilas = "window.voila_heartbeat()"  # what Voila itself puts into the page while a kernel is slow to start
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", *hashed([*INLINE, voilas])]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' blob: data:",
    }
    return written(rules, FRAMED)


c = get_config()

c.Voila.open_browser = False
c.Voila.port_retries = 0  # a taken port is an error to read, not a page at some other address
c.Voila.log_level = logging.ERROR  # what went wrong; never a request's body or kernel's messages
# At each visit tornado complains of a time-out that Jupyter means in milliseconds.
logging.getLogger("tornado.general").setLevel(logging.ERROR)
c.Voila.kernel_websocket_connection_class = PromptConnection
c.Voila.identity_provider_class = Doors
c.Voila.tornado_settings = {
    # Voila's page ends its kernel when it is left, but sets no cookie for that request to repeat
    # (a fault of Voila 0.5), and would live on. Nobody logs in: there is nothing to forge.
    "disable_check_xsrf": True,
    # What widgets say repeats itself: a fifth of it is sent.
    "websocket_compression_options": {"compression_level": 3, "mem_level": 5},
    # The page asks no other host for anything, and the browser is told to hold it to that.
    "headers": {
        "Content-Security-Policy": policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), screen-wake-lock=(self)",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    },
}
# On a busy machine what a cell shows can come seconds after the cell has ended. Stock Voila waits 4 s and then
# keeps a page without anything in it: with three busy processes on two cores that was 6 of 60 preheated visits.
c.VoilaExecutor.iopub_timeout = 60
if sys.platform == "linux":
    c.KernelManager.transport = "ipc"  # kernels listen in a private folder, not on open ports
# With KERNELS=forked in the environment each kernel is forked from one warm process, see hosting/kernels.
if settings.one_of("KERNELS", ("stock", "forked")) == "forked":
    c.KernelProvisionerFactory.default_provisioner_name = "forked"

page = c.VoilaConfiguration
page.template = "guide"
# A visitor's ?template= and ?theme= change nothing that is shown; any value but our own costs them
# the kernel that waits. If they were followed, an unknown template would hang the request.
page.allow_template_override = "NO"
page.allow_theme_override = "NO"
page.theme = "light"  # the name that makes Voila load no theme: colours are in widgets/tokens.css
page.strip_sources = True
page.show_tracebacks = False
page.file_allowlist = []  # nothing is served from workbook/
page.resources = {"tokens": TOKENS.read_text(encoding="utf-8")}

# Two kernels wait with the page already run in them; with PREHEAT=0 in the environment each starts when its visitor
# comes. The guide's own server has a pool of its own (hosting/serve).
page.preheat_kernel = settings.switch("PREHEAT")
page.default_pool_size = 2

settings.check_overlay()

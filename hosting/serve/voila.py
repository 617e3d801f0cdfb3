"""How the page is served to a crowd: `make serve`. All that hosting/voila/voila.py says holds here too.

Settings are taken from the environment. What each limit does is in hosting/README.md.

| setting   | unless set    | what it is                                                                            |
|-----------|---------------|---------------------------------------------------------------------------------------|
| ADDRESS   | localhost     | where to listen; 0.0.0.0 for everybody who can reach this machine                     |
| PORT      | 8866          | the port to listen at                                                                 |
| CEILING   | measured      | visitors at once; else as many as fit into the memory that is free at the start       |
| KERNEL_MB | 40, stock 70  | what a visitor takes, to reckon the ceiling with                                      |
| MOST_MB   | 1024          | data that one visitor's kernel may hold before it is refused more (Linux)             |
| POOL      | 4             | pages made in advance, beside the ceiling; as many more are made at a time            |
| GONE_S    | 120           | a kernel ends this many seconds after its page has gone, or never came                |
| IDLE_S    | 1800          | a kernel whose page is open ends after this many seconds without a touch              |
| KERNELS   | forked        | forked from one warm process (Linux; see the README); stock: each starts by itself    |
| METRICS   | loopback      | who may read /metrics: loopback (and not through a proxy), or anyone                  |
"""

import os
from pathlib import Path

from traitlets.config import get_config
from voila import __version__

from hosting.serve.ceiling import that_fit
from hosting.serve.channel import Channel
from hosting.serve.visitors import Visitors

HOSTING = Path(__file__).resolve().parent.parent


def setting(name: str, default: int, least: int = 1) -> int:
    """A whole number from the environment; raises SystemExit with a sentence if it is none."""
    value = os.environ.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise SystemExit(f"{name} is {value!r}, but must be a whole number of at least {least}.")
    return int(value)


KERNELS = os.environ["KERNELS"] = os.environ.get("KERNELS") or "forked"
if KERNELS not in ("forked", "stock"):
    raise SystemExit(f"KERNELS is {KERNELS!r}, but must be forked or stock.")
load_subconfig("voila.py", path=str(HOSTING / "voila"))  # noqa: F821 - traitlets hands it to a configuration file
c = get_config()

c.Voila.notebook_path = str(HOSTING.parent / "workbook" / "runner.ipynb")
c.Voila.ip = os.environ.get("ADDRESS") or "localhost"
c.Voila.port = setting("PORT", 8866)
c.Voila.kernel_websocket_connection_class = Channel

page = c.VoilaConfiguration
page.multi_kernel_manager_class = Visitors
page.preheat_kernel = True
page.default_pool_size = setting("POOL", 4)
page.resources["printable"] = "printable/programme.html"
trimmed = page.page_config_hook


def versioned(page_config: dict, **more: object) -> dict:
    """Scripts stand at an address of their version, so that browsers keep them for a year."""
    config = trimmed(page_config, **more)
    config["fullStaticUrl"] += f"/{__version__}"
    return config


page.page_config_hook = versioned

visitors = c.Visitors
visitors.ceiling = setting(
    "CEILING", that_fit(setting("KERNEL_MB", 40 if KERNELS == "forked" else 70), beside=page.default_pool_size)
)
visitors.most_mb = setting("MOST_MB", 1024)
visitors.gone_timeout = setting("GONE_S", 120)
visitors.cull_idle_timeout = setting("IDLE_S", 1800)
visitors.kernel_info_timeout = 20
visitors.cull_interval = max(1, min(10, visitors.gone_timeout // 2))
# A kernel that died holds nothing that its page could go on with: it is ended, and the page says so.
c.KernelManager.autorestart = False

c.Guide.open_metrics = os.environ.get("METRICS") == "anyone"

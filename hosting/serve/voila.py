"""How the page is served to a crowd: `make serve`. All that hosting/voila/voila.py says holds here too.

Settings are taken from the environment; one that is none of what is allowed ends the server with a sentence. What each
limit does is in hosting/README.md, and what STRENGTH_GUIDE_OVERLAY does in data/README.md.

| setting   | unless set    | what it is                                                                            |
|-----------|---------------|---------------------------------------------------------------------------------------|
| ADDRESS   | localhost     | where to listen; 0.0.0.0 for everybody who can reach this machine                     |
| PORT      | 8866          | the port to listen at                                                                 |
| CEILING   | measured      | visitors at once; else as many as fit into the memory that is free at the start       |
| KERNEL_MB | 40, stock 70  | what a visitor takes, to reckon the ceiling with                                      |
| MOST_MB   | 1024          | data that one visitor's kernel may hold before it is refused more (Linux)             |
| POOL      | 4             | kernels made in advance, beside the ceiling; as many are made at a time               |
| GONE_S    | 120           | a kernel ends this many seconds after its page has gone, or never came                |
| IDLE_S    | 1800          | a kernel whose page is open ends after this many seconds without a touch              |
| KERNELS   | forked        | forked from one warm process (Linux; see the README); stock: each starts by itself    |
| METRICS   | loopback      | who may read /metrics: loopback (and not through a proxy), or anyone                  |
| ALONE     | dist/static   | the folder that `make static` writes, offered under /alone/ where it is there; empty  |
|           |               | for none                                                                              |
| FRONT     | server        | what / is: server, the page with its Python here; alone, a way to /alone/: no kernel  |
|           |               | is ever started                                                                       |
"""

import logging
import os
from pathlib import Path

from traitlets.config import get_config

from hosting import settings
from hosting.serve.alone import of_this_data
from hosting.serve.ceiling import that_fit
from hosting.serve.channel import Channel
from hosting.serve.visitors import Visitors
from workbook.library import shipped
from workbook.library.reading.faults import LibraryError

HOSTING = Path(__file__).resolve().parent.parent

os.environ["KERNELS"] = KERNELS = settings.one_of("KERNELS", ("forked", "stock"))
load_subconfig("voila.py", path=str(HOSTING / "voila"))  # noqa: F821 - traitlets hands it to a configuration file
c = get_config()

c.Voila.notebook_path = str(HOSTING.parent / "workbook" / "runner.ipynb")
c.Voila.ip = settings.address("ADDRESS", "localhost")
c.Voila.port = settings.whole("PORT", 8866, most=65_535)
c.Voila.kernel_websocket_connection_class = Channel

page = c.VoilaConfiguration
page.multi_kernel_manager_class = Visitors
page.preheat_kernel = False  # the pool is our own: its kernels have made the page, and have run no notebook

visitors = c.Visitors
kernel_mb = settings.whole("KERNEL_MB", 40 if KERNELS == "forked" else 70)
visitors.pool = settings.whole("POOL", 4, least=0)
visitors.ceiling = settings.whole("CEILING", that_fit(kernel_mb, beside=visitors.pool))
visitors.most_mb = settings.whole("MOST_MB", 1024)
visitors.watches = KERNELS == "stock"  # whose kernels read the files anew
visitors.gone_timeout = settings.whole("GONE_S", 120)
visitors.cull_idle_timeout = settings.whole("IDLE_S", 1800)
visitors.kernel_info_timeout = 20
visitors.cull_interval = max(1, min(10, visitors.gone_timeout // 2))
# A kernel that died holds nothing that its page could go on with: it is ended, and the page says so.
c.KernelManager.autorestart = False

guide = c.Guide
guide.open_metrics = settings.one_of("METRICS", ("loopback", "anyone")) == "anyone"
guide.alone = alone = settings.page_folder("ALONE", HOSTING.parent / "dist" / "static")
guide.only_alone = settings.one_of("FRONT", ("server", "alone")) == "alone"
if guide.only_alone:
    if not alone:
        settings.refuse("FRONT", "server where there is no page to go alone: `make static` writes it, ALONE names it")
    visitors.pool = 0

try:
    shipped()  # which the server needs for what it prints
except LibraryError as error:
    raise SystemExit(str(error)) from None

if alone and not guide.only_alone and not of_this_data(alone):
    logging.getLogger("guide").warning(
        "%s was made of other data, or with another overlay, than this server has: it is not offered. "
        "`make static` makes it anew, with the same STRENGTH_GUIDE_OVERLAY.", alone,
    )  # fmt: skip
    guide.alone = None

"""How Binder serves the runner's page: Voila is a part of its Jupyter server there, with voila.py's settings.

The file `start` at the top of the repository puts this folder on Jupyter's path; repo2docker runs it.
"""

from traitlets.config import get_config

c = get_config()

load_subconfig("../voila/voila.py")  # noqa: F821, Jupyter gives this function to its configuration files

c.ServerApp.kernel_websocket_connection_class = c.Voila.kernel_websocket_connection_class
# A page that is left cannot end its kernel here: the server refuses the request, which carries no token.
c.MappingKernelManager.cull_idle_timeout = 600
c.MappingKernelManager.cull_interval = 60

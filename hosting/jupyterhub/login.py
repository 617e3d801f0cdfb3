"""A JupyterHub's log-in before Voila."""

from typing import Any

from jupyter_server.utils import url_path_join
from jupyterhub.singleuser.extension import JupyterHubIdentityProvider


class HubLogin(JupyterHubIdentityProvider):
    """JupyterHub's own, at the service's address: Voila 0.5 would listen for the hub's answer at the server's root."""

    def get_handlers(self) -> list[tuple[Any, ...]]:
        """Where the hub sends a visitor who has logged in, and where they log out."""
        return [(url_path_join(self.hub_auth.base_url, path), *rest) for path, *rest in super().get_handlers()]

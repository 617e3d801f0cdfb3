"""How Jupyter finds forked kernels: the entry point `forked` names this, in a checkout and in an installed copy."""

from hosting.kernels.provisioner import ForkedProvisioner

__all__ = ["ForkedProvisioner"]

"""How Jupyter gets forked kernels: a kernel provisioner, Jupyter's own extension point for this."""

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from hosting.kernels.nursery import ForkedKernel, Nursery

NURSERY = Nursery()
LAUNCHER = [sys.executable, "-m", "ipykernel_launcher"]
POSSIBLE = sys.platform == "linux"


class ForkedProvisioner(LocalProvisioner):
    """Forks the Python kernels of this interpreter; whatever else is launched starts as it always does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        asked = self._scrub_kwargs(kwargs)
        if POSSIBLE and cmd[:3] == LAUNCHER and asked.keys() <= {"env", "cwd"}:
            kernel = await self._forked(cmd[3:], asked.get("env") or dict(os.environ), asked.get("cwd") or Path.cwd())
            if kernel is not None:
                self.process = kernel
                self.pid = self.pgid = kernel.pid
                self.cwd = asked.get("cwd")
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def _forked(self, arguments: list[str], env: dict[str, str], cwd: Any) -> ForkedKernel | None:
        try:
            return await NURSERY.kernel(arguments, env, str(cwd))
        except OSError as error:
            reason = str(error) or type(error).__name__
            self.log.error("No kernel was forked (%s): it starts by itself, as without the warm process.", reason)
            return None

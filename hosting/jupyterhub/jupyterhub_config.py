"""For a clinic that has a JupyterHub: the page as one of its services, for everybody who may log in there.

Into the hub's own configuration, or `jupyterhub -f hosting/jupyterhub/jupyterhub_config.py` to try it. JupyterHub must
also be installed beside the page (`.venv/bin/pip install jupyterhub`): its log-in guards the page and each kernel.
The diary stays in the browser; the hub learns who opened the page and nothing else.
"""

from pathlib import Path

GUIDE = Path(__file__).resolve().parents[2]

c = get_config()  # noqa: F821 - JupyterHub hands it to its configuration
c.JupyterHub.services = [
    {
        "name": "guide",
        "url": "http://127.0.0.1:8866",
        "cwd": str(GUIDE),
        "command": [
            str(GUIDE / ".venv/bin/python"),
            "-m",
            "voila",
            "--Voila.config_file_paths=hosting/voila",
            "--Voila.base_url=/services/guide/",
            "--port=8866",
            "--Voila.identity_provider_class=hosting.jupyterhub.login.HubLogin",
            "--MappingKernelManager.cull_idle_timeout=1800",
            "--MappingKernelManager.cull_interval=60",
            "workbook/runner.ipynb",
        ],
        "oauth_no_confirm": True,  # the page is the hub's own
    }
]
c.JupyterHub.load_roles = [{"name": "user", "scopes": ["self", "access:services!service=guide"]}]

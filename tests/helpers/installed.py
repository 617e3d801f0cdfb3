"""The wheel, installed outside the checkout, so that nothing of the checkout can be what works."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

from tests import ROOT
from tests.helpers.serving import Server


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel in it; what the wheel needs is lent by the one that runs the tests."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes: Jupyter's files are lent too, and no setting leads back to the checkout."""
        ours = ("PYTHONPATH", "STRENGTH_GUIDE_OVERLAY")
        others = {key: value for key, value in os.environ.items() if key not in ours}
        return {**others, "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter"))}

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """The interpreter, outside the checkout."""
        return subprocess.run(
            [self.python, *words], cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8"
        )

    def guide(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """The command `strength-guide`."""
        return self.run("-m", "strength_guide", *words)


class InstalledGuide(Server):
    """The page as the command of an installed copy serves it."""

    def __init__(self, installed: Installed, log: Path) -> None:
        super().__init__(installed.folder, log)
        self._command = [str(installed.python), "-m", "strength_guide", f"--port={self.port}"]
        self._environment = installed.environment
        self._cwd = installed.folder


def install(folder: Path) -> Installed:
    """Builds the wheel of this checkout and installs it into a new environment in the folder. Takes some 10 s."""
    built = folder / "wheel"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = ["wheel", "-qq", "--no-deps", "--no-build-isolation", "--wheel-dir", built, ROOT]
    subprocess.run([*pip, *build], check=True)
    venv.create(folder / "environment", with_pip=False, symlinks=os.name != "nt")
    made = Installed(folder / "environment")
    [wheel] = built.glob("*.whl")
    subprocess.run([*pip, "--python", made.python, "install", "-qq", "--no-deps", wheel], check=True)
    site = made.run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    # A path that is named in a .pth file is searched, and the .pth files in it, as the checkout's, are not followed.
    Path(site, "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return made

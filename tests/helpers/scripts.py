"""The widgets' scripts asked from Python, where both must agree: Node runs them without a page."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import ROOT

SCRIPTS = ROOT / "widgets" / "controls" / "scripts"
FRONT = ROOT / "hosting" / "front" / "scripts"
NODE = Path(sys.executable).with_name("node")


def evaluate(module: str | Path, expression: str, *values: Any) -> Any:
    """What a JavaScript expression gives that uses a module as `script` and these `values`; a widget's by its name."""
    code = f"""
      const script = await import({json.dumps((SCRIPTS / module).as_uri())});
      const values = {json.dumps(values)};
      console.log(JSON.stringify({expression}));"""
    command = [NODE, "--input-type=module", "--eval", code]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

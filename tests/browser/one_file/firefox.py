"""Firefox without a window, by WebDriver BiDi, which it speaks itself: Playwright drives only a build of its own."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.helpers.serving import wait_for

NAMES = ("firefox-esr", "firefox")
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_SETTINGS = {
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,  # a proxy that is not there: whatever asks for the network is refused
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
_PRINTER = "Mozilla Save to PDF"
_WAIT = """async (look) => {
  const until = performance.now() + %d;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > until) throw new Error("never: " + look);
    await new Promise(requestAnimationFrame);
  }
}"""


class Tab:
    """A tab of Firefox: what it says of errors is kept in `errors`."""

    def __init__(self, line: ClientConnection, paper: Path) -> None:
        self._line = line
        self._paper = paper
        self._numbers = count(1)
        self.errors: list[str] = []
        self.tell("session.new", capabilities={})
        self.tell("session.subscribe", events=["log.entryAdded"])
        self._tab = self.tell("browsingContext.getTree")["contexts"][0]["context"]

    def tell(self, method: str, **params: Any) -> Any:
        """Has the browser do something, and gives what comes of it. Raises RuntimeError where it says no."""
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._line.recv(90))
            if told.get("method") == "log.entryAdded" and told["params"]["level"] == "error":
                self.errors.append(str(told["params"]["text"]))
            if told.get("id") == number:
                if told["type"] == "error":
                    raise RuntimeError(f"{method}: {told['message']}")
                return told["result"]

    def open(self, address: str) -> None:
        """Opens a page, and waits until it has been read."""
        self.tell("browsingContext.navigate", context=self._tab, url=address, wait="interactive")

    def reload(self) -> None:
        """Loads the page anew."""
        self.tell("browsingContext.reload", context=self._tab, wait="complete")

    def value(self, expression: str) -> Any:
        """What a JavaScript expression comes to, as JSON has it; a promise's, once it is there."""
        source = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        found = self.tell("script.evaluate", expression=source, target={"context": self._tab}, awaitPromise=True)
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def wait(self, expression: str, seconds: float = 60) -> Any:
        """What an expression comes to as soon as that is something."""
        return self.value(f"({_WAIT % (1000 * seconds)})(() => ({expression}))")

    def press(self, name: str) -> None:
        """Presses a button as soon as it is seen."""
        named = f"each.textContent.replace(/^\\d+/, '').trim() === {json.dumps(name)}"
        seen = f"[...document.querySelectorAll('button')].find((each) => each.checkVisibility() && {named})"
        self.wait(f"({seen})?.click() ?? Boolean({seen})")

    def see(self, text: str) -> None:
        """Waits until a text is there."""
        self.wait(f"document.body.innerText.includes({json.dumps(text)})")

    def paper(self) -> Path:
        """What was printed, once all of it is there."""
        wait_for(lambda: self._paper.exists() and self._paper.read_bytes().rstrip().endswith(b"%%EOF"), 30)
        return self._paper


def firefox_path() -> str:
    """Raises AssertionError where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "Firefox is needed: `make test` installs it"
    return found


@contextmanager
def firefox(profile: Path) -> Iterator[Tab]:
    """A Firefox of its own, with nothing kept from before."""
    profile.mkdir()
    paper = profile / "printed.pdf"
    printing = {
        "print.always_print_silent": True,
        "print_printer": _PRINTER,
        f"print.printer_{_PRINTER.replace(' ', '_')}.print_to_file": True,
        f"print.printer_{_PRINTER.replace(' ', '_')}.print_to_filename": str(paper),
    }
    settings = {**_SETTINGS, **printing}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = [firefox_path(), "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr
            found = next(filter(None, map(_LISTENS.search, process.stderr)))
            with connect(f"{found[1]}/session", max_size=None) as line:
                yield Tab(line, paper)
        finally:
            process.terminate()

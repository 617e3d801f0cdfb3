"""What is kept, where, and what never leaves: the page's promise about privacy, in plain words."""

from widgets import where

_SAYS = """<div class="privacy">
<h3>What is kept, and where</h3>
<ul>
<li>There is no account.</li>
<li>In this browser, on this device:
<ul>
<li>your answers, your check-ins and your sessions</li>
<li>what you have begun to fill in</li>
<li>a session that is running</li>
<li>the page as you left it</li>
<li>whether you weigh in kg or lb</li>
<li>whether a session speaks to you</li>
<li>when you last took a copy of your diary, so that the page can remind you</li>
<li>what could not be read</li>
<li>for a moment, a word to see whether it keeps anything</li>
</ul></li>
<li>In this tab, until you close it:
<ul>
<li>a diary that a link brought, until it was heard</li>
</ul></li>
<li>In the history of this browser: which places of the page you were at, as of every website.</li>
<li>“Forget everything here” takes all of it away, in every tab. A diary that you only look at is kept nowhere.</li>
{beside}</ul>
{passes} No other website is asked for anything: no fonts, no pictures, no counting of visitors.</li>
</ul>
<h3>What never happens</h3>
<ul>
<li>No answer goes into the part of an address that servers see. A private link carries your diary after the #, which
browsers do not send. Some mail programs change the # of a link. Then your diary does reach {mangled}.</li>
<li>Nobody is told who you are, and nothing is passed on.</li>
</ul>
<h3>What is up to you</h3>
<ul>
<li>Files and links: whoever has one can read your diary. They cannot be called back.</li>
<li>On a shared device, forget everything here when you leave, or use a private window.</li>
<li>Extensions of your browser can read what you see, as on every page.</li>
</ul></div>"""

_SERVED = {
    "beside": "",
    "passes": """<h3>What passes through the server</h3>
<ul>
<li>While the page is open, your answers are in the memory of a program on the server that works out your programme. It
ends when you leave. It writes nothing of yours to a disk or into a log.</li>
<li>The server sees, as every website does, your internet address and when you came.""",
    "mangled": "the server, which sends it\nstraight back to your browser and writes it down nowhere",
}
_IN_BROWSER = {
    "beside": """<li>Beside it, where the guide comes from a website: the guide itself, so that it opens without a
connection. Nothing of yours is in it, so it stays when you forget everything. It goes when you have your browser delete
what it keeps of this website.</li>
""",
    "passes": """<h3>What leaves this device</h3>
<ul>
<li>Nothing that you answer, unless you send it yourself. Your programme is worked out on this device, by this page:
no program on a server takes part.</li>
<li>The files of the guide come from a web host. As every website does, it sees your internet address and when you
came. Once they are kept on this device, the guide opens without a connection. As one file from a disk it asks
nobody.""",
    "mangled": "the web host, in an address that it may write down",
}


def privacy() -> str:
    """The promise, as it is true where this page runs."""
    return _SAYS.format(**(_IN_BROWSER if where.IN_BROWSER else _SERVED))

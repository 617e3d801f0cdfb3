"""What is kept, where, and what never leaves: the page's promise about privacy, in plain words."""

PRIVACY = """<details id="privacy" class="privacy"><summary><b>Privacy, in plain words</b></summary>
<h3>What is kept, and where</h3>
<ul>
<li>There is no account.</li>
<li>In this browser, on this device: your answers, your check-ins and your sessions; what you have begun to fill in; a
session that is running; the page as you left it; whether you weigh in kg or lb; when you last took a copy of your
diary, so that the page can remind you; what could not be read; and, for a moment, a word to see whether it keeps
anything.</li>
<li>In this tab, until you close it: which step of the page you were at; and a diary that a link brought, until it was
heard.</li>
<li>“Forget everything here” takes all of it away, in every tab. A diary that you only look at is kept nowhere.</li>
</ul>
<h3>What passes through the server</h3>
<ul>
<li>While the page is open, your answers are in the memory of a program on the server that works out your programme. It
ends when you leave. It writes nothing of yours to a disk or into a log.</li>
<li>The server sees, as every website does, your internet address and when you came. No other website is asked for
anything: no fonts, no pictures, no counting of visitors.</li>
</ul>
<h3>What never happens</h3>
<ul>
<li>No answer goes into the part of an address that servers see. A private link carries your diary after the #, which
browsers do not send. Some mail programs change the # of a link; then your diary does reach the server, which sends it
straight back to your browser and writes it down nowhere.</li>
<li>Nobody is told who you are, and nothing is passed on.</li>
</ul>
<h3>What is up to you</h3>
<ul>
<li>Files and links: whoever has one can read your diary. They cannot be called back.</li>
<li>On a shared device, forget everything here when you leave, or use a private window.</li>
<li>Extensions of your browser can read what you see, as on every page.</li>
</ul></details>"""

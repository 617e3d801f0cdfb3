"""What is kept, where, and what never leaves: the page's promise about privacy, in plain words."""

PRIVACY = """<details id="privacy" class="privacy"><summary><b>Privacy, in plain words</b></summary>
<h3>What is kept, and where</h3>
<ul>
<li>Your answers, your check-ins and what you have begun to fill in: in this browser, on this device. There is no
account.</li>
<li>Which step of the page you were at: in this tab, until you close it.</li>
<li>When you last took a copy of your diary: in this browser, so that the page can remind you.</li>
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
browsers do not send.</li>
<li>Nobody is told who you are, and nothing is passed on.</li>
</ul>
<h3>What is up to you</h3>
<ul>
<li>Files and links: whoever has one can read your diary. They cannot be called back.</li>
<li>On a shared device, forget everything here when you leave, or use a private window.</li>
<li>Extensions of your browser can read what you see, as on every page.</li>
</ul></details>"""

// The diary's section as it is before anything is known.

export const PANEL = `<section aria-label="Your diary">
<p>Your answers and check-ins are kept in this browser and nowhere else. <span class="diary-promise"></span></p>
<p class="diary-note" role="status" hidden></p>
<div class="diary-buttons" data-box="back" data-needs-kernel hidden>
<button type="button" class="primary" data-do="back">Back to my own diary</button>
</div>
<div class="diary-buttons">
<button type="button" class="quiet" data-do="download">Download diary</button>
<label class="quiet diary-open" data-needs-kernel>Open diary<input type="file" accept=".json,application/json"></label>
<button type="button" class="quiet" data-do="link" data-needs-kernel>Make a private link</button>
<button type="button" class="quiet" data-do="table" data-needs-kernel>Download as a table</button>
<button type="button" class="quiet" data-do="aside" hidden>Download what could not be read</button>
<button type="button" class="quiet" data-do="ask">Forget everything here</button>
</div>
<p class="diary-file" hidden>This page is a file on this device. Any other page that is opened from a file here, in this browser,
could read what is kept: open none that you do not trust. <span class="diary-nowhere">A private link to this page would lead
nowhere; to take your diary to another device, download it here and open it there.</span></p>
<div class="diary-box" role="group" aria-label="Forget everything?" data-box="forget" hidden>
<p><b>Forget everything in this browser?</b> Your answers, check-ins and what you have begun go, in every tab. Files
that you downloaded and links that you made stay where they are: nobody can reach them from here.</p>
<div class="diary-buttons">
<button type="button" class="quiet" data-do="forget">Yes, forget it all</button>
<button type="button" class="quiet" data-do="keep">No, keep it</button>
</div>
</div>
<div class="diary-box" role="group" aria-label="Another diary" data-box="offer" data-needs-kernel hidden>
<p></p>
<div class="diary-buttons">
<button type="button" class="quiet" data-do="add">Add it to the diary here</button>
<button type="button" class="quiet" data-do="look">Only look at it</button>
<button type="button" class="quiet" data-do="leave">Leave it</button>
</div>
</div>
<details class="diary-back" data-needs-kernel><summary>Send it to your physio</summary>
<div class="diary-box" role="group" aria-label="Send it to your physio">
<label>Your name or code<input type="text" maxlength="60" autocomplete="off" data-field="name"></label>
<label>How much<select data-field="part"><option value="all">All of it</option>
<option value="week">The last seven days</option></select></label>
<div class="diary-buttons">
<button type="button" class="quiet" data-do="handLink">Make a link for them</button>
<button type="button" class="quiet" data-do="handFile">Download a file for them</button>
</div>
<p><small>Nothing is sent from here. Whoever has the link or the file can read your answers.</small></p>
</div></details>
<div class="diary-box" role="group" aria-label="Your private link" data-box="link" hidden>
<p><b>Whoever has this link can read your diary.</b> The diary is in the link itself, after the #, a part that
browsers keep to themselves: no server receives or stores it. Send it only to somebody you trust.</p>
<label class="diary-link">Link<input type="text" readonly></label>
<div class="diary-buttons"><button type="button" class="quiet" data-do="copy">Copy the link</button></div>
<div class="diary-code"></div>
</div>
<p role="status" class="diary-says"></p>
<div class="diary-buttons" data-box="undo" data-needs-kernel hidden>
<button type="button" class="quiet" data-do="undo"></button>
</div>
</section>`;

// The end of a session: what was done, the weights and the effort.

import { localDay } from "../shared/day.js";
import { clean, dayInWords, picked, press, SCORES } from "./html.js";
import { endQuestion } from "./questions.js";
import { weightOf } from "./session_state.js";
import { limitsOf, UNITS, weightIn } from "./weight.js";

/** @import { View } from "./screen.js" */
/** @import { Done, Item, State } from "./session_state.js" */
/** @import { Unit } from "./weight.js" */

/** @param {Item} item
 * @param {Done} each
 * @param {Unit} unit */
function weightField({ id }, each, unit) {
  const { fault } = weightOf(each, unit);
  const value = each.typed ?? (each.load_kg === null ? "" : weightIn(each.load_kg, unit));
  const name = clean(id);
  return `<label>Weight in ${unit}<input type="text" inputmode="decimal" autocomplete="off" data-weight="${name}"
value="${clean(value)}" aria-describedby="player-row-${name} player-limits-${name} player-fault-${name}"
aria-invalid="${Boolean(fault)}"><span class="player-limits" id="player-limits-${name}">${limitsOf(unit)}</span></label>
${fault ? `<p class="player-fault" role="alert" id="player-fault-${name}">${clean(fault)}</p>` : ""}`;
}

/** @param {Unit} unit */
function unitChoice(unit) {
  const tiles = UNITS.map(
    (one) => `<label><input type="radio" name="unit" value="${one}" ${one === unit ? "checked" : ""}>${one}</label>`,
  );
  return `<fieldset class="player-unit"><legend>Weights in</legend>${tiles.join("")}</fieldset>`;
}

/** @param {State} state
 * @param {View} view
 * @param {number} now */
export function ending(state, view, now) {
  const { items } = state.session;
  /** @param {Item} item */
  const weighs = ({ id, weight }) => weight && state.done[id].rounds > 0;
  const rows = items.map((item) => {
    const each = state.done[item.id];
    const hurt = each.hurt ? ", skipped: it hurt" : "";
    const row = `<b>${clean(item.name)}</b>: ${each.rounds} of ${item.rounds} ${item.rounds === 1 ? "round" : "rounds"}${hurt}`;
    const field = weighs(item) ? weightField(item, each, view.unit) : "";
    return `<li><span id="player-row-${clean(item.id)}">${row}</span>${field}</li>`;
  });
  const effort = state.effort ?? "";
  const own = state.day === localDay(now);
  const day = own ? "" : `<p>It goes into your diary as of ${dayInWords(state.day)}, when it began.</p>`;
  const save = view.looking ? "" : press("save", "Save the session", "primary");
  const out = `<div class="player-buttons">${save}${press("drop", state.saved ? "Leave it as it was saved" : "End without saving")}</div>`;
  return `<h3 class="player-end" tabindex="-1">Session over</h3>${day}${items.some(weighs) ? unitChoice(view.unit) : ""}
<ul class="player-rows">${rows.join("")}</ul>
<label>How hard was it? 0 is rest, 10 all you had<select name="effort">${picked("", effort, "no answer")}
${SCORES.map((n) => picked(n, effort, n)).join("")}</select></label>
${view.asks === "end" ? endQuestion(state, view) : out}`;
}

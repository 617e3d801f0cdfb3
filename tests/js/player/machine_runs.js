// The player's machine as its tests drive it: events a second apart, and where they lead.

import assert from "node:assert/strict";
import { next } from "../../../widgets/controls/scripts/player/machine.js";
import { IDLE } from "../../../widgets/controls/scripts/player/step.js";
import { SESSION } from "./session.js";

/** @import { Event, Player, Press, Step } from "../../../widgets/controls/scripts/player/step.js" */

process.env.TZ = "Pacific/Auckland";
export const START = Date.UTC(2026, 10, 3, 0, 0); // one in the afternoon in Auckland
export const DAY = 24 * 3_600_000;
export const TAB = "here";
/** @satisfies {Event} */
export const BEGIN = { kind: /** @type {const} */ ("begin"), offer: SESSION, id: "1f" };

/** @param {Press} press
 * @returns {Event} */
export const press = (press) => ({ kind: "press", press });

/** The last step of several events, a second apart.
 * @param {Event[]} events
 * @param {Player} [player]
 * @param {number} [now]
 * @returns {Step} */
export function run(events, player = IDLE, now = START) {
  return events.reduce(
    (step, event, n) => next(step.player, event, { now: now + n * 1000, tab: TAB, unit: "kg" }),
    /** @type {Step} */ ({ player, effects: [] }),
  );
}

/** The session of a player, which has one.
 * @param {Player} player */
export function stateOf({ state }) {
  assert.ok(state);
  return state;
}

/** @param {Step} step */
export const kinds = ({ effects }) => effects.map(({ kind }) => kind);

export const RUNNING = run([BEGIN]).player;
export const WORKING = run([BEGIN, press("next")]).player;
export const WORKED = run([BEGIN, press("next"), press("done")]).player;

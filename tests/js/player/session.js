// The session that the player's tests do, as tests/helpers/sessions.py has it too.

import { readFileSync } from "node:fs";

/** @import { Session } from "../../../widgets/controls/scripts/player/session_state.js" */

/** @type {Session} */
export const SESSION = JSON.parse(readFileSync(new URL("../../helpers/session.json", import.meta.url), "utf-8"));

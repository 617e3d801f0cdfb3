// A session to follow, run by the browser alone: it goes on when the kernel is gone, and after a reload it is where it
// was. Every tab shows the one session that runs, and the tab that was touched last gives its signals.

import { Playing } from "./player/playing.js";

/** @import { Render } from "@anywidget/types" */
/** @import { Traits } from "./player/playing.js" */

/** @type {Render<Traits>} */
const render = ({ model, el }) => new Playing(model, el).listen();

export default { render };

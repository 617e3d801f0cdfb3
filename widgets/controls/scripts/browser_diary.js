// The diary in the visitor's own browser: what keeps it there, and its section of the page.

import { initialize } from "./diary/keeping.js";
import { render } from "./diary/panel.js";

export default { initialize, render };

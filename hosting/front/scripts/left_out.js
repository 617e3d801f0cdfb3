// In place of two libraries that ipywidgets asks for and the page never uses: sanitize-html, for descriptions with
// mark-up (manager.js), and nouislider, for sliders (classes.js).

/** @param {string} text */
export default (text) => text;

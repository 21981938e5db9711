/* All that sphinx-copybutton asks of clipboard.js (9 KB): text to the clipboard, also from `file://` and
   plain http, where browsers have no navigator.clipboard. */

/**
 * Copy plain text.
 * @param {string} text
 * @returns {Promise<void>} refused when the browser refuses
 */
const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const field = make("textarea", "visually-hidden");
    field.value = text;
    // A dialog that is open makes all outside it inert.
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus({ preventScroll: true });
    if (!done) throw new Error("copy");
  }
};

/** What copybutton knows as ClipboardJS. */
window.ClipboardJS = class {
  /**
   * @param {string} selector of the buttons
   * @param {{ text: (button: Element) => string }} options
   */
  constructor(selector, options) {
    /** @type {Record<string, (event: object) => void>} */
    this.listeners = {};
    document.querySelectorAll(selector).forEach((trigger) => trigger.addEventListener("click", () => {
      copyText(options.text(trigger)).then(() => "success", () => "error")
        .then((outcome) => this.listeners[outcome]?.({ trigger, clearSelection() {} }));
    }));
  }

  /**
   * @param {string} outcome
   * @param {(event: object) => void} listener
   */
  on(outcome, listener) {
    this.listeners[outcome] = listener;
  }
};

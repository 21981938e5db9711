/* Text to the clipboard, also from `file://` and plain http, where browsers have no navigator.clipboard. */

/**
 * Copy plain text.
 * @param {string} text
 * @returns {Promise<string>} what to tell the reader: COPIED, or that the browser refused
 */
const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const field = make("textarea", "visually-hidden", text);
    // A dialog that is open makes all outside it inert.
    (find("dialog[open]") || document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus({ preventScroll: true });
    if (!done) return NOT_COPIED;
  }
  return COPIED;
};
const COPIED = text("Kopieret");
const NOT_COPIED = text("Kunne ikke kopiere");

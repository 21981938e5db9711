/* What the other scripts are written with. */

/** The course's language, as its pages say it. */
const LANGUAGE = document.documentElement.lang;
/** How it writes dates and the time of day: English as in Britain. */
const LOCALE = LANGUAGE === "en" ? "en-GB" : LANGUAGE;
/**
 * @param {string} words
 * @param {Record<string, unknown>} values what stands in the place of each {name}
 */
const filled = (words, values) => words.replace(/{(\w+)}/g, (whole, name) => `${values[name] ?? whole}`);
/**
 * A text in the course's language. Where that is not Danish, what it says stands before the script: outputs/site/texts.py.
 * @param {string} danish
 * @param {Record<string, unknown>} values
 */
const text = (danish, values = {}) => filled(window.vaertskabTexts?.[danish] ?? danish, values);
/**
 * The same, where a number decides: it is {number}.
 * @param {string} one
 * @param {string} many
 * @param {number} number
 * @param {Record<string, unknown>} values
 */
const ngettext = (one, many, number, values = {}) => filled((window.vaertskabTexts?.[one] ?? [one, many])[+(number !== 1)], { number, ...values });

/**
 * The first element that a selector fits, or null.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement | null}
 */
const find = (selector, within = document) => within.querySelector(selector);

/**
 * Every element that a selector fits.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement[]}
 */
const findAll = (selector, within = document) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(selector))];

/**
 * Act on an event.
 * @param {string} type
 * @param {(event: any) => void} act
 * @param {EventTarget} target
 */
const on = (type, act, target = document) => target.addEventListener(type, act);

/**
 * Act when the page has been read; a script that is fetched later acts at once.
 * @param {() => void} act
 */
const begin = (act) => {
  if (hasBeenRead) act();
  else on("DOMContentLoaded", act);
};
let hasBeenRead = false;
on("DOMContentLoaded", () => { hasBeenRead = true; });

/**
 * Act when what is stored has changed: here, in another window, or before the reader came back to this page.
 * @param {() => void} act
 */
const onNews = (act) => {
  on("notes", act);
  // What windows say to each other is no news of its own.
  on("storage", (event) => { if (!event.key?.endsWith("/nyt")) act(); }, window);
  on("pageshow", (event) => { if (event.persisted) act(); }, window);
};
/**
 * Tell something where a screen reader listens: once, also when it is said again.
 * @param {HTMLElement} place
 * @param {string} text
 */
const say = (place, text) => { if (place.textContent !== text) place.textContent = text; };

/** Let those who act on news know of some. */
const tellNews = () => document.dispatchEvent(new Event("notes"));

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name its class
 * @param {(string | Node)[]} inside
 */
const make = (tag, name = "", ...inside) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
};

/**
 * Make a button that acts when it is pressed.
 * @param {string} text
 * @param {() => void} act
 * @param {string} name its class
 */
const makeButton = (text, act, name = "tool") => {
  const made = make("button", name, text);
  made.type = "button";
  on("click", act, made);
  return made;
};

/**
 * Let a button that would do nothing be no stop on the keyboard's way. Not `disabled`: having the focus, it would lose it.
 * @param {HTMLElement} button
 * @param {boolean} dead
 */
const setDead = (button, dead) => {
  button.ariaDisabled = `${dead}`;
  button.tabIndex = dead ? -1 : 0;
};

/**
 * Let the buttons in a place act, in their order.
 * @param {ParentNode} place
 * @param {(() => void)[]} acts
 */
const wire = (place, ...acts) => findAll("button", place).forEach((button, at) => on("click", acts[at], button));

/**
 * Fetch a script or a stylesheet.
 * @template {"script" | "link"} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]>} what its address and the like
 */
const fetched = (tag, what) => new Promise((onload, onerror) => document.head.append(Object.assign(make(tag), what, { onload, onerror })));

/** Where the course lies, with a slash at the end. */
const courseRoot = new URL(document.documentElement.dataset.content_root || "", location.href).href;

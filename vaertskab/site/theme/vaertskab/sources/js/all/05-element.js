/* What the other scripts build with. */

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name its class
 * @param {string} text
 */
const make = (tag, name = "", text = "") => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
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
  made.addEventListener("click", act);
  return made;
};

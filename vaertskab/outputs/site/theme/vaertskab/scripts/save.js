/* A file for the reader, made in the page. */

/**
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
const saveFile = (name, type, text) => {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/* English, as a search needs it. */

/** @type {Speech} */
var SPEECH = {
  stemmer: () => new EnglishStemmer(),
  // Snowball's English leaves apart what is another word.
  stem: () => undefined,
  root: /^(.{3,})(?:ness|ship)$/,
  joint: /-$/,
  // What an apostrophe cuts off is a word here.
  common: `i me my we our ours us you your yours he him his she her hers it its they them their what which who whom this that these
  those am is are was were be been being have has had do does did would should could can will shall may might must
  a an the and but if or because as of at by for with to from in on so than then there here when where why how all any some
  many much get gets got go goes come comes one s t d m ll re ve don doesn didn isn aren`,
  figures: "two three four five six seven eight nine ten eleven twelve",
};

/* Danish, as a search needs it. */

/** @type {Speech} */
var SPEECH = {
  stemmer: () => new DanishStemmer(),
  // To Snowball, rettighed and rette are both ret.
  stem: (word) => (/^(.{3,}hed)(?:en|er|erne|s|ens|ers|ernes)?$/.exec(word) || /^(.{2,}ig)(?:t|e|s|st|ste|ere)?$/.exec(word) || [])[1],
  root: /^(.{3,})(?:hed|ning|ing)$/,
  joint: /[se]$/,
  common: `og i jeg det at en den til er som på de med han af for der var mig sig men et har om vi min
  havde ham hun nu da fra du sin dem os man hans hvor eller hvad skal selv her alle vil blev kunne når være dog noget
  havde mod disse hvis din nogle hos blive mange ad bliver hendes jer jeres sådan hvordan hvorfor hvem hvilken hvilke hvilket hvornår
  kan kommer gør får mine dit mit vores`,
  figures: "to tre fire fem seks syv otte ni ti elleve tolv",
};

/* Norwegian bokmål, as a search needs it. */

/** @type {Speech} */
var SPEECH = {
  stemmer: () => new NorwegianStemmer(),
  // To Snowball, rettighet and rette are both rett.
  stem: (word) => (/^(.{3,}het)(?:en|er|ene|s|ens|ers|enes)?$/.exec(word) || /^(.{2,}ig)(?:e|s|st|ste|ere)?$/.exec(word) || [])[1],
  root: /^(.{3,})(?:het|ning|ing)$/,
  joint: /[se]$/,
  common: `og i jeg det at en et den til er som på de med han av for der var meg seg men ett har om vi min mitt mine hadde
  ham hun nå da fra du sin dem oss man hans hennes hvor eller hva skal selv her alle vil ble blir bli kunne kan når være noe noen
  mot disse dette hvis din ditt dine dere deres mange hos slik sånn hvordan hvorfor hvem hvilken hvilke hvilket
  kommer gjør får vår vårt våre`,
  figures: "to tre fire fem seks sju/syv åtte ni ti elleve tolv",
};

/* Danish for Sphinx's search page; Sphinx copies the file to _static/translations.js.
   It does not call Documentation.addTranslations: that compiles the plural rule with new Function(),
   which the Content-Security-Policy refuses. Sphinx's own rule (1, or another number) is the Danish one. */
Documentation.LOCALE = "da";
Object.assign(Documentation.TRANSLATIONS, {
  "Searching": "Søger",
  "Preparing search...": "Gør søgningen klar …",
  "Search Results": "Søgeresultater",
  ", in ": ", i ",
  "Hide Search Matches": "Skjul markeringen af søgeord",
  "Search finished, found one page matching the search query.": [
    "Søgningen fandt én side.",
    "Søgningen fandt ${resultCount} sider.",
  ],
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Ingen sider passer til din søgning. Se, om ordene er stavet rigtigt, eller prøv med færre ord.",
});

/* »Lyt« is offered where the device has a Danish voice of its own. One from the net would send the text out, so it is
   not used; without one there is no button, and what reads aloud is not fetched. */

/** @returns {SpeechSynthesisVoice | undefined} */
const ownVoice = () => window.speechSynthesis?.getVoices()
  .filter(({ lang, localService }) => localService && /^da\b|^da_/i.test(lang))
  .sort((one, other) => +other.default - +one.default)[0];
{
  const { lyt } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  begin(() => {
    if (!find(".manuskript")) return;
    let coming = false;
    const look = () => {
      if (coming || !ownVoice()) return;
      coming = true;
      fetched("script", { src: courseRoot + lyt }).then(() => startListening(), () => { coming = false; });
    };
    look();
    // Some browsers find their voices a little after the page has been read.
    window.speechSynthesis?.addEventListener?.("voiceschanged", look);
  });
}

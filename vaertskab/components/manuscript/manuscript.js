/* »Lyt« is offered where the device has a voice of its own for the course's language. One from the net would send the text out, so it is
   not used; without one there is no button, and what reads aloud is not fetched. */

/** A device may call bokmål Norwegian. */
const VOICES = RegExp(`^(${LANGUAGE === "nb" ? "nb|no" : LANGUAGE})(?![a-z])`, "i");
/** @returns {SpeechSynthesisVoice | undefined} */
const ownVoice = () => window.speechSynthesis?.getVoices()
  .filter(({ lang, localService }) => localService && VOICES.test(lang))
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

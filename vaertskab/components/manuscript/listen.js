/* »Lyt«: the device's own voice reads the manuscript, sentence by sentence. Fetched where there is one. */

const startListening = () => {
  const block = /** @type {HTMLElement} */ (find(".manuskript"));
  const synthesis = window.speechSynthesis;
  const video = document.querySelector("video");
  const marks = window.CSS?.highlights;
  /** @type {Range[]} */
  let sentences = [];
  let at = 0;
  /** Counts up when what is being said is broken off: its own last words are then no news. */
  let turn = 0;
  let speaking = false;
  /** Kept, or some browsers forget to tell when it has been said. @type {SpeechSynthesisUtterance} */
  let utterance;

  /** The sentences of a paragraph, each where it stands. @param {HTMLElement} paragraph */
  const sentencesIn = (paragraph) => {
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    /** @type {[node: Node, start: number][]} */
    const texts = [];
    let whole = "";
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      texts.push([node, whole.length]);
      whole += node.nodeValue;
    }
    /** @param {number} place @param {boolean} end */
    const found = (place, end) => /** @type {[Node, number]} */ (texts.findLast(([, start]) => end ? start < place : start <= place));
    const parts = window.Intl?.Segmenter ? [...new Intl.Segmenter(LANGUAGE, { granularity: "sentence" }).segment(whole)] : [{ segment: whole, index: 0 }];
    return parts.filter(({ segment }) => segment.trim()).map(({ segment, index }) => {
      const range = document.createRange();
      const [[first, start], end] = [found(index, false), index + segment.trimEnd().length];
      const [last, from] = found(end, true);
      range.setStart(first, index - start);
      range.setEnd(last, end - from);
      return range;
    });
  };

  const inView = () => {
    const { top, bottom } = sentences[at].getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const hush = () => {
    turn++;
    speaking = false;
    synthesis.cancel();
  };
  const stop = () => {
    hush();
    at = 0;
    marks?.delete("lyt");
    show();
  };
  const speak = () => {
    const mine = ++turn;
    const now = ownVoice();
    if (at >= sentences.length || !now) return stop();
    speaking = true;
    marks?.set("lyt", new Highlight(sentences[at]));
    utterance = Object.assign(new SpeechSynthesisUtterance(`${sentences[at]}`), { voice: now, lang: now.lang });
    utterance.onend = () => {
      if (mine !== turn) return;
      // Who has scrolled away from what is read is left where he is.
      const followed = inView();
      at++;
      if (followed && sentences[at] && !inView()) sentences[at].startContainer.parentElement?.scrollIntoView({ block: "center" });
      speak();
    };
    utterance.onerror = () => { if (mine === turn) stop(); };
    synthesis.speak(utterance);
    show();
  };
  // To pause is to break off, and to go on is to begin the sentence again: a voice of a telephone can do no other.
  const go = makeButton("", () => {
    if (speaking) { hush(); show(); return; }
    sentences = findAll("p:not(.tools, .page-facts)", block).flatMap(sentencesIn);
    video?.pause();
    synthesis.cancel();
    speak();
  });
  const end = makeButton(text("Stop"), () => { stop(); go.focus(); });
  const tools = make("p", "tools lyt", go, end);
  const show = () => {
    end.hidden = !speaking && !marks?.has("lyt") && !at;
    go.textContent = speaking ? text("Hold pause") : end.hidden ? text("Lyt til teksten") : text("Fortsæt");
    tools.hidden = !ownVoice();
  };
  find(".rubric", block)?.after(tools);
  show();
  // Some browsers find their voices a little after the page has been read.
  synthesis.addEventListener?.("voiceschanged", show);
  on("keydown", (event) => { if (event.key === "Escape" && speaking) stop(); });
  on("play", stop, video || tools);
  on("pagehide", stop, window);
};

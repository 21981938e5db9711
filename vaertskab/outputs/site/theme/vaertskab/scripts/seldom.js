/* What talks, choices and statements do with a script is fetched by the few pages that have some. */
{
  const { valg } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  begin(() => {
    if (find(".samtale, .vaelg, .foer-efter")) fetched("script", { src: courseRoot + valg }).catch(() => { /* it is read without */ });
  });
}

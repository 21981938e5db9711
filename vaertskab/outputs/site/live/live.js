// The preview: shows what must be mended, and loads the page again when the course has been built.
(function () {
  "use strict";
  var script = document.currentScript;
  var file = script.dataset.fil;
  var root = document.documentElement.dataset.content_root || "";

  function element(name, words, parent) {
    var made = document.createElement(name);
    made.textContent = words;
    parent.appendChild(made);
    return made;
  }

  function item(found, list) {
    var made = element("li", "", list);
    var place = text("{file}, linje {line}:", { file: found.fil, line: found.linje }) + " ";
    if (found.fil === file) element("strong", text("Linje {line}:", { line: found.linje }) + " ", made);
    else if (/\.md$/.test(found.fil)) {
      element("a", place, made).href = root + found.fil.replace(/\.md$/, ".html");
    } else element("strong", place, made);
    made.appendChild(document.createTextNode(found.raad ? text("Råd: {advice}", { advice: found.tekst }) : found.tekst));
  }

  function show() {
    var all = window.kursusFund || [];
    if (!all.length) return;
    var here = all.filter(function (found) { return found.fil === file; });
    var others = all.filter(function (found) { return found.fil !== file; });
    var panel = document.createElement("section");
    panel.id = "live-fund";
    panel.setAttribute("aria-label", text("Fundet i kurset"));
    [[text("På denne side"), here], [text("Andre steder"), others]].forEach(function (group) {
      if (!group[1].length) return;
      element("h2", group[0], panel);
      var list = element("ul", "", panel);
      group[1].forEach(function (found) { item(found, list); });
    });
    var main = document.querySelector("main") || document.body;
    main.insertBefore(panel, main.firstChild);
  }

  function listen() {
    var scheme = location.protocol === "https:" ? "wss://" : "ws://";
    var socket = new WebSocket(scheme + location.host + "/websocket-reload");
    socket.onmessage = function () { location.reload(); };
    // The server was stopped: wait for it to come back.
    socket.onclose = function () { setTimeout(listen, 2000); };
  }

  show();
  if (location.protocol !== "file:") listen();
})();

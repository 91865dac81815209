// The page around the canvas: says what the canvas kept or could not keep, and who else is here.
"use strict";
{
  const frame = document.querySelector("[data-canvas]");
  const state = document.querySelector("[data-canvas-state]");
  const head = document.querySelector("[data-head]");
  const address = location.pathname.replace(/\/design$/, "");
  const often = 30_000;
  let revision = Infinity;

  // The canvas sends a change a moment after it was made; whoever goes on before that would lose it.
  const moment = 2_000;
  let touched = -Infinity;
  let keeping = false;
  const isUnsent = () => keeping || Date.now() - touched < moment;
  let leaving;
  const leave = address => {
    if (isUnsent()) leaving = setTimeout(leave, 100, address);
    else location.assign(address);
  };

  const ask = message => {
    frame.scrollIntoView({ block: "nearest" });
    frame.contentWindow.postMessage(message, location.origin);
  };

  const say = (text, isBad) => {
    state.textContent = text;
    state.classList.toggle("error", Boolean(isBad));
  };

  // The server writes the head; it is asked for a new one when something may be different.
  const look = async () => {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const written = page.querySelector("[data-head]");
      if (!written) {
        say("You are signed out. Sign in again in another window; your next change is kept then.", true);
        return;
      }
      if (Number(written.dataset.revision) > revision) {
        say((written.dataset.savedBy || "Somebody") + " has changed it since you opened it. Reload the page before you go on: what you change here is not kept.", true);
      }
      const fresh = page.querySelectorAll("[data-fresh]");
      for (const [at, part] of document.querySelectorAll("[data-fresh]").entries()) {
        if (fresh[at].innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.innerHTML = fresh[at].innerHTML;
      }
    } catch {
      say("The server cannot be reached. Leave this page open; your next change is kept when it answers again.", true);
    }
  };

  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    if (data.canvas === "touched") {
      touched = Date.now();
    } else if (data.canvas === "at") {
      revision = data.revision;
    } else if (data.canvas === "keeping") {
      keeping = true;
    } else if (data.canvas === "go") {
      leave(data.address);
    } else if (data.canvas === "found") {
      say(data.count === 0 ? `No step has “${data.words}” in its name or its details.` : `“${data.name}”: ${data.at} of ${data.count} with “${data.words}”.`);
    } else if (data.canvas === "kept") {
      say("Kept at " + new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false }) + ", as a draft.");
      if (data.publishes) leave(address + "/publish");
      look();
    } else if (data.canvas === "shown") {
      say(data.isLatest
        ? "This is the newest version. Everything you change is kept at once, as a draft."
        : "You look at version " + data.version + ", where nothing can be changed. “Versions” above makes a draft of it; “View” of the newest, in the version history, leads back.");
    } else if (data.canvas === "refused") {
      say("Not kept: " + data.sentences.join(" "), true);
    } else if (data.canvas === "lost") {
      say("Not kept yet: the server did not answer. Leave this page open; it is tried again with your next change.", true);
    }
    if (["kept", "refused", "lost"].includes(data.canvas)) keeping = false;
    if (state.classList.contains("error")) clearTimeout(leaving);
  });

  document.querySelector("[data-canvas-find]").addEventListener("submit", event => {
    event.preventDefault();
    ask({ find: event.target.elements.find.value.trim() });
  });
  // What was typed is a change once its field is left.
  addEventListener("pointerdown", () => {
    if (document.activeElement === frame) touched = Date.now();
  });
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = link.pathname === location.pathname && new URLSearchParams(link.search).get("step");
    if (step) {
      event.preventDefault();
      ask({ step });
    } else if (isUnsent()) {
      event.preventDefault();
      say("What you changed last is being kept …");
      leave(link.href);
    }
  });
  addEventListener("beforeunload", event => isUnsent() && event.preventDefault());

  look();
  setInterval(look, often);
  addEventListener("focus", look);
}

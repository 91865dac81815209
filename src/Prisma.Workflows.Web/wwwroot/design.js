// The page around the canvas: says what the canvas kept or could not keep, and who else is here.
"use strict";
{
  const frame = document.querySelector("[data-canvas]");
  const state = document.querySelector("[data-canvas-state]");
  const head = document.querySelector("[data-head]");
  const address = location.pathname.replace(/\/design$/, "");
  const often = 30_000;
  let revision = Infinity;

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
      if (written.innerHTML !== head.innerHTML && !head.contains(document.activeElement)) {
        head.innerHTML = written.innerHTML;
      }
    } catch {
      say("The server cannot be reached. Leave this page open; your next change is kept when it answers again.", true);
    }
  };

  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    if (data.canvas === "at") {
      revision = data.revision;
    } else if (data.canvas === "kept") {
      say("Kept at " + new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false }) + ", as a draft.");
      if (data.publishes) location.assign(address + "/publish");
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
  });

  look();
  setInterval(look, often);
  addEventListener("focus", look);
}

// Asks before words that were typed and not kept are left, by a link, another form of the page, or closing it. Sending them asks nothing.
// A form that comes back with what was typed says so itself (data-unsaved); so does a link that leaves words on purpose (data-leaves).
"use strict";
{
  const wordsOf = form => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const kept = new Map([...document.forms].filter(form => form.method === "post").map(form => [form, wordsOf(form)]));
  let sent = null, leaves = false;

  addEventListener("submit", event => { if (!event.defaultPrevented) sent = event.target; });
  document.addEventListener("click", event => { leaves = Boolean(event.target.closest("a[data-leaves]")); });
  addEventListener("beforeunload", event => {
    const isLeft = !leaves && [...kept].some(([form, words]) => form !== sent && (form.hasAttribute("data-unsaved") || wordsOf(form) !== words));
    sent = null;
    if (!isLeft) return;
    event.preventDefault();
    // Whoever stays may send a form again at once.
    setTimeout(() => dispatchEvent(new Event("pageshow")));
  });
}

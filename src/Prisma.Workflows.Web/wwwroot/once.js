// One press is enough: while a page waits for the answer to a form, nothing else of it is sent. After half a minute it may be
// pressed again, as the wait may have been stopped. Without this script a second press meets what the server knows by then.
"use strict";
{
  const patience = 30_000;
  let sentAt = -patience;

  addEventListener("submit", event => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.timeStamp - sentAt < patience) { event.preventDefault(); return; }
    sentAt = event.timeStamp;
    document.body.dataset.sending = "";
  });
  addEventListener("pageshow", () => { sentAt = -patience; delete document.body.dataset.sending; });
}

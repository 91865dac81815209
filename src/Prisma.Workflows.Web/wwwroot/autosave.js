// Keeps what is typed: a few seconds after the last change the form is posted to its draft address. Without this script the
// button "Save and continue later" does the same. Questions that do not apply are folded away while this script runs.
"use strict";
for (const form of document.querySelectorAll("form[data-fold]")) {
  const saved = form.querySelector("[data-saved]");
  let timer = 0, sending = false, again = false;

  const say = text => { if (saved) saved.textContent = text; };

  const save = async () => {
    if (sending) { again = true; return; }
    sending = true;
    again = false;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")), redirect: "error" });
      if (answer.status === 409) { say("This was sent from elsewhere or has closed. Nothing of this page is kept any more: reload it to see how things stand."); return; }
      if (answer.status === 412) { say("Something newer was kept from elsewhere, so this page keeps nothing by itself any more. Reload it to go on from there, or press “Save and continue later” to keep what stands here."); return; }
      if (!answer.ok) throw new Error(answer.status);
      form.elements._drafted.value = (answer.headers.get("ETag") ?? "").replaceAll('"', "");
      say("Draft saved " + new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false }));
    } catch {
      say("Not saved yet. What you typed is still here; it is tried again with your next change.");
    }
    sending = false;
    if (again) later();
  };

  const later = () => { if (!form.dataset.autosave) return; clearTimeout(timer); timer = setTimeout(save, 3000); };

  const fold = () => {
    for (const question of form.querySelectorAll("[data-show-if]")) {
      const wanted = question.dataset.showIs.split(" ");
      const inputs = [...form.querySelectorAll(`[name="${question.dataset.showIf}"]`)];
      const values = inputs.filter(one => one.type === "radio" || one.type === "checkbox" ? one.checked : true).map(one => one.value);
      if (inputs.length === 1 && inputs[0].type === "checkbox" && !inputs[0].checked) values.push("false");
      question.hidden = inputs.length > 0 && !values.some(value => wanted.includes(value));
    }
  };

  form.classList.add("scripted");
  fold();
  form.addEventListener("input", () => { fold(); later(); });
  form.addEventListener("change", () => { fold(); later(); });
  form.addEventListener("submit", () => clearTimeout(timer));
}

// Puts the keyboard on the line of a text that needs another look, once somebody goes to that text.
for (const text of document.querySelectorAll("textarea[data-line]")) {
  text.addEventListener("focus", () => {
    const before = text.value.split("\n").slice(0, text.dataset.line - 1);
    const from = before.reduce((sum, line) => sum + line.length + 1, 0);
    const line = text.value.slice(from).split("\n")[0];
    text.setSelectionRange(from, from + line.length);
    text.scrollTop = text.scrollHeight * before.length / text.value.split("\n").length;
  }, { once: true });
}

// What the Studio does not do for the cases of a switch, the branches of a fork and the outcomes of a workflow: their lines stay with them,
// one change of them is undone in one step, and a row that was opened stays open. Comes behind the frame's own script, before the Studio starts.
"use strict";
{
  // The Studio would take away the lines of a case that gets another name, go on with the cases as they were before the last change, and
  // undo one change of them in three steps. A branch has no other name: one is taken out and
  // another put in, the one just before the other, and the new one takes the lines of the old.
  const waysOf = step => {
    if (Array.isArray(step?.cases)) return step.cases.map(({ label }) => label);
    const value = (step?.branches ?? step?.possibleOutcomes)?.expression?.value ?? [];
    try {
      return Array.isArray(value) ? value : JSON.parse(value);
    } catch {
      return [];
    }
  };
  const areOthers = ({ previous, current }) => ["cases", "branches", "possibleOutcomes"].some(member => JSON.stringify(previous?.[member]) !== JSON.stringify(current?.[member]));
  const keepWays = (graph, interop) => {
    const isBare = (step, way) => !graph.getOutgoingEdges(step)?.some(line => line.getSourcePortId() === way);
    const history = graph.getPlugin("history");
    const asBefore = history.options.beforeAddCommand;
    history.options.beforeAddCommand = (event, change) => {
      if (change?.key === "data" && areOthers(change)) {
        graph.startBatch("ways");
        queueMicrotask(() => graph.stopBatch("ways"));
      }
      return asBefore(event, change);
    };
    let [takenOut, putIn] = [[], null];
    graph.on("node:change:data", async change => {
      if (!areOthers(change)) return;
      const { node } = change;
      const [before, now] = [waysOf(change.previous), waysOf(change.current)];
      const [gone, come] = [before.filter(way => !now.includes(way)), now.filter(way => !before.includes(way))];
      const lines = gone.length === 1 ? graph.getOutgoingEdges(node)?.filter(line => line.getSourcePortId() === gone[0]) ?? [] : [];
      const waiting = takenOut.filter(({ source, target }) => source.cell === node.id && graph.getCellById(target.cell));
      const heir = gone.length ? come.length === gone.length ? come[0] : putIn?.node === node && isBare(node, putIn.way) && now.includes(putIn.way) && putIn.way : null;
      takenOut = [];
      putIn = !gone.length && come.length === 1 && !waiting.length ? { node, way: come[0] } : null;
      // What is undone brings its lines back itself.
      if (!history.freezed) {
        if (heir) for (const line of lines) line.setSource({ cell: node.id, port: heir });
        else if (gone.length) takenOut = lines.map(line => line.toJSON());
        else if (come.length === 1) for (const line of waiting) graph.addEdge({ ...line, source: { cell: node.id, port: come[0] } });
      }
      if (!Array.isArray(change.current.cases) || !graph.isSelected(node)) return;
      await interop.raiseCanvasSelected();
      await interop.raiseActivitySelected(node.data);
    });
  };
  addEventListener("canvas", ({ detail: { graph, interop } }) => keepWays(graph, interop));

  // A moment after each change the Studio keeps it and draws its panel anew, with every row of cases closed and what was typed in it lost:
  // one is opened only when nothing is under way any more. The moment is counted in tenths of a second that came: while the machine is busy
  // drawing, none comes.
  const settles = 8;
  const givesUp = 100;
  let [changes, kept, under, quiet] = [0, 0, 0, settles];
  setInterval(() => quiet++, 100);
  const isAtRest = () => !under && quiet > (kept < changes ? givesUp : settles);
  addEventListener("canvas", ({ detail: { graph } }) => graph.on("node:change:data", () => {
    changes++;
    quiet = 0;
  }));
  const fetchAsBefore = window.fetch;
  window.fetch = async (input, init) => {
    const saves = (init?.method ?? input.method) === "POST" && String(input.url ?? input).endsWith("/workflow-definitions");
    const upTo = changes;
    under++;
    try {
      return await fetchAsBefore(input, init);
    } finally {
      under--;
      quiet = 0;
      if (saves) kept = Math.max(kept, upTo);
    }
  };

  const openers = () => [...document.querySelectorAll("button")].filter(button => button.textContent.trim() === "Add case" || button.matches(".mud-table tr:has([data-label=ExpressionType]):not(:has(input)) > td:first-child button"));
  document.addEventListener("click", async event => {
    const at = openers().indexOf(event.target.closest?.("button"));
    if (at < 0 || isAtRest()) return;
    event.stopImmediatePropagation();
    while (!isAtRest()) await new Promise(next => setTimeout(next, 100));
    openers()[at]?.click();
  }, true);
}

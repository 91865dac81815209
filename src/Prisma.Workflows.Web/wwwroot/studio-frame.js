// Stands between the Studio and our pages: sends along what our API wants to know, tells the page around it what was kept and what was
// not, and leaves out what a pathway does not need. Has to run before the Studio starts.
"use strict";
{
  const api = location.origin + "/elsa/api/";
  const isPlain = document.body.classList.contains("plain");
  const instance = document.querySelector("[instance-id]")?.getAttribute("instance-id");
  const definition = document.querySelector("[definition-id]")?.getAttribute("definition-id");
  const tell = message => parent.postMessage(message, location.origin);
  document.querySelector("elsa-backend-provider").setAttribute("remote-endpoint", api.slice(0, -1));
  // The Studio writes days as its culture does, the American way unless told; this one, English as spoken in Sweden, writes them year first.
  localStorage.setItem("BlazorCulture", "en-SE");

  // What the Studio would pass over in silence becomes a refusal that it shows.
  const refusals = {
    401: "You are signed out. Sign in again in another window; your next change is kept then.",
    403: "Your role may not change this. What you changed was not kept.",
    409: "Somebody else was quicker. Reload the page to see what is kept.",
  };
  const refused = sentence => new Response(JSON.stringify({ errors: { any: [sentence] } }), { status: 400, headers: { "Content-Type": "application/json" } });

  const fetchAsBefore = window.fetch;
  let revision = "";

  const save = async (address, options) => {
    const body = JSON.parse(await new Response(options.body).text());
    const publishes = body.publish;
    // Publishing asks for more than a click; the page around has it.
    body.publish = false;
    if (revision) options.headers.set("X-Prisma-Revision", revision);
    tell({ canvas: "keeping" });
    let answer = await fetchAsBefore(address, { ...options, body: JSON.stringify(body) });
    if (answer.ok) {
      tell({ canvas: "kept", publishes });
    } else if (answer.status < 500) {
      if (refusals[answer.status]) answer = refused(refusals[answer.status]);
      tell({ canvas: "refused", sentences: Object.values((await answer.clone().json()).errors).flat() });
    } else {
      tell({ canvas: "lost" });
    }
    return answer;
  };

  // Of what it cannot draw the Studio speaks to the console alone, and sends nothing any more.
  const warnAsBefore = console.warn;
  console.warn = (...said) => {
    warnAsBefore(...said);
    if (String(said[0]).startsWith("warn: Elsa.Studio.Workflows.Designer.")) tell({ canvas: "refused", sentences: ["the canvas cannot draw what you changed last, and keeps nothing while it stands there. Take it back, or reload the page."] });
  };

  // Of a broken file the Studio would say what its parser said; the server has words for it, and takes nothing of what is broken.
  const isBroken = async file => {
    if (!file.name.endsWith(".json")) return false;
    try {
      JSON.parse(await file.text());
      return false;
    } catch {
      return true;
    }
  };
  let isLookedAt = false;
  document.addEventListener("change", async event => {
    const input = event.target;
    if (isLookedAt || input.type !== "file") return;
    event.stopImmediatePropagation();
    const body = new FormData();
    for (const file of input.files) if (await isBroken(file)) body.append("files", file);
    if (body.has("files")) {
      input.value = "";
      const answer = await fetchAsBefore(api + "workflow-definitions/import-files", { method: "POST", body });
      tell({ canvas: "refused", sentences: answer.status === 400 ? Object.values((await answer.json()).errors).flat() : [refusals[answer.status] ?? "The file is no JSON."] });
      return;
    }
    isLookedAt = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    isLookedAt = false;
  }, true);

  // The Studio asks for these first, one after the other and only when it has started.
  const view = headers => {
    if (isPlain) headers.set("X-Prisma-View", "plain");
    if (definition) headers.set("X-Prisma-Definition", definition);
    return headers;
  };
  const ahead = new Map(definition
    ? [`workflow-definitions/by-definition-id/${definition}?versionOptions=Latest`, "descriptors/activities?Refresh=True"].map(path => [path, fetchAsBefore(api + path, { headers: view(new Headers()) }).catch(() => null)])
    : []);

  window.fetch = async (input, init) => {
    const address = String(input.url ?? input);
    if (!address.startsWith(api)) return fetchAsBefore(input, init);
    const path = address.slice(api.length);
    const options = { ...init, headers: new Headers(init?.headers) };
    view(options.headers);
    const early = ahead.get(path);
    ahead.delete(path);
    const saves = options.method === "POST" && path === "workflow-definitions";
    try {
      const answer = await (saves ? save(address, options) : early) ?? await fetchAsBefore(address, options);
      const reverts = path.includes("/revert/") || path === "workflow-definitions/import";
      if (answer.ok && (saves || reverts || path.startsWith("workflow-definitions/by-definition-id/"))) {
        revision = answer.headers.get("X-Prisma-Revision") ?? revision;
        tell({ canvas: "at", revision: Number(revision) });
      }
      if (answer.ok && reverts) tell({ canvas: "kept" });
      if (answer.ok && definition && path.startsWith("workflow-definitions/by-id/")) answer.clone().json().then(({ version, isLatest }) => tell({ canvas: "shown", version, isLatest }));
      return answer;
    } catch (error) {
      if (saves) tell({ canvas: "lost" });
      throw error;
    }
  };

  // The Studio knows no other pages; ours do.
  const places = { definitions: id => `/pathways/${id}/design`, instances: id => `/instances/${id}/canvas` };
  const go = address => {
    const [, kind, id] = /\/workflows\/(definitions|instances)\/([^/?]+)/.exec(address) ?? [];
    if (kind && definition) tell({ canvas: "go", address: places[kind](id) });
    else if (kind) parent.location.assign(places[kind](id));
    return Boolean(kind);
  };
  const pushAsBefore = history.pushState.bind(history);
  history.pushState = (state, title, address) => go(String(address)) || pushAsBefore(state, title, address);
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    if (link && go(link.getAttribute("href"))) event.preventDefault();
  }, true);

  // Fewer tabs and fields, and the field's words. Marks are attributes, for the Studio writes its classes anew.
  const left = new Set(["Code View", "Variables", "Input/Output", "Input/output", "Output", "Test", "Task", "Commit Strategy", "Log", "Log Persistence", "Info", "Resilience", "Settings", "Activity", "Information",
    "The name of the activity. Named activities can be referenced by other activities.", "Whether to show the description in the designer.", "When checked, this activity is the start of this workflow.",
    "Activity Call Stack", "Status", "ID", "Definition ID", "Definition version ID", "Correlation ID", "Structured Logs", "Incident Strategy", "Workflow State"]);
  const words = new Map([
    ["Activities", "Steps"], ["Properties", "Pathway"], ["Input", "Details"], ["Common", "Name"],
    ["The name of the workflow.", "The name of the pathway."],
    ["A brief description of the workflow.", "What it is for, in a sentence."],
    ["The text to display in the designer.", "As it stands on the canvas and in the outline."],
    ["A description of this activity to be displayed in the designer.", "A note for those who edit the pathway."],
    ["Workflow", "Passage"], ["Definition version", "Version"], ["Sub status", "State"], ["Incidents", "Failures"], ["Executions", "Each time"], ["Created", "Begun"], ["Updated", "Last moved"], ["Finished", "Ended"],
    [instance, "Where it stands"],
    ["Zoom to fit the screen", "Show the whole pathway"], ["Center", "Go to the middle"], ["Auto layout", "Arrange all steps anew"], ["Save", "Keep it now"],
    ["This activity does not have any input properties.", "There is nothing to set here. Press on a step to see its details."],
  ]);
  const states = new Map([["Suspended", "waits"], ["Executing", "under way"], ["Pending", "not begun"], ["Finished", "came to its end"], ["Cancelled", "ended early"], ["Faulted", "failed"], ["Interrupted", "interrupted"]]);
  const looked = ".mud-tooltip, .mud-tooltip :not(:has(*)), .mud-tab, .mud-typography-overline, .mud-input-helper-text > div, .mud-alert-message, .mud-simple-table td:first-child";
  const wholeOf = label => label.closest(".mud-input-helper-text") ? label.closest(".mud-input-control") : label.matches("td") ? label.closest("tr") : label.matches(".mud-typography-overline") ? label.parentElement : label;
  const tidy = () => {
    for (const label of document.querySelectorAll(looked)) {
      const text = [...label.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const said = text?.data.trim();
      wholeOf(label).toggleAttribute("data-left-out", left.has(said));
      if (text && words.has(said)) text.data = words.get(said);
    }
    for (const cell of instance ? document.querySelectorAll(".mud-simple-table td:nth-child(2)") : []) {
      if (!states.has(cell.textContent.trim())) continue;
      // The Studio keeps hold of its text, to change it later.
      for (const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT); texts.nextNode();) {
        const { currentNode: text } = texts;
        text.data = states.get(text.data.trim()) ?? text.data;
      }
    }
    for (const label of document.querySelectorAll(".mud-input-label, legend")) {
      if (label.textContent.trim() === "Display text") label.textContent = "Name";
    }
  };
  // The Studio's signs bear no word for those who do not see them, and its borders none at all.
  const icons = new Map([
    ["M6,16h12V8H6V16z", "Show the whole pathway"], ["M5 15H3v4c0", "Go to the middle"], ["M13,21h6c1.1", "Arrange all steps anew"], ["M17 3H5c-1.11", "Keep it now"],
    ["M19.35 10.04C18.67", "Publish"], ["M7 10l5 5 5-5z", "More than to publish"], ["M8 5v14l11-7z", "Run it"], ["M15.41 7.41L14", "Tabs before these"], ["M10 6L8.59", "Tabs after these"],
    ["M12 8c1.1", "More"], ["M7,9H2V7h5V9z", "See it whole"], ["M16 1H4c-1.1", "Copy"], ["M10 3v6l-4 11", "Set a test value"],
  ]);
  const names = [
    ...[...icons].map(([icon, words]) => [`button:has(path[d^="${icon}"])`, words]), ["input[placeholder=Search]", "Find a kind of step"],
    ["button[label=Apply]", "Apply what is written"], ["input[placeholder='Add outcomes']", "Add an outcome"],
    ["th .mud-table-cell-checkbox input", "Choose all versions"], ["td .mud-table-cell-checkbox input", "Choose this version"],
    [".rz-collapse", "Fold what is before"], [".rz-resize", "Move the border"], [".rz-expand", "Fold what is behind"],
  ];
  const name = () => {
    for (const [where, words] of names) {
      for (const nameless of document.querySelectorAll(`:is(${where}):not([aria-label])`)) nameless.setAttribute("aria-label", words);
    }
    for (const border of document.querySelectorAll(":is(.rz-collapse, .rz-resize, .rz-expand):not([role])")) border.setAttribute("role", "button");
  };
  // The Studio would keep a field that was only passed through, which makes a draft of what nobody changed, and draw it anew under the
  // keyboard, which would never come past it.
  const isOfPathway = target => target.matches?.(".rz-splitter-horizontal > .rz-splitter-pane:last-child .mud-input-slot");
  let was;
  addEventListener("focus", ({ target }) => { if (isOfPathway(target)) was = target.value; }, true);
  for (const leaving of ["blur", "focusout"]) addEventListener(leaving, event => isOfPathway(event.target) && event.target.value === was && event.stopImmediatePropagation(), true);
  // A day or an hour that the Studio cannot read would empty its field in silence, and what stood there were gone.
  const momentIn = target => target.matches?.(".mud-picker input") && (target.closest(".mud-picker").textContent.includes("(Time)") ? { type: "time", length: 5, words: "hour", such: "as 18:30" } : { type: "date", length: 10, words: "day", such: "year first, as 2027-12-24" });
  const isRead = ({ type, length }, value) => value.length === length && Object.assign(document.createElement("input"), { type, value }).value === value;
  addEventListener("focus", ({ target }) => { if (momentIn(target)) was = target.value; }, true);
  addEventListener("change", event => {
    const { target } = event;
    const moment = momentIn(target);
    if (!moment || !target.value || isRead(moment, target.value)) return;
    event.stopImmediatePropagation();
    tell({ canvas: "refused", sentences: [`“${target.value}” is no ${moment.words} that the canvas reads. Write it ${moment.such}.`] });
    target.value = was;
  }, true);
  // In a list of words the Studio would end one at each space, and lose what is typed while it does; Enter ends it. While it is empty
  // such a list looks as every field of one line does, which a space that is put in so does no harm.
  addEventListener("keydown", event => {
    if (event.key !== " " || !event.target.matches?.(".mud-input > .flex-wrap input")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.execCommand("insertText", false, " ");
  }, true);
  // A pathway is opened where it begins, from as near as its names can be read from; a passage where it stands. The Studio would show the
  // middle, and would go there again after each of its own saves.
  const nearest = .8;
  // Where it waits or failed; else where it ended, or was broken off.
  const signs = [
    stats => stats.blocked || stats.faulted,
    (stats, node) => stats.started && node.data?.type === "Prisma.Close",
    stats => stats.started > stats.completed,
  ];
  const standsAt = nodes => signs.map(sign => nodes.find(node => node.prop("activityStats") && sign(node.prop("activityStats"), node))).find(Boolean);
  const beginsAt = node => node.data?.type === "Elsa.Start";
  const show = (graph, centre) => {
    const nodes = graph.getNodes();
    const first = standsAt(nodes) ?? nodes.find(beginsAt) ?? nodes.find(node => !graph.getIncomingEdges(node)) ?? nodes[0];
    if (!first) return;
    graph.zoomToFit({ padding: 20, minScale: nearest, maxScale: 1 });
    const seen = graph.getContentArea();
    const { width, height } = graph.container.getBoundingClientRect();
    if (seen.width * graph.zoom() < width && seen.height * graph.zoom() < height) centre();
    else graph.positionPoint(first.getBBox().getLeftMiddle(), 40, height * .4);
  };
  // Most lines need no search: along, down and along again, or through the bends they were drawn with. The Studio would look for a way
  // around every step for every line, which takes seconds in a long pathway; it does where a step is in the way.
  const entry = 36;
  const wayOf = (from, to, bends) => {
    const way = [from];
    for (const bend of bends.length ? bends : [{ x: Math.max(to.x - entry, (from.x + to.x) / 2), y: to.y }]) way.push({ x: bend.x, y: way.at(-1).y }, bend);
    return [...way.slice(1), { x: way.at(-1).x, y: to.y }];
  };
  const isFree = (graph, way) => {
    const boxes = graph.getNodes().map(node => node.getBBox());
    return way.slice(1).every((end, at) => {
      const [left, right] = [way[at].x, end.x].sort((one, other) => one - other);
      const [top, bottom] = [way[at].y, end.y].sort((one, other) => one - other);
      return !boxes.some(box => right > box.x && left < box.x + box.width && bottom > box.y && top < box.y + box.height);
    });
  };
  const drawQuickly = ({ options: { connecting } }) => {
    const search = connecting.router;
    const route = (bends, _, line) => {
      const [from, to] = [line.sourceAnchor, line.targetAnchor];
      const way = wayOf(from, to, bends);
      if ((bends.length || to.x > from.x) && isFree(line.graph, [...way, to])) return way;
      connecting.router = search;
      try {
        return line.findRoutePoints(bends);
      } finally {
        connecting.router = route;
      }
    };
    connecting.router = route;
  };
  // The Studio stops before the whole of a long pathway is in sight, with its “fit” and with the wheel.
  const farthest = .05;
  const stepFarther = graph => {
    graph.options.mousewheel.minScale = farthest;
    const fit = graph.zoomToFit.bind(graph);
    graph.zoomToFit = options => fit({ ...options, minScale: options.minScale < nearest ? farthest : options.minScale });
  };
  // The Studio draws a passage, asks how far it has come, and would draw all of it again: only the marks on the steps are new.
  const keepDrawn = (graph, showOnce) => {
    const draw = graph.fromJSON.bind(graph);
    graph.fromJSON = (model, options) => {
      const drawn = new Map(graph.getNodes().map(node => [node.id, node]));
      if (!drawn.size || model.nodes?.length !== drawn.size || !model.nodes.every(({ id }) => drawn.has(id))) return draw(model, options);
      for (const { id, activityStats } of model.nodes) if (activityStats) drawn.get(id).setProp("activityStats", activityStats);
      showOnce?.();
      showOnce = null;
      return graph;
    };
  };
  // What the page around looks for: a step by its id, or by words that stand anywhere in it.
  const wanted = new URLSearchParams(location.search).get("step");
  const choose = (graph, step) => {
    graph.centerCell(step);
    graph.resetSelection(step);
  };
  const wordsOf = ({ id, name, metadata, ...inputs }) => [id, name, metadata?.displayText, metadata?.description, ...Object.values(inputs).map(input => input?.expression?.value)];
  const find = (graph, words) => {
    const found = graph.getNodes().filter(({ data }) => wordsOf(data).some(text => String(text ?? "").toLowerCase().includes(words.toLowerCase())));
    const at = found.findIndex(step => graph.isSelected(step)) + 1;
    const step = found[at % found.length];
    if (step) choose(graph, step);
    tell({ canvas: "found", words, count: found.length, at: (at % found.length) + 1, name: step?.data.metadata?.displayText || step?.data.name });
  };
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== parent || !shown) return;
    if (data.find) find(shown, data.find);
    const step = data.step && shown.getCellById(data.step);
    if (step) choose(shown, step);
  });
  // A change is sent a moment after the hand or the key that made it.
  for (const touch of ["pointerup", "keydown", "change"]) addEventListener(touch, () => tell({ canvas: "touched" }), true);

  // The Studio would undo what nobody did: that a step came to the front when it was chosen, and that its name was measured.
  const unmade = new Set(["zIndex", "selected-port", "size"]);
  const undoWhatWasDone = graph => {
    const { options } = graph.getPlugin("history");
    const asBefore = options.beforeAddCommand;
    options.beforeAddCommand = (event, change) => !unmade.has(change?.key) && asBefore(event, change);
  };

  let shown = null;
  const opened = new Set();
  const open = async () => {
    for (const { id } of document.querySelectorAll(".graph-container:has(.x6-graph-svg)")) {
      if (opened.has(id)) continue;
      opened.add(id);
      const { graphBindings } = await import(new URL("_content/Elsa.Studio.Workflows.Designer/designer.entry.js", document.baseURI).href);
      const { graph, interop } = graphBindings[id];
      shown = graph;
      // The Studio would draw what is undone, and keep only some of it.
      for (const back of ["history:undo", "history:redo"]) graph.on(back, () => interop.raiseGraphUpdated());
      undoWhatWasDone(graph);
      dispatchEvent(new CustomEvent("canvas", { detail: { graph, interop } }));
      drawQuickly(graph);
      stepFarther(graph);
      const centre = graph.centerContent.bind(graph);
      let isShown = false;
      graph.centerContent = options => {
        if (options?.useCellGeometry) return centre(options);
        if (!isShown && graph.getNodes().length && graph.container.clientHeight) {
          isShown = true;
          show(graph, centre);
          const step = wanted && graph.getCellById(wanted);
          if (step) choose(graph, step);
        }
        return graph;
      };
      graph.centerContent();
      if (instance) keepDrawn(graph, () => show(graph, centre));
    }
  };
  // The Studio writes its page in hundreds of pieces: it is looked through once a frame.
  let isDue = false;
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      if (isPlain) tidy();
      name();
      open();
    });
  }).observe(document.body, { childList: true, subtree: true });
}

/* Comforts for a page that works without them: the switches are remembered, notes stand beside their calls where there
   is room and open where there is none, explanations and variants open at their words, Escape closes what is open. */
(() => {
  "use strict";
  const main = document.querySelector("main");
  const form = document.querySelector("form.views");
  const notes = [...document.querySelectorAll("li.note")];
  const wide = matchMedia("(min-width: 64rem)");
  const { memory } = window.teiedit || {};
  const decoded = (hash) => { try { return decodeURIComponent(hash.slice(1)); } catch { return ""; } };

  // The switches: remembered for the pages of the edition, and in the address, which can be passed on.
  const chosen = () => [...(form?.elements || [])].filter((one) => one.name && (one.checked || one.type === "checkbox"));
  const state = (input) => (input.type === "checkbox" ? (input.checked ? "1" : "0") : input.value);
  const withState = (address, inputs) => {
    const url = new URL(address, location.href);
    for (const input of inputs) url.searchParams.set(input.name, state(input));
    return url.href;
  };
  form?.addEventListener("change", ({ target }) => {
    memory?.set(target.name, state(target));
    try { history.replaceState(history.state, "", withState(location.href, [target])); } catch { /* an address that must stay */ }
    place();
  });
  // Where nothing is remembered, the links to the edition's other pages say it.
  if (form && memory && !memory.set("stored", "1")) {
    document.addEventListener("click", ({ target }) => {
      const link = target.closest?.("a[href]");
      const href = link?.getAttribute("href") || "";
      if (/^[^:/#?]+\.html(#|$)/.test(href)) link.href = withState(href, chosen());
    }, true);
  }
  // A list of witnesses stays open to compare them, until the reader goes elsewhere or presses Escape.
  const list = form?.querySelector("details");
  const shut = () => { if (list) list.open = false; };
  document.addEventListener("pointerdown", (event) => { if (list?.open && !list.contains(event.target)) shut(); });

  // Each note beside its call, pushed down by the one above it and by what the source has in its margin.
  const isBeside = () => wide.matches && notes.length > 0 && !document.querySelector("#te-facsimile:checked");
  const calls = new Map();
  for (const call of document.querySelectorAll("sup.call > a")) {
    const id = decoded(call.hash);
    calls.set(id, [...(calls.get(id) || []), call]);
  }
  // The first of a note's calls that is seen.
  const callOf = (note) => calls.get(note.id)?.find((call) => call.getClientRects().length);
  function place() {
    const is = isBeside();
    document.body.classList.toggle("beside", is);
    if (!is) { main.style.minHeight = ""; return; }
    const top = main.getBoundingClientRect().top;
    const taken = [...document.querySelectorAll(".margin-note")]
      .map((one) => one.getBoundingClientRect()).filter((box) => box.height)
      .map((box) => [box.top - top - 6, box.bottom - top + 8]).sort((a, b) => a[0] - b[0]);
    // A note whose call is not seen, as in a reading of another witness, stays in the list at the end.
    const placed = notes.map((note) => ({ note, call: callOf(note) }));
    for (const { note, call } of placed) note.classList.toggle("placed", Boolean(call));
    // Everything is measured before anything moves, or each note would cost a layout.
    const measured = placed.filter(({ call }) => call)
      .map(({ note, call }) => ({ note, at: call.getBoundingClientRect().top - top - 4, high: note.offsetHeight }));
    measured.sort((a, b) => a.at - b.at);
    let free = 0;
    let next = 0;
    for (const { note, at, high } of measured) {
      let here = Math.max(at, free);
      while (next < taken.length && taken[next][0] < here + high) { here = Math.max(here, taken[next][1]); next += 1; }
      note.style.setProperty("--top", `${here}px`);
      free = here + high + 12;
    }
    main.style.minHeight = `${free + 40}px`;
  }
  let planned = 0;
  const plan = () => { cancelAnimationFrame(planned); planned = requestAnimationFrame(place); };
  if (notes.length) {
    place();
    wide.addEventListener("change", place);
    addEventListener("resize", plan);
    document.addEventListener("toggle", plan, true);
    document.addEventListener("contentvisibilityautostatechange", plan, true);
    const text = document.querySelector(".document");
    if (text && window.ResizeObserver) new ResizeObserver(plan).observe(text);
  }

  // Where an address leads to something in a closed panel, the panel opens.
  const reveal = () => {
    const at = document.getElementById(decoded(location.hash));
    const panel = at?.closest("details:not([open])");
    if (panel) { panel.open = true; at.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  // A note, an entry, an explanation, the variants of a word: beside the pointer or the keyboard's focus. By pointer or
  // focus it is a hint; by click, tap or Enter it is kept, has the focus, and gives it back when it closes.
  const CALLS = "sup.call > a, a.why, a.app-mark";
  const HINTS = `${CALLS}, .name > a, a.entry`;
  let pop = null;
  let from = null;
  let waiting = 0;
  let isReturning = false;
  const close = (giveBack = false) => {
    clearTimeout(waiting);
    const focused = pop?.contains(document.activeElement);
    pop?.remove();
    pop = null;
    const back = from;
    from = null;
    isReturning = true;
    if (giveBack && focused) back?.focus({ preventScroll: true });
    isReturning = false;
  };
  // That of a lemma: in its entry, or where the words end that an entry elsewhere is about.
  const markOf = (lemma) => (lemma.matches(".app > .lem") ? lemma.parentElement
    : document.querySelector(`.app[data-of="${CSS.escape(lemma.dataset.of)}"]`))?.querySelector(":scope > a.app-mark");
  const seen = (link) => (link?.getClientRects().length ? link : null);
  // The link that explains what is under the pointer: an intervention's and a lemma's are inside them.
  function linkAt(node) {
    const link = node.closest?.(HINTS);
    if (link) return link;
    const holder = node.closest?.(".ed, .lem, a, button, label, summary");
    if (holder?.matches(".lem")) return seen(markOf(holder));
    return holder?.matches(".ed") ? holder.querySelector(":scope > a.why") : null;
  }
  const targetOf = (link) => {
    const href = link.getAttribute("href") || "";
    return href.startsWith("#") ? document.getElementById(decoded(href)) : null;
  };
  const isSeen = (target) => target.matches("li.note.placed") && document.body.classList.contains("beside");
  function copyOf(target) {
    const box = document.createElement("div");
    const source = target.querySelector(":scope > .body, :scope > .what") || target;
    // Taken from its place, it keeps the language and the direction that it had there.
    box.lang = source.closest("[lang]")?.lang || "";
    box.dir = getComputedStyle(source).direction;
    for (const node of source.childNodes) box.append(node.cloneNode(true));
    box.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    box.querySelectorAll(".mentions, .to-register, .back, a.why, a.app-mark, .here").forEach((node) => node.remove());
    return box;
  }
  function open(link, isKept) {
    const target = targetOf(link);
    if (!target || isSeen(target)) return false;
    close();
    const copy = copyOf(target);
    if (!copy.textContent.trim()) return false;
    from = link;
    pop = copy;
    pop.className = "pop";
    if (isKept) keep(target);
    else {
      // What a hint says is heard at its own place.
      pop.setAttribute("aria-hidden", "true");
      pop.querySelectorAll("a, button, [tabindex]").forEach((node) => { node.tabIndex = -1; });
    }
    document.body.append(pop);
    const at = link.getClientRects().length && link.textContent ? link : link.parentElement;
    const box = [...at.getClientRects()].pop() || at.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(Math.min(box.left, room - pop.offsetWidth - 8), 8);
    const isBelow = box.bottom + pop.offsetHeight + 12 < innerHeight || box.top < pop.offsetHeight + 12;
    pop.style.left = `${left + scrollX}px`;
    pop.style.top = `${(isBelow ? box.bottom + 6 : box.top - pop.offsetHeight - 6) + scrollY}px`;
    if (isKept) pop.focus({ preventScroll: true });
    return true;
  }
  function keep(target) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = "×";
    button.setAttribute("aria-label", main.dataset.close || target.querySelector(".back")?.getAttribute("aria-label") || "×");
    button.addEventListener("click", () => close(true));
    pop.prepend(button);
    pop.tabIndex = -1;
    pop.setAttribute("role", "dialog");
    pop.setAttribute("aria-label", from.getAttribute("aria-label") || from.textContent || "…");
  }
  const isKept = () => pop?.getAttribute("role") === "dialog";

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || isKept()) return;
    clearTimeout(waiting);
    if (pop?.contains(event.target)) return;
    const link = linkAt(event.target);
    if (link && link !== from) waiting = setTimeout(open, 180, link, false);
    else if (pop && !link) waiting = setTimeout(close, 300);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (isReturning || pop?.contains(target) || (isKept() && target === from)) return;
    const link = target.matches?.(HINTS) && target.matches(":focus-visible") ? target : null;
    if (link) open(link, false); else close();
  });
  addEventListener("scroll", () => { if (!isKept()) close(); }, { passive: true });
  document.addEventListener("click", (event) => {
    if (pop?.contains(event.target)) {
      if (event.target.closest("a")) close();
      return;
    }
    const link = linkAt(event.target);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const isSecond = isKept() && link === from;
    // A selection that ends on a word is no click on it.
    if (link?.matches(CALLS) && isPlain && !isSecond && (getSelection()?.isCollapsed ?? true) && open(link, true)) event.preventDefault();
    else close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (pop) close(true);
      else if (list?.open) { const inside = list.contains(document.activeElement); shut(); if (inside) list.querySelector("summary").focus(); }
    } else if (event.key === "Tab" && pop?.contains(document.activeElement)) {
      // From either end of it the way goes on from the call.
      const inside = [...pop.querySelectorAll("a[href], button")];
      const edge = event.shiftKey ? [pop, inside[0]] : [inside.at(-1)];
      if (edge.includes(document.activeElement)) {
        if (event.shiftKey) event.preventDefault();
        close(true);
      }
    }
  });
  addEventListener("beforeprint", () => close());
})();

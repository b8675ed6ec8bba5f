/* Citing: copies a citation, and makes one of the passage that a reader points at, selects or has come to by its
   address. The mark ¶ is made here, once, and moves; a page has thousands of passages. Without script the headings and
   the table of contents have their addresses, and the citation of the whole document stands at the end. */
(() => {
  "use strict";
  const cite = document.querySelector("section.cite");
  const text = document.querySelector("article.document");
  if (!cite) return;
  const say = (key) => cite.getAttribute(`data-${key}`) || "";
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // Copying, with the old way where the new one is refused, as it is on file:// in some browsers.
  async function copy(words, button) {
    let done = true;
    try { await navigator.clipboard.writeText(words); } catch {
      const area = make("textarea", { value: words, readOnly: true, className: "copied-from" });
      button.after(area);
      area.select();
      try { done = document.execCommand("copy"); } catch { done = false; }
      area.remove();
      button.focus();
    }
    button.textContent = say(done ? "copied" : "copy-failed");
    setTimeout(() => { button.textContent = say("copy"); }, 1800);
  }
  const wordsOf = (format) => (format.querySelector("pre, .citation").textContent || "").trim();
  for (const format of document.querySelectorAll(".cite .format")) {
    const button = make("button", { type: "button", className: "copy" }, say("copy"));
    button.setAttribute("aria-live", "polite");
    format.querySelector(".actions").prepend(button, " ");
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".format button.copy");
    if (button) copy(wordsOf(button.closest(".format")), button);
  });

  // The address of a place on this page, with the views that are chosen and were not chosen from the beginning.
  function address(id) {
    const known = cite.dataset.address;
    const file = location.pathname.split("/").pop();
    const here = known ? new URL(file && /\.x?html$/.test(file) ? file : known, known) : new URL(location.href);
    if (!known && here.protocol === "file:") return "";
    here.search = "";
    for (const input of document.querySelectorAll("form.views input:checked")) {
      if (!input.defaultChecked) here.searchParams.set(input.name, input.value);
    }
    here.hash = id || "";
    return here.href;
  }
  const whole = cite.querySelector(".citation .address");
  if (whole && address("")) whole.textContent = ` ${address("")}`;
  if (!text) return;

  // Where a passage is: its page, then its line, note or paragraph.
  const breaks = [...text.querySelectorAll(".pb")];
  const numberOf = (element) => element.dataset.n || /(?:^|-)pb\.(.+?)(?:~\d+)?$/.exec(element.id)?.[1]
    || element.textContent.replace(/^\s*\[?\s*\p{L}*\.?\s*|\s*\]\s*$/gu, "");
  function pageOf(element) {
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const after = breaks[middle].compareDocumentPosition(element);
      if (after & Node.DOCUMENT_POSITION_FOLLOWING || breaks[middle].contains(element)) low = middle + 1; else high = middle;
    }
    return low ? numberOf(breaks[low - 1]) : "";
  }
  const filled = (key, n) => (n ? say(key).replace("{n}", n) : "");
  const span = (first, last) => (last && last !== first ? `${first}–${last}` : first);
  function lineOf(element) {
    const line = element.closest(".l");
    return line ? line.dataset.n || /(?:^|-)l\.(.+?)(?:~\d+)?$/.exec(line.id)?.[1] || line.querySelector(".line-number")?.textContent || "" : "";
  }
  function place(block, first, last) {
    const note = block.closest("li.note");
    if (note) return { pages: "", place: filled("note-ref", note.querySelector(".back")?.textContent.trim()) };
    const pages = span(pageOf(first), pageOf(last));
    const line = lineOf(first);
    const lines = span(line, lineOf(last));
    const counted = !pages && !lines && /(?:^|-)(?:p|ab)[-.]([\w.]+)$/.exec(block.id)?.[1];
    // Paragraphs are counted in their division, so its heading is said too.
    const parts = [pages ? "" : filled("quoted", headingOf(block)),
      filled(lines === line ? "line-ref" : "lines-ref", lines) || filled("paragraph-ref", counted)];
    return { pages, place: parts.filter(Boolean).join(", ") };
  }
  function headingOf(block) {
    let heading = /^H\d$/.test(block.tagName) ? block : null;
    for (let part = block.closest("section"); part && !heading; part = part.parentElement.closest("section")) {
      heading = part.querySelector(":scope > :is(h2, h3, h4, h5, h6)");
    }
    return heading && text.contains(heading) ? shortened(heading, 80).replace(/[.\s]+$/, "") : "";
  }

  // What no format can hold as it is.
  const specials = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const written = {
    bib: (value) => value.replace(/[\\{}~^$&%#_]/g, (one) => specials[one] || `\\${one}`),
    ris: (value) => value,
    json: (value) => JSON.stringify(value).slice(1, -1),
  };
  const braces = (value) => value.replace(/[{}\\ ]/g, encodeURIComponent);
  // A line whose value is empty is left out.
  function put(format, template, passage) {
    const values = { TEPAGES: passage.pages, TEPLACE: passage.place, "https://te.invalid/TEADDRESS": passage.address };
    return template.split("\n").flatMap((line) => {
      const token = Object.keys(values).find((one) => line.includes(one));
      if (!token) return [line];
      const value = token === "TEPAGES" || token === "TEPLACE" || format === "json" ? written[format](values[token]) : braces(values[token]);
      return values[token] ? [line.replace(token, () => value)] : [];
    }).join("\n");
  }

  // The citation of a passage: the section once more, in a dialogue.
  let dialog = null;
  let shownFor = null;
  function show(passage, opener, from) {
    dialog?.remove();
    const formats = [...from.querySelectorAll(".format")].map((one) => one.cloneNode(true));
    for (const one of formats) fill(one, passage);
    const close = make("button", { type: "button", className: "close" }, say("close"));
    dialog = make("dialog", { className: "cite passage-cited" },
      make("h2", { id: "te-passage-heading" }, say("cite-passage")),
      ...(passage.words ? [make("blockquote", { dir: "auto" }, passage.words)] : []), ...formats, close);
    dialog.setAttribute("aria-labelledby", "te-passage-heading");
    dialog.dataset.te = "own";
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { dialog.remove(); dialog = null; opener.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }
  function fill(format, passage) {
    const kind = format.dataset.format;
    if (format.hasAttribute("name")) format.setAttribute("name", "te-passage-format");
    format.removeAttribute("open");
    const pre = format.querySelector("pre");
    if (pre) pre.textContent = put(kind, pre.dataset.passage, passage);
    else inWords(format.querySelector(".citation"), passage);
    const save = format.querySelector("a.save");
    const saved = kind === "ris" ? wordsOf(format).replace(/\n/g, "\r\n") : wordsOf(format);
    save.href = `data:${format.dataset.mime};charset=utf-8,${encodeURIComponent(`${saved}${kind === "ris" ? "\r\n" : "\n"}`)}`;
  }
  function inWords(citation, passage) {
    const pages = passage.pages && filled(/[–-]/.test(passage.pages) ? "pages-ref" : "page-ref", passage.pages);
    const locator = citation.querySelector(".locator");
    if (locator) locator.textContent = [pages, passage.place].filter(Boolean).map((one) => `, ${one}`).join("");
    const link = citation.querySelector("a");
    if (link && passage.address) link.href = link.textContent = passage.address;
    const late = citation.querySelector(".address");
    if (late) late.textContent = passage.address && ` ${passage.address}`;
  }

  // A passage of a document in a corpus is cited as that document's.
  function citationOf(block) {
    for (let part = block.closest("section.part"); part; part = part.parentElement.closest("section.part")) {
      const own = part.querySelector(":scope > aside.cite");
      if (own) return own;
    }
    return cite;
  }

  // The mark: an address, and a button for the citation, at the end of the passage that is pointed at.
  const here = make("a", { className: "here" });
  here.setAttribute("aria-label", say("link-here"));
  const button = make("button", { type: "button", className: "cite-passage" }, say("cite-passage"));
  const mark = make("span", { className: "passage" }, here, button);
  mark.dataset.te = "own";
  const blocks = "p, h1, h2, h3, h4, h5, h6, .p, .ab, .l, .head, .sp, .stage, li, td, blockquote, figure";
  const marked = (node) => {
    const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
    let block = element?.closest?.(blocks);
    while (block && !block.id) block = block.parentElement?.closest(blocks);
    return block && (text.contains(block) || block.matches("li.note")) ? block : null;
  };
  function moveTo(block) {
    if (!block || block === shownFor || mark.contains(document.activeElement)) return;
    shownFor = block;
    here.href = `#${encodeURIComponent(block.id)}`;
    // A heading has a link of its own in the page.
    here.hidden = Boolean(block.querySelector(":scope > a.here"));
    mark.classList.remove("at-edge");
    (block.matches("li.note") ? block.querySelector(".body > p:last-of-type") || block : block).append(mark);
    const box = mark.getBoundingClientRect();
    mark.classList.toggle("at-edge", box.right + 130 > document.documentElement.clientWidth || box.left < 0);
  }
  const selected = () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const block = range && marked(range.startContainer);
    return block ? { block, range } : null;
  };
  let waiting = 0;
  const later = (block) => { clearTimeout(waiting); waiting = setTimeout(moveTo, 60, block); };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !selected() && !mark.contains(event.target)) later(marked(event.target));
  });
  document.addEventListener("focusin", (event) => {
    if (!mark.contains(event.target)) moveTo(marked(event.target));
  });
  document.addEventListener("selectionchange", () => {
    const found = selected();
    document.body.classList.toggle("passage-selected", Boolean(found));
    if (found) later(marked(found.range.endContainer) || found.block);
  });
  const arrive = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is written */ }
    moveTo(marked(document.getElementById(id)));
  };
  addEventListener("hashchange", arrive);
  arrive();

  // What is selected is kept when the button takes the focus.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const found = selected();
    const block = found ? found.block : shownFor;
    const range = found?.range;
    const words = range ? shortened(range, 240) : "";
    const last = range && range.endContainer.nodeType === Node.TEXT_NODE ? range.endContainer.parentElement : range?.endContainer;
    const first = range ? (range.startContainer.parentElement && range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer) : block;
    show({ ...place(block, first, last || block), address: address(block.id), words }, button, citationOf(block));
  });
  // The words of the text alone, in the view that is chosen.
  function shortened(part, longest) {
    const copied = part instanceof Range ? part.cloneContents() : part.cloneNode(true);
    const view = document.querySelector("input[name=view]:checked")?.value || "reading";
    for (const own of copied.querySelectorAll("[data-te=own]")) own.remove();
    for (const one of copied.querySelectorAll("[data-view]")) if (!one.dataset.view.split(" ").includes(view)) one.remove();
    const words = copied.textContent.replace(/\s+/g, " ").trim();
    return words.length > longest ? `${words.slice(0, longest * 0.7).trim()} … ${words.slice(-longest * 0.2).trim()}` : words;
  }
})();

/* Comforts for a page that works without them: the view is remembered, notes stand beside their calls where there is
   room and open where there is none, explanations close with Escape, the citation can be copied. */
(() => {
  "use strict";
  const main = document.querySelector("main");
  const notes = [...document.querySelectorAll("li.note")];
  const wide = matchMedia("(min-width: 64rem)");

  // The view, remembered for all documents of the edition; a private window may refuse to.
  const memory = {
    get: () => { try { return localStorage.getItem("teiedit-view"); } catch { return null; } },
    set: (view) => { try { localStorage.setItem("teiedit-view", view); } catch { /* not remembered */ } },
  };
  const asked = new URLSearchParams(location.search).get("view") || memory.get();
  for (const input of document.querySelectorAll("input[name=view]")) {
    if (input.value === asked) input.checked = true;
    input.addEventListener("change", () => { memory.set(input.value); place(); });
  }

  // Each note beside its call, pushed down by the one above it.
  function place() {
    document.body.classList.toggle("beside", wide.matches && notes.length > 0);
    if (!wide.matches) return;
    const top = main.getBoundingClientRect().top;
    let free = 0;
    const placed = notes
      .map((note) => {
        const call = document.getElementById(`${note.id}-call`);
        return { note, at: call && call.offsetParent ? call.getBoundingClientRect().top - top - 4 : free };
      })
      .sort((a, b) => a.at - b.at);
    for (const { note, at } of placed) {
      const here = Math.max(at, free);
      note.style.setProperty("--top", `${here}px`);
      free = here + note.offsetHeight + 12;
    }
    main.style.minHeight = `${free + 40}px`;
  }
  if (notes.length) {
    place();
    addEventListener("resize", place);
    addEventListener("load", place);
    document.fonts?.ready.then(place);
    wide.addEventListener("change", () => { main.style.minHeight = ""; place(); });
    document.addEventListener("toggle", place, true);
  }

  // A note or an entry opens at the pointer or the keyboard's focus, where it is not to be seen already.
  let pop = null;
  let waiting = 0;
  const close = () => { clearTimeout(waiting); pop?.remove(); pop = null; };
  function open(link) {
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    const target = document.getElementById(id);
    if (!target || (target.matches("li.note") && wide.matches)) return;
    close();
    pop = document.createElement("div");
    pop.className = "pop";
    pop.setAttribute("aria-hidden", "true"); // what it says is read at its own place
    pop.inert = true;
    for (const node of (target.querySelector(".body") || target).childNodes) pop.append(node.cloneNode(true));
    pop.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    pop.querySelectorAll(".mentions, .to-register, .why").forEach((node) => node.remove());
    document.body.append(pop);
    const box = link.getBoundingClientRect();
    const left = Math.min(Math.max(box.left, 8), innerWidth - pop.offsetWidth - 8);
    const below = box.bottom + pop.offsetHeight + 12 < innerHeight || box.top < pop.offsetHeight + 12;
    pop.style.left = `${left + scrollX}px`;
    pop.style.top = `${(below ? box.bottom + 6 : box.top - pop.offsetHeight - 6) + scrollY}px`;
  }
  const opens = (event) => event.target.closest?.("sup.call > a, .name > a, a.entry");
  document.addEventListener("pointerover", (event) => {
    const link = opens(event);
    clearTimeout(waiting);
    if (link && event.pointerType === "mouse") waiting = setTimeout(open, 180, link);
    else if (pop && !link) waiting = setTimeout(close, 200);
  });
  document.addEventListener("focusin", (event) => {
    const link = opens(event);
    if (link && link.matches(":focus-visible")) open(link); else close();
  });
  addEventListener("scroll", () => close(), { passive: true });

  // A tap on a call opens the note here; a second tap, or one on the open note, goes to it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("sup.call > a");
    if (link && !wide.matches && !pop && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open(link);
    } else if (pop) close();
  });

  // Explanations of interventions: kept inside the window, closed by Escape.
  const settle = (event) => {
    const ed = event.target.closest?.(".ed");
    const why = ed?.querySelector(":scope > .why");
    if (!why) return;
    ed.classList.remove("quiet");
    why.style.marginInlineStart = "";
    const over = why.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) why.style.marginInlineStart = `${-over}px`;
  };
  document.addEventListener("pointerover", settle);
  document.addEventListener("focusin", settle);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    document.querySelectorAll(".ed:hover, .ed:focus").forEach((ed) => ed.classList.add("quiet"));
  });

  const citation = document.getElementById("te-citation");
  if (citation && navigator.clipboard) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = citation.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(citation.textContent.trim());
      button.textContent = citation.dataset.copied;
      setTimeout(() => { button.textContent = citation.dataset.copy; }, 1500);
    });
    citation.after(button);
  }
})();

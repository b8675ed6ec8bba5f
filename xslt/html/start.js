/* The switches as they were asked for or left, set while the page is still being read, so that nothing jumps: what the
   address asks for (?view=source&witness=A), else what was chosen last in this edition. */
(() => {
  "use strict";
  const asked = new URLSearchParams(location.search);
  // Editions on one host have memories of their own; where storage is refused, there is none.
  const folder = location.pathname.replace(/[^/]*$/, "");
  const memory = {
    key: (kind) => `teiedit:${folder}:${kind}`,
    get: (kind) => { try { return localStorage.getItem(memory.key(kind)); } catch { return null; } },
    set: (kind, value) => { try { localStorage.setItem(memory.key(kind), value); return true; } catch { return false; } },
  };
  window.teiedit = { asked, memory };
  const set = (form) => {
    for (const input of form.elements) {
      if (!input.name) continue;
      const wanted = asked.get(input.name) ?? memory.get(input.name);
      if (input.type === "checkbox") { if (wanted !== null) input.checked = wanted === "1"; }
      else if (wanted === input.value) input.checked = true;
    }
  };
  // The form stands before the text: there is nothing to wait for once the text has begun.
  const look = () => {
    const first = document.querySelector("form.views, article");
    const isOver = document.readyState !== "loading";
    if (first?.matches("form") && (first.nextElementSibling || isOver)) set(first);
    else if (!first && !isOver) return;
    else if (first?.matches("form")) return;
    watch.disconnect();
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", look);
})();

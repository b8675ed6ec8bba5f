"""The style sheet of the report's page."""

from __future__ import annotations

from typing import Final

PAGE_STYLE: Final = """\
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1d1d1f; --quiet: #5a5a60; --line: #d5d5da; --well: #f4f4f6;
  --error: #b3261e; --warning: #7a5200; --info: #1f5fa8; --mark: #ffe08a; --mark-ink: #1d1d1f; --link: #1f4f99;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17181b; --ink: #e8e8ea; --quiet: #a8a8b0; --line: #3a3b40; --well: #222327;
    --error: #ff9d94; --warning: #f2c14e; --info: #8fc1ff; --mark: #6b4f00; --mark-ink: #fff; --link: #9cc4ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
h2 { display: inline; font-size: 1.1rem; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .35rem 0; }
a { color: var(--link); }
.summary { margin: .25rem 0 1.25rem; font-size: 1.05rem; }
.count, .place { color: var(--quiet); font-size: .9rem; }
nav ul { margin: .5rem 0 0; padding-left: 1.25rem; }
details > summary { cursor: pointer; padding: .2rem 0; }
main > details, main > section { border-top: 1px solid var(--line); padding: .6rem 0; }
section ol { list-style: none; margin: 0; padding: 0; }
section li { margin: 1rem 0 1.25rem; padding-left: .85rem; border-left: .25rem solid var(--line); }
section li.error { border-left-color: var(--error); }
section li.warning { border-left-color: var(--warning); }
section li.info { border-left-color: var(--info); }
section li details { font-size: .9rem; }
section li details summary { color: var(--quiet); }
.badge { color: var(--ink); }
.badge.error { color: var(--error); }
.badge.warning { color: var(--warning); }
.badge.info { color: var(--info); }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .875rem; }
pre {
  display: flex; gap: 1rem; margin: .5rem 0; padding: .5rem .75rem; overflow-x: auto;
  background: var(--well); border-radius: .3rem; overflow-wrap: normal;
}
pre span { color: var(--quiet); user-select: none; }
mark { background: var(--mark); color: var(--mark-ink); text-decoration: underline; border-radius: .15rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; margin: .75rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { padding: .2rem .75rem .2rem 0; text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: var(--quiet); border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th:not(:last-child) { text-align: right; }
td { text-align: right; font-variant-numeric: tabular-nums; }
.filter { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 1rem; padding: 0; border: 0; }
.filter legend { float: left; margin-right: 1.25rem; padding: .25rem 0; color: var(--quiet); }
.filter label { padding: .25rem 0; }
body:has(#show-error:not(:checked)) section li.error,
body:has(#show-warning:not(:checked)) section li.warning,
body:has(#show-info:not(:checked)) section li.info { display: none; }
@media (max-width: 45rem) {
  pre { white-space: pre-wrap; overflow-wrap: anywhere; gap: .6rem; padding: .4rem .5rem; }
}
:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; }
@media print { .filter { display: none; } pre { white-space: pre-wrap; } body { max-width: none; } }
"""

/** Of the page of `tagform status`: every pair of colors has a contrast of at least 4.5 to 1, in both schemes. */
export const STATUS_STYLE = `
:root {
  color-scheme: light dark;
  --text: #1b1f24; --quiet: #57606a; --paper: #ffffff; --band: #f3f5f7; --line: #8a939c;
  --good: #116329; --bad: #a40e26; --badge: #ffebe9; --focus: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9da7b1; --paper: #0d1117; --band: #161b22; --line: #6e7681;
    --good: #56d364; --bad: #ffa198; --badge: #3c1618; --focus: #79c0ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--paper); }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; }
p { margin: 0 0 1rem; color: var(--quiet); }
form { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin: 0 0 1rem; }
form[hidden] { display: none; }
label { display: flex; gap: .5rem; align-items: center; min-height: 1.75rem; }
input[type="search"] { min-width: 18rem; padding: .35rem .5rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .25rem; }
input[type="checkbox"] { width: 1.25rem; height: 1.25rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
output { color: var(--quiet); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: .25rem 0; text-align: left; font-weight: 600; }
th, td { padding: .4rem .75rem; text-align: left; vertical-align: top; white-space: nowrap; border-bottom: 1px solid var(--line); }
td:last-child { white-space: normal; }
thead th { border-bottom-width: 2px; }
tbody th { font-weight: 600; }
tbody tr:nth-child(even) { background: var(--band); }
td.number, th.number { text-align: right; }
code { font: .9em ui-monospace, monospace; }
.applied, .unchanged { color: var(--good); }
.failed, .interrupted { padding: .1rem .4rem; border-radius: .25rem; font-weight: 600; color: var(--bad); background: var(--badge); }
.never, .destroyed { color: var(--quiet); }
@media print { form { display: none; } body { max-width: none; padding: 0; } }
`;

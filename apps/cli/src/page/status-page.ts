import { createHash } from "node:crypto";

import { escape } from "html-escaper";

import { hasFailed, type StatusRow, statusWords, totals } from "../terminal/status-text";
import { STATUS_SCRIPT } from "./status-script";
import { STATUS_STYLE } from "./status-style";

const COLUMNS = ["Cell", "Tag", "Commit", "Age", "Commits behind", "Last result"] as const;
const NUMBERS: ReadonlySet<string> = new Set(["Commits behind"]);

/**
 * One self-contained page: it loads nothing, can be read without scripts, and runs no script but its own, which its
 * content security policy names by digest.
 *
 * @param at the moment of which it tells
 */
export function statusPage(rows: readonly StatusRow[], at: Date): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>What is deployed - Tagform</title>
<style>${STATUS_STYLE}</style>
</head>
<body>
<main>
<h1>What is deployed</h1>
<p>${escape(totals(rows))}. As of ${time(at)}.</p>
<form hidden role="search" aria-label="Filter cells">
<label for="text">Filter <input id="text" type="search" autocomplete="off" spellcheck="false"></label>
<label for="failed"><input id="failed" type="checkbox"> Only cells whose last run failed</label>
<output for="text failed" aria-live="polite"></output>
</form>
<div class="scroll" role="region" aria-labelledby="caption" tabindex="0">
<table>
<caption id="caption">Cells: environment, scope and team</caption>
<thead><tr>${COLUMNS.map(heading).join("")}</tr></thead>
<tbody>
${rows.map(renderRow).join("\n")}
</tbody>
</table>
</div>
</main>
<script>${STATUS_SCRIPT}</script>
</body>
</html>
`;
}

function policy(): string {
  const style = `style-src '${digestOf(STATUS_STYLE)}'`;
  const script = `script-src '${digestOf(STATUS_SCRIPT)}'`;
  return ["default-src 'none'", style, script, "base-uri 'none'", "form-action 'none'"].join("; ");
}

const digestOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const heading = (name: string): string =>
  `<th scope="col"${NUMBERS.has(name) ? ' class="number"' : ""}>${escape(name)}</th>`;

function renderRow(row: StatusRow): string {
  const { deployed, last } = row;
  const { commit, age, behind, result } = statusWords(row);
  const cells = [
    `<th scope="row">${escape(row.cell)}</th>`,
    `<td>${deployed?.tag == null ? "-" : `<code>${escape(deployed.tag)}</code>`}</td>`,
    `<td>${deployed?.commit == null ? "-" : `<code title="${escape(deployed.commit)}">${escape(commit)}</code>`}</td>`,
    `<td>${deployed === null ? "-" : `<time datetime="${escape(deployed.at)}">${escape(age)}</time>`}</td>`,
    `<td class="number">${escape(behind)}</td>`,
    `<td><span class="${escape(last?.result ?? "never")}">${escape(result)}</span></td>`,
  ];
  return `<tr${hasFailed(row) ? ' data-failed=""' : ""}>${cells.join("")}</tr>`;
}

function time(at: Date): string {
  const iso = at.toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}

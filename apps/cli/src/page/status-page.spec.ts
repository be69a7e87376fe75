import { createHash } from "node:crypto";

import { failedRow, neverRow, shownRun, statusRow } from "../fixtures/status-row";
import { statusPage } from "./status-page";

const AT = new Date("2026-11-21T10:00:00Z");
const page = statusPage([statusRow(), failedRow(), neverRow()], AT);

test("the policy allows the page's own style and script, by digest, and nothing else", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  const digest = (name: string): string => {
    const text = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)?.[1] ?? "";
    return `${name}-src 'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    digest("style"),
    digest("script"),
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test("it loads nothing", () => {
  expect(page).not.toMatch(/\b(src|href|srcset)=|@import|url\(/);
});

test("nothing that came from a record is read as markup", () => {
  const hostile = `<img src=x onerror="a('b')">&`;
  const rows = [
    statusRow({
      cell: hostile,
      deployed: shownRun({ tag: hostile, commit: hostile, at: hostile }),
      last: shownRun({ failedStep: hostile, version: hostile }),
    }),
  ];
  const shown = statusPage(rows, AT);
  expect(shown).not.toContain("<img");
  expect(shown).not.toContain(`"a(`);
  expect(shown).toContain("&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;");
});

test("a row has its cell as heading, the whole tag and commit, and the time of which its age tells", () => {
  expect(statusPage([statusRow()], AT)).toContain(
    '<tr><th scope="row">dev_us-east-1/research</th><td><code>dev_us-east-1/research/1.0</code></td>' +
      '<td><code title="3474defa1b2c0000000000000000000000000000">3474defa1b2c</code></td>' +
      '<td><time datetime="2026-11-20T10:00:00.000Z">1 d</time></td><td class="number">3</td>' +
      '<td><span class="applied">applied</span></td></tr>',
  );
});

test("only rows whose last run failed are marked for the filter", () => {
  expect(page.match(/<tr data-failed="">/g)).toHaveLength(1);
});

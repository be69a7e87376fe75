import { mkdirSync } from "node:fs";
import path from "node:path";

import { node, secondsOf } from "./measure";
import type { Result } from "./row";

/** Projects that rehearse whole deliveries with real tools: `npm test` never takes them from a cache. */
const SPANNING = "test/*";

/**
 * 5.6: lint and types of all projects and each project's own tests, at first and when nothing changed since then: the
 * same commands as in `npm test`.
 */
export function fromCache(root: string, folder: string): Result[] {
  const temporary = path.join(folder, "from-cold");
  mkdirSync(temporary);
  const nx = (...words: string[]) => ({
    ...node(root, path.join(root, "node_modules/.bin/nx"), "run-many", ...words, "--parallel", "2"),
    env: {
      // All that nx and jest remember is empty at first.
      NX_CACHE_DIRECTORY: path.join(temporary, "nx"),
      NX_WORKSPACE_DATA_DIRECTORY: path.join(temporary, "nx-data"),
      TMPDIR: temporary,
      NX_DAEMON: "false",
      NX_TUI: "false",
    },
  });
  const commands = [nx("-t", "lint", "typecheck"), nx("-t", "test", "--exclude", SPANNING)];
  const take = () => commands.map(secondsOf);
  const rows = [
    { what: "lint, types, tests of each project, from cold", atMost: 360, taken: take() },
    { what: "  again, unchanged, from cache", atMost: 10, taken: take() },
  ];
  return rows.map(({ what, atMost, taken: [checks = NaN, tests = NaN] }) => ({
    point: "5.6",
    what,
    value: checks + tests,
    unit: "s",
    atMost,
    detail:
      `lint and types of all projects ${checks.toFixed(1)} s, tests ${tests.toFixed(1)} s, two tasks at a time, ` +
      "without nx's daemon; without the rehearsals in test/, which no cache answers",
  }));
}

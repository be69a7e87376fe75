import path from "node:path";

import { node, secondsOf } from "./measure";
import type { Result } from "./row";

/** 5.6: lint, types and tests of all projects, at first and when nothing changed since then. */
export function fromCache(root: string, folder: string): Result[] {
  const words = [
    "run-many",
    "-t",
    "lint",
    "typecheck",
    "test",
    "--parallel",
    "2",
    "--output-style",
    "static",
  ];
  const command = {
    ...node(root, path.join(root, "node_modules/.bin/nx"), ...words),
    // A cache of its own is empty at first.
    env: { NX_CACHE_DIRECTORY: path.join(folder, "nx"), NX_DAEMON: "false", NX_TUI: "false" },
  };
  const how = "all projects, two tasks at a time, without nx's daemon";
  return [
    {
      point: "5.6",
      what: "lint, types, tests of the workspace, from cold",
      value: secondsOf(command),
      unit: "s",
      atMost: 360,
      detail: how,
    },
    {
      point: "5.6",
      what: "  again, unchanged, from cache",
      value: secondsOf(command),
      unit: "s",
      atMost: 10,
      detail: how,
    },
  ];
}

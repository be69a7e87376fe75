import path from "node:path";

import { node, secondsOf } from "./measure";
import type { Result } from "./row";

/** 5.6: lint, types and tests of the projects when nothing changed since the last time. */
export function fromCache(root: string): Result[] {
  const projects = ["run-many", "-t", "lint", "typecheck", "test", "--exclude", "test/*", "--parallel", "2"];
  const command = {
    ...node(root, path.join(root, "node_modules/.bin/nx"), ...projects, "--output-style", "static"),
    env: { NX_DAEMON: "false", NX_TUI: "false" },
  };
  const first = secondsOf(command);
  return [
    {
      point: "5.6",
      what: "lint, types, tests of an unchanged workspace",
      value: secondsOf(command),
      unit: "s",
      atMost: 10,
      detail: `all projects from nx's cache, without its daemon; the run before took ${first.toFixed(1)} s`,
    },
  ];
}

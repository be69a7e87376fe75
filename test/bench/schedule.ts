import path from "node:path";

import { median, node, run } from "./measure";
import type { Result } from "./row";

const TAGS = 1000;
const CELLS = 200;
/** Deliveries at the same time, as a pipeline has by default. */
const PLACES = 10;

interface Simulated {
  readonly seconds: number;
  /** Tags in the order in which they were started. */
  readonly started: readonly string[];
}

/** Issue 5, section 8: what the queue needs to deliver many tags, AWS itself taking no time. */
export function scheduling(root: string): Result[] {
  const program = path.join(root, "test/bench/programs/schedule-tags.mjs");
  const args = [TAGS, CELLS, PLACES].map(String);
  const { stdout } = run(node(root, "tools/launch/run.mjs", program, ...args));
  const simulated = JSON.parse(stdout) as Simulated[];
  const ahead = Math.max(...simulated.map(({ started }) => mostAhead(started)));
  return [
    {
      point: "8",
      what: "scheduling of many queued tags, simulated",
      value: median(simulated.map(({ seconds }) => seconds)),
      unit: "s",
      atMost: 1,
      detail: `${TAGS} tags over ${CELLS} cells, ${PLACES} places, each tag run once and in its cell's order`,
    },
    {
      point: "8",
      what: "  and versions by which a cell gets ahead",
      value: ahead,
      unit: "x",
      atMost: 1,
      detail: "of a cell that waits longer: none is overtaken or starved",
    },
  ];
}

/**
 * By how many versions a cell got ahead of one that still waited.
 *
 * @throws Error when a tag ran twice or never, or out of its cell's order
 */
function mostAhead(started: readonly string[]): number {
  if (new Set(started).size !== TAGS || started.length !== TAGS) {
    throw new Error(`${started.length} runs of ${new Set(started).size} tags, of ${TAGS}`);
  }
  const next = new Map<string, number>();
  let most = 0;
  for (const tag of started) {
    const [, cell = "", version = ""] = /^(.*)\/1\.(\d+)$/.exec(tag) ?? [];
    const expected = next.get(cell) ?? 0;
    if (Number(version) !== expected) throw new Error(`${tag} ran when 1.${expected} was next`);
    next.set(cell, expected + 1);
    const behind = next.size < CELLS ? 0 : Math.min(...next.values());
    most = Math.max(most, expected - behind);
  }
  return most;
}

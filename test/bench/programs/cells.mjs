import { readFileSync } from "node:fs";

import { environment } from "@tagform/environments/dev";
import { kinds } from "@tagform/workload-catalog";

import { generatedRegions, generatedTeam, teamName, WEB_CELLS_PER_TEAM } from "../generated-teams.ts";

/** An environment of generated teams with at least `count` cells that have a website, and the first so many cells. */
export function generatedCells(count) {
  const teams = Array.from({ length: Math.ceil(count / WEB_CELLS_PER_TEAM) }, (_, index) => index);
  const regions = generatedRegions();
  const cells = teams.flatMap((index) =>
    regions.map((scope) => ({ environment: "dev", scope, team: teamName(index) })),
  );
  return {
    environment: {
      ...environment,
      regions,
      teams: Object.fromEntries(teams.map((index) => [teamName(index), generatedTeam(index)])),
    },
    cells: cells.slice(0, count),
  };
}

/** Runs `work` with all modules loaded and prints how long it took and how much memory the process had at its highest. */
export async function report(work) {
  await Promise.all(Object.values(kinds).map((kind) => kind.load()));
  const started = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  console.log(JSON.stringify({ seconds, peakBytes: peakBytes() }));
}

/** Linux lets a child begin with its parent's highest in `getrusage`, but not in this file. */
function peakBytes() {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    return Number(kilobytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

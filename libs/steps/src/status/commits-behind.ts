/** Targets of one pass over the history: the bits of a number. */
const TARGETS_PER_PASS = 32;
const ALL = 0xffffffff;

/**
 * How many commits of a branch each of `commits` lacks, as `git rev-list --count <commit>..<branch>` counts them: all at
 * once, because a call of git for each would take longer than everything else.
 *
 * @param history what `git rev-list --topo-order --parents <branch>` prints: a commit and its parents per line, children
 * first
 * @returns by commit; without those that are not on the branch
 */
export function commitsBehind(history: string, commits: Iterable<string>): Map<string, number> {
  const graph = readGraph(history);
  const targets = [...new Set(commits)].flatMap((commit) => {
    const index = graph.indexes.get(commit);
    return index === undefined ? [] : [{ commit, index }];
  });
  const behind = new Map<string, number>();
  for (let first = 0; first < targets.length; first += TARGETS_PER_PASS) {
    const pass = targets.slice(first, first + TARGETS_PER_PASS);
    const counts = countAncestors(
      graph.parents,
      pass.map(({ index }) => index),
    );
    pass.forEach(({ commit }, bit) => behind.set(commit, graph.parents.length - (counts[bit] ?? 0)));
  }
  return behind;
}

interface Graph {
  readonly indexes: ReadonlyMap<string, number>;
  /** Of every commit, children first. */
  readonly parents: readonly (readonly number[])[];
}

function readGraph(history: string): Graph {
  const lines = history.split("\n").filter((line) => line !== "");
  const ids = lines.map((line) => line.split(" "));
  const indexes = new Map(ids.flatMap(([commit], index) => (commit === undefined ? [] : [[commit, index]])));
  // A shallow clone lacks the parents of its oldest commits.
  const parents = ids.map(([, ...others]) => others.flatMap((parent) => indexes.get(parent) ?? []));
  return { indexes, parents };
}

/** For each of at most 32 commits, how many commits it has: itself and its ancestors. */
function countAncestors(parents: readonly (readonly number[])[], targets: readonly number[]): number[] {
  const reached = new Uint32Array(parents.length);
  targets.forEach((index, bit) => (reached[index] = (reached[index] ?? 0) | (1 << bit)));
  const counts = targets.map(() => 0);
  let byAll = 0;
  parents.forEach((ofOne, index) => {
    const mask = reached[index] ?? 0;
    if (mask === 0) return;
    for (const parent of ofOne) reached[parent] = (reached[parent] ?? 0) | mask;
    if (mask === ALL) byAll += 1;
    else counts.forEach((count, bit) => (counts[bit] = count + ((mask >>> bit) & 1)));
  });
  return counts.map((count) => count + byAll);
}

/**
 * Puts packages into the smallest groups of which no two share a module, so that no module is loaded twice.
 *
 * @param {import("esbuild").Metafile["inputs"]} inputs what esbuild tells of a program that imports all of them
 * @param {string} entry the program's first module
 * @returns {string[][]} names, as the entry imports them
 */
export function groupsOf(inputs, entry) {
  let groups = [];
  for (const { original, path } of inside(inputs[entry])) {
    const one = { names: [original], modules: reachable(inputs, path) };
    const joins = (group) => [...one.modules].some((module) => group.modules.has(module));
    groups = [...groups.filter((group) => !joins(group)), merged([...groups.filter(joins), one])];
  }
  return groups.map(({ names }) => names);
}

const inside = ({ imports }) => imports.filter(({ external }) => !external);

function reachable(inputs, first) {
  const modules = new Set([first]);
  // A set that grows is walked to its end.
  for (const module of modules) {
    for (const { path } of inside(inputs[module])) modules.add(path);
  }
  return modules;
}

const merged = (groups) => ({
  names: groups.flatMap(({ names }) => names),
  modules: new Set(groups.flatMap(({ modules }) => [...modules])),
});

// Nx requires this file; what it does is TypeScript, bundled as every program of this workspace.
const path = require("node:path");

const { formatFiles } = require("@nx/devkit");

/**
 * @param {import("@nx/devkit").Tree} tree
 * @param {import("./src").AccountOptions} options
 */
module.exports = async function account(tree, options) {
  const { launch } = await import("../launch/launch.mjs");
  const { addAccount } = await launch(path.join(__dirname, "src/index.ts"));
  const files = { read: (file) => tree.read(file, "utf8") ?? undefined };
  const { changed, notes } = addAccount(files, options);
  for (const [file, text] of changed) tree.write(file, text);
  await formatFiles(tree);
  return () => console.log(["", ...notes].join("\n"));
};

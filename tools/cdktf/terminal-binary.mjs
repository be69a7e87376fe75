import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * cdktf-cli starts terraform in a terminal of its own, by a native module whose package brings binaries for some versions
 * of Node.js. It needs no install script then.
 *
 * @param {string} packages the `node_modules` of cdktf-cli
 * @param {Pick<NodeJS.Process, "platform" | "arch" | "versions">} node
 * @throws {Error} if there is none for this Node.js
 */
export function assertTerminalBinary(packages, { platform, arch, versions }) {
  const prebuilds = join(packages, "@cdktf/node-pty-prebuilt-multiarch/prebuilds", `${platform}-${arch}`);
  const abi = versions.modules;
  const files = [`node.abi${abi}.node`, `node.abi${abi}.musl.node`, `abi${abi}`];
  if (files.some((file) => existsSync(join(prebuilds, file)))) return;
  throw new Error(
    `cdktf-cli 0.21.0 has no terminal binary for Node.js ${versions.node} on ${platform}-${arch}: ` +
      "use Node.js 20 or 22, or `tagform diff`, which needs none",
  );
}

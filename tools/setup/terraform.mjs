import { SetupFailure } from "./failure.mjs";
import { findProgram, isAtLeast } from "./find-program.mjs";
import { say, stopwatch } from "./progress.mjs";
import { installRelease, releaseOf } from "./release.mjs";

const TERRAFORM = "1.10.0";
const TOFU = "1.11.0";

/** terraform, or else tofu, in a version that will do; undefined if there is none. */
export async function findTerraform(root) {
  const [terraform, tofu] = await Promise.all([
    findProgram(root, "terraform", ["version"], (version) => isAtLeast(version, TERRAFORM)),
    findProgram(root, "tofu", ["version"], (version) => isAtLeast(version, TOFU)),
  ]);
  const product = terraform.found === undefined ? "tofu" : "terraform";
  const found = terraform.found ?? tofu.found;
  const refused = [...terraform.refused, ...tofu.refused];
  return { ...(found === undefined ? {} : { found: { ...found, product } }), refused };
}

/** Downloads the pinned release of terraform. */
export async function installTerraform(root, refused) {
  const elapsed = stopwatch();
  const { version } = releaseOf(root, "terraform");
  say(`terraform: downloading ${version} ...`);
  try {
    await installRelease(root, "terraform");
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    const found = refused.length === 0 ? "none was found" : `only ${refused.join(", ")} was found`;
    throw new SetupFailure(
      `terraform >= ${TERRAFORM} or tofu >= ${TOFU} is needed, ${found}, and ${error.message}\n` +
        "    install one of them and put it on the PATH, or copy it to .tagform/bin/terraform",
      { cause: error },
    );
  }
  say(`terraform: ${version} installed into .tagform/bin (${elapsed()})`);
}

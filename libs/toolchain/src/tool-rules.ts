import { PINNED } from "./pinned";
import { type ToolName } from "./tool";
import { isAtLeast } from "./version";

/** One program that may serve as a tool. */
export interface Candidate {
  readonly file: string;
  /** What `problem` says about a version that will not do; undefined = it will do. */
  objection(version: string): string | undefined;
}

/** How a tool is found: its programs, how their version is read, and what to do if there is none. */
export interface ToolRule {
  /** In order of preference. */
  readonly candidates: readonly Candidate[];
  /** What it is needed for. */
  readonly purpose: string;
  readonly remedy: string;
  readonly version:
    | { readonly from: "arguments"; readonly arguments: readonly string[] }
    | { readonly from: "python package"; readonly package: string };
}

const SETUP = "run node tools/setup/setup.mjs";

const atLeast = (file: string, minimum: string): Candidate => ({
  file,
  objection: (version) =>
    isAtLeast(version, minimum) ? undefined : `is too old, it must be at least ${minimum}`,
});

const exactly = (file: string, wanted: string): Candidate => ({
  file,
  objection: (version) => (version === wanted ? undefined : `is not ${wanted}, the version pinned here`),
});

const versionOption = { from: "arguments", arguments: ["--version"] } as const;

export const TOOL_RULES: Readonly<Record<ToolName, ToolRule>> = {
  git: {
    candidates: [atLeast("git", "2.20.0")],
    purpose: "reads deployment tags and exports the tagged commit",
    remedy: "install git 2.20 or newer",
    version: versionOption,
  },
  npm: {
    candidates: [atLeast("npm", PINNED.npmMinimum)],
    purpose: "installs the packages of an exported commit whose lock file differs",
    remedy: "install Node.js 20.19 or newer, which brings npm",
    version: versionOption,
  },
  python: {
    candidates: ["python3", "python3.13", "python3.12", "python3.11", "python3.10"].map((file) =>
      atLeast(file, PINNED.pythonMinimum),
    ),
    purpose: "runs checkov and the embedded AWS",
    remedy: "install Python 3.10 or newer with its venv module",
    version: versionOption,
  },
  terraform: {
    candidates: [atLeast("terraform", PINNED.terraformMinimum), atLeast("tofu", PINNED.tofuMinimum)],
    purpose: "validates, plans and applies",
    remedy: `${SETUP}, or install terraform >= ${PINNED.terraformMinimum} or tofu >= ${PINNED.tofuMinimum}`,
    version: { from: "arguments", arguments: ["version"] },
  },
  tflint: {
    candidates: [exactly("tflint", PINNED.tflint)],
    purpose: "lints the synthesized configuration; a pipeline fails without it",
    remedy: `${SETUP}, or install tflint ${PINNED.tflint}`,
    version: versionOption,
  },
  checkov: {
    candidates: [exactly("checkov", PINNED.checkov)],
    purpose: "scans the synthesized configuration for insecure settings",
    remedy: SETUP,
    version: { from: "python package", package: "checkov" },
  },
  moto_server: {
    candidates: [exactly("moto_server", PINNED.moto)],
    purpose: "is the embedded AWS of a rehearsal",
    remedy: SETUP,
    version: { from: "python package", package: "moto" },
  },
  go: {
    candidates: [atLeast("go", PINNED.goMinimum)],
    purpose: "builds tflint where no release of it can be downloaded",
    remedy: `nothing, unless tflint is missing: then install Go ${PINNED.goMinimum} or newer`,
    version: { from: "arguments", arguments: ["version"] },
  },
};

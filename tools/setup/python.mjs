import { existsSync, readFileSync } from "node:fs";

import { run } from "./child-process.mjs";
import { isAtLeast, programs } from "./find-program.mjs";

const MINIMUM = "3.10.0";
/** Versions with which the pinned packages were tried, in order of preference after `python3` itself. */
const TRIED = ["3.13", "3.12", "3.11", "3.10"];
const PROBE = `
import importlib.util, sys
print("%d.%d.%d" % sys.version_info[:3], all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")))
`;

/**
 * A Python that can make a virtual environment, or what to install.
 *
 * @param {string} root
 * @param {{ path?: string, osRelease?: string, platform?: string }} [machine]
 * @returns {Promise<{ path: string, version: string } | { problem: string }>}
 */
export async function findPython(root, machine = {}) {
  const names = ["python3", ...TRIED.map((version) => `python${version}`), "python"];
  const paths = [...new Set(names.flatMap((name) => programs(root, name, machine.path)))];
  const probed = (await Promise.all(paths.map(probe))).filter((python) => python !== undefined);
  const recent = probed.filter(({ version }) => isAtLeast(version, MINIMUM));
  const usable = recent.filter(({ venv }) => venv);
  const best = usable.find(({ version }) => TRIED.includes(minor(version))) ?? usable[0];
  return best ?? { problem: explain(probed, recent, machine) };
}

async function probe(path) {
  const { exitCode, output } = await run(path, ["-c", PROBE], { timeoutMs: 20_000 });
  const [, version, venv] = /^(\d+\.\d+\.\d+) (True|False)$/m.exec(output) ?? [];
  return exitCode === 0 && version !== undefined ? { path, version, venv: venv === "True" } : undefined;
}

const minor = (version) => version.split(".").slice(0, 2).join(".");

function explain(probed, recent, machine) {
  const [withoutVenv] = recent;
  if (withoutVenv !== undefined) {
    const { path, version } = withoutVenv;
    return `Python ${version} at ${path} lacks its venv module: ${advice(minor(version), machine)}`;
  }
  const found = probed.map(({ path, version }) => `${version} at ${path}`).join(", ");
  const what = found === "" ? "Python is missing" : `Python is too old (${found})`;
  return `${what}, checkov and the embedded AWS need 3.10 or newer: ${advice(undefined, machine)}`;
}

/** The command that installs what is missing, in the words of this system. */
function advice(version, { osRelease = readOsRelease(), platform = process.platform }) {
  if (platform === "darwin") return "brew install python@3.13";
  const families = /^ID(?:_LIKE)?=.*$/gm;
  const system = (osRelease.match(families) ?? []).join(" ");
  if (/debian|ubuntu/.test(system)) {
    return version === undefined
      ? "apt-get install python3 python3-venv (a release with Python 3.10 or newer)"
      : `apt-get install python${version}-venv`;
  }
  if (/alpine/.test(system)) return "apk add python3 py3-pip";
  if (/fedora|rhel|centos|amzn/.test(system))
    return `dnf install python${version ?? "3.12"} python${version ?? "3.12"}-pip`;
  if (/suse/.test(system)) return "zypper install python312 python312-pip";
  return "install Python 3.10 or newer with its venv and ensurepip modules";
}

function readOsRelease() {
  return existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
}

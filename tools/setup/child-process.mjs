import { spawn } from "node:child_process";

/**
 * Runs a program to its end and returns what it said, whatever its exit code.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, show?: boolean, isolated?: boolean }} [options]
 *   `show`: print what it says as it comes; `isolated`: end what it left running when it has ended, as tflint does
 *   with its plugins
 * @returns {Promise<{ exitCode: number, output: string }>} exit code 127 if it cannot be started, 128 if killed
 */
export function run(file, args, { cwd, env = process.env, timeoutMs, show = false, isolated = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      timeout: timeoutMs,
      detached: isolated,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks = [];
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.on("data", (chunk) => {
        chunks.push(chunk);
        if (show) target.write(chunk);
      });
    }
    const output = () => Buffer.concat(chunks).toString("utf8");
    child.once("error", (error) => resolve({ exitCode: 127, output: error.message }));
    child.once("close", (code) => {
      if (isolated) endGroup(child.pid);
      resolve({ exitCode: code ?? 128, output: output() });
    });
  });
}

function endGroup(pid) {
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It left nothing running.
  }
}

/**
 * Runs a program on this terminal and returns its exit code. A Ctrl-C reaches it from the terminal: it decides
 * when it ends, and we wait for it.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<number>}
 */
export function runHere(file, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, stdio: "inherit" });
    const ignore = () => undefined;
    const forward = () => child.kill("SIGTERM");
    process.on("SIGINT", ignore);
    process.on("SIGTERM", forward);
    const end = (exitCode) => {
      process.off("SIGINT", ignore);
      process.off("SIGTERM", forward);
      resolve(exitCode);
    };
    child.once("error", (error) => {
      console.error(`cannot start ${file}: ${error.message}`);
      end(127);
    });
    child.once("close", (code) => end(code ?? 130));
  });
}

import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** For specs only: the checkout that holds this library. */
export function checkoutOf(directory: string): string {
  const parent = dirname(directory);
  if (existsSync(join(directory, "nx.json"))) return directory;
  if (parent === directory) throw new Error("no nx.json above the spec");
  return checkoutOf(parent);
}

/** For specs only: path of a program that set-up installed, undefined where it did not. */
export function installed(checkout: string, program: string): string | undefined {
  const path = join(checkout, ".tagform", "venv", "bin", program);
  return existsSync(path) ? path : undefined;
}

/** For specs only: path of a program in `.tagform/bin` or on the PATH. */
export function onPath(checkout: string, program: string, path: string): string | undefined {
  const folders = [join(checkout, ".tagform", "bin"), ...path.split(delimiter)];
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

/** For specs only: whether a process runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** For specs only: whether a process has ended, at last after `milliseconds`. */
export async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid) && Date.now() < deadline) await sleep(50);
  return !isAlive(pid);
}

/** For specs only: `test`, or where something is missing a skipped test whose name says what. */
export function testWith(
  needed: Readonly<Record<string, unknown>>,
): (name: string, body: () => Promise<void>, timeoutMs?: number) => void {
  const missing = Object.keys(needed).filter((name) => needed[name] === undefined);
  if (missing.length === 0) return (name, body, timeoutMs) => test(name, body, timeoutMs);
  return (name, body) =>
    test.skip(`${name} (skipped, this machine has no ${missing.join(" and no ")})`, body);
}

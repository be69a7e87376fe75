import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";

import { WorkspaceCopy } from "@tagform/testing";

const ROOT = path.resolve(__dirname, "../..");
const TAG = "dev_us-east-1/research/7.7";

let copy: WorkspaceCopy;
let bin: string;

beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
  copy.git("tag", "-a", TAG, "-m", "a release");
  copy.git("tag", "-a", "v1", "-m", "no deployment tag");
  bin = path.join(copy.root, "bin");
  mkdirSync(bin);
  symlinkSync(copy.program, path.join(bin, "tagform"));
  // Bundles the program.
  copy.tagform("--help");
}, 120_000);
afterAll(() => copy.dispose());

/** Runs a shell without any of the user's settings; what it would show besides the result fails the test. */
function shell(program: string, args: readonly string[]): string[] {
  const env = { PATH: [bin, process.env["PATH"]].join(path.delimiter), HOME: copy.root, TERM: "dumb" };
  const { stdout, stderr } = spawnSync(program, args, {
    cwd: copy.root,
    env,
    encoding: "utf8",
    timeout: 60_000,
  });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

const has = (program: string): boolean =>
  (process.env["PATH"] ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
/** A test for machines that have the shell; where it is missing the skipped test says so. */
const testIn = (program: string): typeof test => (has(program) ? test : test.skip);

describe("bash", () => {
  const complete = (...words: string[]): string[] =>
    shell("bash", [
      "--noprofile",
      "--norc",
      "-uc",
      // Twice: a start file may be read again.
      `source <(tagform completion bash); source <(tagform completion bash)
       COMP_WORDS=(tagform "$@"); COMP_CWORD=$#
       _tagform tagform "\${!#}"
       printf '%s\\n' \${COMPREPLY[@]+"\${COMPREPLY[@]}"}`,
      "bash",
      ...words,
    ]);

  testIn("bash")("completes commands, options, cells and the deployment tags that exist", () => {
    expect(complete("dif")).toEqual(["diff"]);
    expect(complete("diff", "--det")).toEqual(["--details"]);
    expect(complete("diff", "dev_us-east-1/rese")).toEqual(["dev_us-east-1/research", TAG]);
    expect(complete("plan", "v")).toEqual([]);
  });

  testIn("bash")("never runs what is typed, and says nothing where nothing fits", () => {
    expect(complete("diff", "$(touch pwned)")).toEqual([]);
    expect(complete("nosuch", "")).toEqual([]);
    expect(existsSync(path.join(copy.root, "pwned"))).toBe(false);
  });
});

describe("fish", () => {
  const complete = (line: string): string[] =>
    shell("fish", ["--no-config", "-c", 'tagform completion fish | source; complete -C "$argv[1]"', line]);

  testIn("fish")("completes commands, options, cells, tags and files", () => {
    expect(complete("tagform dif")).toEqual([expect.stringMatching(/^diff\t/)]);
    expect(complete("tagform diff dev_us-east-1/rese")).toEqual([
      "dev_us-east-1/research\tcell",
      `${TAG}\ttag`,
    ]);
    expect(complete("tagform synth --format ")).toEqual(["hcl", "json"]);
    expect(complete("tagform verify --out enviro")).toEqual(["environments/"]);
  });
});

describe("zsh", () => {
  const INNER =
    "PS1=; autoload -Uz compinit; compinit -u -D; source <(tagform completion zsh); " +
    'show() { print -r -- "LINE=<$BUFFER>" }; zle -N show; bindkey "^X" show; print REA""DY';
  const AWAIT =
    "await() { local text= chunk; while zpty -r inner chunk; do text+=$chunk; [[ $text == *$~1* ]] && break; done; print -r -- $text }";

  /** Types a line and a Tab into an interactive zsh, and returns the line that stands there then. */
  function complete(line: string): string | undefined {
    const program = `zmodload zsh/zpty; ${AWAIT}; zpty inner "TERM=dumb zsh -f -i"; zpty -w inner "$1"; await READY
      zpty -n -w inner "$2"$'\\t\\x18'; await 'LINE=<*>'`;
    const output = shell("zsh", ["-f", "-c", program, "zsh", INNER, line]).join("\n");
    return /LINE=<(?<line>[^>]*)>/.exec(output.slice(output.lastIndexOf("LINE=")))?.groups?.["line"];
  }

  testIn("zsh")("completes commands, and cells up to where they differ", () => {
    expect(complete("tagform dif")).toBe("tagform diff ");
    expect(complete("tagform diff dev_us")).toBe("tagform diff dev_us-east-1/r");
  });
});

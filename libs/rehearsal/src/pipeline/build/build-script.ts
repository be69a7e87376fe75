import { shellWords } from "@tagform/toolchain";

import { type Buildspec, type Phase, type PhaseName, PHASES } from "./buildspec";

/** The files of one build's shell session. */
export interface BuildScript {
  /** The session itself. */
  readonly text: string;
  /** Each command of the buildspec in a file, by name: what is in it cannot break the session's own text. */
  readonly commands: ReadonlyMap<string, string>;
}

/** Where the session tells what it does. Absolute. */
export interface SessionFiles {
  /** Lines `begin <phase> <number>` and `end <phase> <number> <exit code>`. */
  readonly journal: string;
  /** The variables at its end, separated by NUL. */
  readonly variables: string;
  /** Folder of the commands' files. */
  readonly commands: string;
}

/**
 * One shell session for a whole build, as CodeBuild runs a buildspec of version 0.2: a variable or a folder that a command
 * sets is there for the next one. After a failed build phase comes post_build; after a failed install or pre_build nothing.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html
 */
export function buildScript({ phases }: Buildspec, files: SessionFiles): BuildScript {
  const commands = new Map<string, string>();
  const line = (phase: PhaseName, text: string): string => {
    const number = commands.size + 1;
    const file = `${number}.sh`;
    commands.set(file, `${text}\n`);
    return `__rehearse ${phase} ${number} ${shellWords([`${files.commands}/${file}`])}`;
  };
  const phaseLines = (name: PhaseName, { commands: own, finally: last }: Phase): string[] => [
    own.length === 0 ? ":" : own.map((text) => line(name, text)).join(" &&\n  "),
    `[ $? = 0 ] || CODEBUILD_BUILD_SUCCEEDING=0`,
    ...last.map((text) => `${line(name, text)} || CODEBUILD_BUILD_SUCCEEDING=0`),
  ];
  const before = (name: PhaseName): string[] => {
    const phase = phases[name];
    if (phase === undefined) return [];
    return [`if [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]; then`, ...phaseLines(name, phase), "fi"];
  };
  const after = phases.post_build === undefined ? [] : phaseLines("post_build", phases.post_build);
  const [install, prepare, build] = PHASES;
  const text = [
    ...opening(files),
    ...before(install),
    ...before(prepare),
    `if [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]; then __built=1; fi`,
    ...before(build),
    `if [ "$__built" = 1 ]; then :`,
    ...after,
    "fi",
    `env -0 > ${shellWords([files.variables])}`,
    `[ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]`,
  ];
  return { text: `${text.join("\n")}\n`, commands };
}

const opening = ({ journal }: SessionFiles): string[] => [
  "export CODEBUILD_BUILD_SUCCEEDING=1",
  "__built=0",
  "__rehearse() {",
  `  printf 'begin %s %s\\n' "$1" "$2" >> ${shellWords([journal])}`,
  `  . "$3"`,
  "  set -- $? $*",
  `  printf 'end %s %s %s\\n' "$2" "$3" "$1" >> ${shellWords([journal])}`,
  `  return "$1"`,
  "}",
];

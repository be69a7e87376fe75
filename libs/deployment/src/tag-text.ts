import { UserError } from "@tagform/outcome";

import { ENVIRONMENT_NAMES, type EnvironmentName, isEnvironmentName } from "./environment-name";
import { REGION_CODES } from "./region";
import { isScope, type Scope } from "./scope";
import { isTeamName, TEAM_GRAMMAR } from "./team-name";
import { isVersion, VERSION_GRAMMAR } from "./version";
import { didYouMean, quote } from "./wording";

/** Longest text that is read at all: git and AWS carry it, and no valid tag comes near. */
const LONGEST = 250;
const GIT_PREFIX = "refs/tags/";

/** How many `/` a text has, and how it is explained. */
export interface Grammar {
  readonly slashes: 1 | 2;
  readonly shape: string;
  readonly example: string;
}

export const TAG_GRAMMAR: Grammar = {
  slashes: 2,
  shape: "<environment>_<scope>/<team>/<version>",
  example: "dev_us-east-1/research/1.0",
};

export const CELL_GRAMMAR: Grammar = {
  slashes: 1,
  shape: "<environment>_<scope>/<team>",
  example: "dev_us-east-1/research",
};

interface Parts {
  readonly environment: EnvironmentName;
  readonly scope: Scope;
  readonly team: string;
  /** Empty when the grammar has none. */
  readonly version: string;
}

/** Reads the parts of a deployment tag or a cell; `subject` is what errors call it. */
export function readText(subject: string, text: string, grammar: Grammar): Parts {
  checkCharacters(subject, text, grammar);
  const { environment, scope, team, version } = split(subject, text, grammar);
  const where = `in ${subject} ${quote(text)}`;
  if (!isEnvironmentName(environment)) throw unknownEnvironment(environment, where);
  if (!isScope(scope)) throw unknownScope(scope, where);
  if (!isTeamName(team))
    throw new UserError(`team ${quote(team)} ${where} is malformed, allowed is ${TEAM_GRAMMAR}`);
  if (grammar.slashes === 2 && !isVersion(version)) {
    throw new UserError(`version ${quote(version)} ${where} is malformed, allowed is ${VERSION_GRAMMAR}`);
  }
  return { environment, scope, team, version };
}

function checkCharacters(subject: string, text: string, { shape, example }: Grammar): void {
  if (text === "") throw new UserError(`${subject} is empty, expected ${shape}, for example ${example}`);
  if (text.length > LONGEST) {
    throw new UserError(`${subject} ${quote(text)} has ${text.length} characters, allowed are ${LONGEST}`);
  }
  if (text.startsWith(GIT_PREFIX)) {
    const rest = text.slice(GIT_PREFIX.length);
    throw new UserError(
      `${subject} ${quote(text)} starts with "${GIT_PREFIX}": leave it out, use ${quote(rest)}`,
    );
  }
  const forbidden = /[^a-z0-9._/-]/u.exec(text);
  if (forbidden !== null) {
    const [character] = forbidden;
    const position = Array.from(text.slice(0, forbidden.index)).length + 1;
    throw new UserError(
      `${subject} ${quote(text)} has ${nameOf(character)} at position ${position}, ` +
        `allowed are a-z, 0-9 and . _ / - as in ${example}`,
    );
  }
}

function nameOf(character: string): string {
  if (character === " ") return "a space";
  if (/[A-Z]/.test(character)) return `the capital ${quote(character)}`;
  if (character > " " && character <= "~") return `the character ${quote(character)}`;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return character > "~" && character >= "\u00a0"
    ? `the character U+${code}, which is not ASCII,`
    : `the control character U+${code}`;
}

function split(subject: string, text: string, { slashes, shape, example }: Grammar) {
  const [first = "", team = "", version = ""] = text.split("/");
  const [environment = "", scope = ""] = first.split("_");
  const malformed = (problem: string) =>
    new UserError(`${subject} ${quote(text)} ${problem}, expected ${shape}, for example ${example}`);
  const found = { "/": text.split("/").length - 1, _: first.split("_").length - 1 };
  if (found["/"] !== slashes) throw malformed(`has ${found["/"]} "/" instead of ${slashes}`);
  if (found._ !== 1) throw malformed(`has ${found._} "_" before the first "/" instead of 1`);
  const parts = { environment, scope, team, ...(slashes === 2 ? { version } : {}) };
  const missing = Object.entries(parts).find(([, part]) => part === "");
  if (missing !== undefined) throw malformed(`has no ${missing[0]}`);
  return { environment, scope, team, version };
}

function unknownEnvironment(environment: string, where: string): UserError {
  const hint = didYouMean(environment, ENVIRONMENT_NAMES);
  return new UserError(
    `environment ${quote(environment)} ${where} is unknown, allowed are ${ENVIRONMENT_NAMES.join(", ")}${hint}`,
  );
}

function unknownScope(scope: string, where: string): UserError {
  const hint = didYouMean(scope, ["global", ...REGION_CODES]);
  return new UserError(
    `scope ${quote(scope)} ${where} is unknown, allowed are global and an AWS Region such as us-east-1${hint}`,
  );
}

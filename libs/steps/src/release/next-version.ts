import { compareVersions, isVersion } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

const FIRST = "1.0";

/** The highest of the versions; undefined when there is none. */
export function highestVersion(versions: readonly string[]): string | undefined {
  return versions.toSorted(compareVersions).at(-1);
}

/**
 * The version after `highest`: its minor number plus one, with a patch number of 0 where it has one; `1.0` after none.
 *
 * @throws UserError if numbers are used up
 */
export function nextVersion(highest: string | undefined): string {
  if (highest === undefined) return FIRST;
  const [major = "", minor = "", patch] = highest.split(".");
  const next = [major, String(Number(minor) + 1), ...(patch === undefined ? [] : ["0"])].join(".");
  if (!isVersion(next)) {
    throw new UserError(
      `there is no version after ${highest}: choose one with --version ${Number(major) + 1}.0`,
    );
  }
  return next;
}

/** Why `version` cannot follow `highest`; undefined when it can. */
export function versionProblem(version: string, highest: string | undefined): string | undefined {
  if (highest === undefined) return undefined;
  const order = compareVersions(version, highest);
  if (order > 0) return undefined;
  const why =
    version === highest
      ? `version ${version} exists already, and a tag is never moved`
      : `version ${version} ${order === 0 ? "is the same as" : "is lower than"} ${highest}, which exists: what is deployed last must have the highest version`;
  return `${why}: use ${nextVersion(highest)} or higher`;
}

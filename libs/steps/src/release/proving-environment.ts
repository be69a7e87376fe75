import { ENVIRONMENT_NAMES, type EnvironmentName, isPlatformEnvironment } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

const ORDER = ENVIRONMENT_NAMES.filter((name) => !isPlatformEnvironment(name));

/**
 * The environment in which a commit must have been deployed before it may go to another: the one before it in dev, qa,
 * staging, prod.
 *
 * @throws UserError if there is none
 */
export function provingEnvironment(to: EnvironmentName): EnvironmentName {
  const before = ORDER[ORDER.indexOf(to) - 1];
  if (before !== undefined) return before;
  throw new UserError(
    `no environment comes before ${to} in ${ORDER.join(", ")}: name the one that shows that a commit is good by --from, ` +
      "or use tagform tag",
  );
}

import type { Organization } from "@tagform/landing-zone-organization";
import { UserError } from "@tagform/outcome";

/**
 * How Control Tower is told an organizational unit: the name of one below the root, `Security`; of a nested one the name
 * and the id, `Dev (ou-ab12-cdef3456)`, because only the whole path of names would be unique.
 *
 * @param path as in the organization's data: `Workloads/Dev`
 * @throws {UserError} the organization has no such unit, or a nested one has no id yet
 *
 * https://docs.aws.amazon.com/controltower/latest/userguide/aft-provision-account.html
 */
export function managedOrganizationalUnit(path: string, { units }: Pick<Organization, "units">): string {
  const unit = units[path];
  if (unit === undefined) {
    throw new UserError(
      `the organization has no unit "${path}", only ${Object.keys(units).sort().join(", ")}: ` +
        `add it to environments/landing-zone/organization.ts`,
    );
  }
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === path) return name;
  if (unit.id === undefined) {
    throw new UserError(
      `unit "${path}" has no id yet, and Control Tower knows a nested unit by its id: ` +
        `make the unit, then write its id into environments/landing-zone/organization.ts`,
    );
  }
  return `${name} (${unit.id})`;
}

import { check, type Issue } from "@tagform/outcome";

/** Whether a number, if there is one, is whole and in the range that AWS allows. */
export function checkRange(
  path: string,
  value: number | undefined,
  [least, most]: readonly [number, number],
  unit: string,
): Issue[] {
  return check(
    value === undefined || (Number.isInteger(value) && value >= least && value <= most),
    path,
    `must be a whole number of ${unit} from ${least} to ${most}, got ${value}`,
  );
}

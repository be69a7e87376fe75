/** One field of a cron expression: its name for messages, its numbers, and names for some of them. */
interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** In the order of their numbers, from `least`. */
  readonly names?: readonly string[];
}

const FIELDS: readonly CronField[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of the month", least: 1, most: 31 },
  {
    name: "month",
    least: 1,
    most: 12,
    names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  },
  { name: "weekday", least: 0, most: 6, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] },
];

const PART = /^(?:\*|(?<from>\w+)(?:-(?<to>\w+))?)(?:\/(?<every>\d+))?$/;

/**
 * What is wrong with a recurrence of an Auto Scaling group; undefined when nothing is. Such groups speak the five fields
 * of Unix, not the six of EventBridge.
 *
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
 */
export function cronProblem(expression: string): string | undefined {
  const fields = expression.split(" ");
  if (fields.length !== FIELDS.length) {
    return `has ${fields.length} fields, must have five with one space between them: minute, hour, day of the month, month, weekday`;
  }
  const wrong = FIELDS.filter((field, index) => !isField(field, fields[index] ?? ""));
  return wrong.length === 0 ? undefined : `has a wrong ${wrong.map(describe).join(" and a wrong ")}`;
}

function isField(field: CronField, text: string): boolean {
  return text.split(",").every((part) => isPart(field, part));
}

function isPart(field: CronField, part: string): boolean {
  const match = PART.exec(part);
  if (match === null) return false;
  const { from, to, every } = match.groups ?? {};
  const first = from === undefined ? field.least : numberOf(field, from);
  const last = to === undefined ? field.most : numberOf(field, to);
  // A step needs numbers to go through: 5/10 is EventBridge's.
  const hasRange = from === undefined || to !== undefined;
  return first <= last && (every === undefined || (hasRange && Number(every) >= 1));
}

/** NaN, which no comparison holds for, when it is none of the field's. */
function numberOf({ least, most, names = [] }: CronField, text: string): number {
  const named = names.indexOf(text);
  if (named >= 0) return least + named;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : Number.NaN;
}

function describe({ name, least, most, names = [] }: CronField): string {
  const words = names.length === 0 ? "" : ` or ${names[0]} to ${names.at(-1)}`;
  return `${name} (${least} to ${most}${words})`;
}

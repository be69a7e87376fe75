import { UserError } from "@tagform/outcome";

/** What happens to a resource, most dangerous first. */
export const CHANGE_ACTIONS = ["delete", "replace", "update", "create", "forget", "move", "import"] as const;

export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** What a plan says about one resource, without what stays as it is. */
export interface ResourceChange {
  readonly address: string;
  /** Address it had, when it is moved. */
  readonly previousAddress?: string;
  readonly action: ChangeAction;
  /** Of an update or a replacement; a resource that comes or goes has none: all of it changes. */
  readonly attributes: readonly AttributeChange[];
}

export interface AttributeChange {
  /** `tags.Name`, `ingress[0].from_port`; inside text that is JSON, too: `policy.Statement[0].Action`. */
  readonly path: string;
  readonly before: AttributeValue;
  readonly after: AttributeValue;
  /** This change is why the resource is replaced. */
  readonly forcesReplacement: boolean;
}

/** A value that may be shown. Sensitive ones are never read out of the plan. */
export type AttributeValue =
  | { readonly kind: "known"; readonly value: unknown }
  | { readonly kind: "sensitive" }
  | { readonly kind: "after apply" }
  | { readonly kind: "absent" };

type JsonObject = Readonly<Record<string, unknown>>;

/** Both sides of a change at one path, with what terraform says about them. */
interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  /** `true`, or an object or list of the shape of the value with `true` where that holds. */
  readonly unknown: unknown;
  readonly sensitiveBefore: unknown;
  readonly sensitiveAfter: unknown;
}

/**
 * What changes in the resources of `terraform show -json <plan>`, most dangerous first.
 *
 * @throws UserError if the text is no plan
 */
export function resourceChanges(text: string): ResourceChange[] {
  const plan: unknown = JSON.parse(text);
  if (!isObject(plan) || !("format_version" in plan)) throw new UserError("this is no plan of terraform");
  const changes = listOf(plan["resource_changes"]).filter(isObject).flatMap(resourceChange);
  const rank = ({ action }: ResourceChange): number => CHANGE_ACTIONS.indexOf(action);
  return changes.sort((one, other) => rank(one) - rank(other));
}

function resourceChange(resource: JsonObject): ResourceChange[] {
  const change = isObject(resource["change"]) ? resource["change"] : {};
  const action = actionOf(resource, change);
  if (action === undefined) return [];
  const previous = resource["previous_address"];
  const forces = new Set(listOf(change["replace_paths"]).map((path) => pathOf(listOf(path))));
  const attributes =
    action === "update" || action === "replace"
      ? attributeChanges(sidesOf(change), "").map((one) => ({
          ...one,
          forcesReplacement: isForced(one, forces),
        }))
      : [];
  return [
    {
      address: String(resource["address"]),
      ...(typeof previous === "string" ? { previousAddress: previous } : {}),
      action,
      attributes,
    },
  ];
}

function actionOf(resource: JsonObject, change: JsonObject): ChangeAction | undefined {
  const actions = new Set(listOf(change["actions"]));
  if (actions.has("create") && actions.has("delete")) return "replace";
  for (const action of ["delete", "update", "create", "forget"] as const)
    if (actions.has(action)) return action;
  if (isObject(change["importing"])) return "import";
  const previous = resource["previous_address"];
  // Reading a data source changes nothing.
  return typeof previous === "string" && previous !== resource["address"] ? "move" : undefined;
}

const sidesOf = (change: JsonObject): Sides => ({
  before: change["before"],
  after: change["after"],
  unknown: change["after_unknown"],
  sensitiveBefore: change["before_sensitive"],
  sensitiveAfter: change["after_sensitive"],
});

type Difference = Omit<AttributeChange, "forcesReplacement">;

function attributeChanges(sides: Sides, path: string): Difference[] {
  const { before, after, unknown, sensitiveBefore, sensitiveAfter } = sides;
  if (unknown !== true && sensitiveBefore !== true && sensitiveAfter !== true) {
    const keys = commonKeys(before, after, unknown);
    if (keys !== undefined)
      return keys.flatMap((key) => attributeChanges(inside(sides, key), join(path, key)));
    const parsed = parsedSides(sides);
    if (parsed !== undefined) return attributeChanges(parsed, path);
  }
  if (unknown !== true && JSON.stringify(before) === JSON.stringify(after)) return [];
  return [
    { path, before: shown(before, false, sensitiveBefore), after: shown(after, unknown, sensitiveAfter) },
  ];
}

/** Keys of two objects, or indexes of two lists of equal length; other values are compared as a whole. */
function commonKeys(before: unknown, after: unknown, unknown: unknown): (string | number)[] | undefined {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return [...before.keys()];
  if (!isObject(before) || !isObject(after)) return undefined;
  const computed = isObject(unknown) ? Object.keys(unknown) : [];
  return [...new Set([...Object.keys(before), ...Object.keys(after), ...computed])].sort();
}

function inside(sides: Sides, key: string | number): Sides {
  const at = (value: unknown): unknown => (value as JsonObject | null | undefined)?.[key];
  const { before, after, unknown, sensitiveBefore, sensitiveAfter } = sides;
  return {
    before: at(before),
    after: at(after),
    unknown: at(unknown),
    sensitiveBefore: at(sensitiveBefore),
    sensitiveAfter: at(sensitiveAfter),
  };
}

/** Policies are text for terraform, and one changed action in them is what the reader looks for. */
function parsedSides({ before, after, ...masks }: Sides): Sides | undefined {
  if (typeof before !== "string" || typeof after !== "string" || before === after) return undefined;
  const [was, becomes] = [parseStructure(before), parseStructure(after)];
  if (was === undefined || becomes === undefined) return undefined;
  // Texts that differ in their layout only would seem to be equal.
  if (JSON.stringify(was) === JSON.stringify(becomes)) return undefined;
  return { ...masks, before: was, after: becomes };
}

function parseStructure(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shown(value: unknown, unknown: unknown, sensitive: unknown): AttributeValue {
  if (hasTrue(sensitive)) return { kind: "sensitive" };
  if (hasTrue(unknown)) return { kind: "after apply" };
  return value === undefined || value === null ? { kind: "absent" } : { kind: "known", value };
}

/** A list that is shown as a whole is sensitive when anything in it is. */
function hasTrue(mask: unknown): boolean {
  if (mask === true) return true;
  return typeof mask === "object" && mask !== null && Object.values(mask).some(hasTrue);
}

const isForced = ({ path }: Difference, forces: ReadonlySet<string>): boolean =>
  [...forces].some(
    (forced) => path === forced || path.startsWith(`${forced}.`) || path.startsWith(`${forced}[`),
  );

const pathOf = (keys: readonly unknown[]): string =>
  keys.reduce<string>((path, key) => join(path, key as string | number), "");

function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  const name = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
  return path === "" ? name : `${path}.${name}`;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

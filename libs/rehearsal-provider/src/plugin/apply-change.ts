import { canonical, type CtyObject, type CtyValue, isObject, Unknown } from "../cty/cty-value";
import { inventResults } from "../invent/invent";
import { Subject } from "../invent/subject";
import { type ResourceType } from "./served-schema";
import { type Session } from "./session";

const VERSION = /(^|_)version$/;

/** Gives every planned result a value, the same for the same configuration in the same account and Region. */
export class Applier {
  readonly #occurrences = new Map<string, number>();

  public constructor(private readonly session: Session) {}

  /** Creates the resource that was planned. */
  public create(type: ResourceType, planned: CtyObject, config: CtyObject): CtyObject {
    const { region, caller } = this.session;
    const text = `${caller.accountId} ${region} ${type.name} ${canonical(config)}`;
    // Two resources may be configured alike (two addresses, two keys): they still are two.
    const occurrence = this.#occurrences.get(text) ?? 0;
    this.#occurrences.set(text, occurrence + 1);
    const subject = new Subject(type.name, planned, this.session, `${text} ${occurrence}`);
    return inventResults(type.block, planned, subject);
  }

  /** Updates a resource in place: what is not planned stays, versions go up by one. */
  public update(type: ResourceType, planned: CtyObject, prior: CtyObject): CtyObject {
    const values: Record<string, CtyValue> = { ...planned };
    for (const name of Object.keys(type.block.attributes)) {
      if (values[name] instanceof Unknown) values[name] = nextValue(name, prior[name] ?? null);
    }
    const subject = new Subject(type.name, values, this.session, canonical(values));
    return inventResults(type.block, values, subject);
  }
}

function nextValue(name: string, before: CtyValue): CtyValue {
  if (!VERSION.test(name)) return before;
  if (typeof before === "number") return before + 1;
  return typeof before === "string" && /^\d+$/.test(before) ? String(Number(before) + 1) : before;
}

/** The object in a state or plan, or `undefined` when it is null. */
export function objectOf(value: CtyValue): CtyObject | undefined {
  return isObject(value) ? value : undefined;
}

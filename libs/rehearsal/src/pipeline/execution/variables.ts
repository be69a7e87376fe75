import { UserError } from "@tagform/outcome";

const REFERENCE = /#\{([^}]*)\}/g;

/** Values by namespace and name: `{ Plan: { CHANGED: "true" } }`. */
export type Namespaces = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A variable that a text of the pipeline asks for. */
export interface VariableReference {
  readonly namespace: string;
  readonly name: string;
  /** `#{Plan.CHANGED}` */
  readonly text: string;
}

export function variablesIn(text: string): VariableReference[] {
  return [...text.matchAll(REFERENCE)].map(([whole, inner = ""]) => {
    const dot = inner.indexOf(".");
    return { namespace: inner.slice(0, Math.max(dot, 0)), name: inner.slice(dot + 1), text: whole };
  });
}

/** A text with the values of its variables. @throws UserError for one that has no value, `where` says whose text it is */
export function withVariables(text: string, namespaces: Namespaces, where: string): string {
  return text.replaceAll(REFERENCE, (whole, inner: string) => {
    const [reference] = variablesIn(whole);
    const value = reference === undefined ? undefined : namespaces[reference.namespace]?.[reference.name];
    if (value !== undefined) return value;
    const known = Object.entries(namespaces).flatMap(([namespace, values]) =>
      Object.keys(values).map((name) => `${namespace}.${name}`),
    );
    throw new UserError(`${where}: variable ${inner} has no value, only ${known.join(", ")}`);
  });
}

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { convert, type ConvertWarning, type JsonObject, type TerraformJson } from "@tagform/hcl";

import { type Plan, temporaryFolder, Workspace } from "./terraform";

/** A document that terraform must understand equally in both forms. */
export interface OracleCase {
  readonly name: string;
  readonly document: TerraformJson;
  /** What the converted form is compared with, where cdktf writes JSON that Terraform rejects. */
  readonly repaired?: TerraformJson;
  /** Further files of the case's module: `child/main.tf.json`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The arguments that the module is called with. */
  readonly inputs?: JsonObject;
  /** A file of the module that applying it writes. */
  readonly produces?: string;
  /** Paths of the warnings that are expected. */
  readonly warnings?: readonly string[];
}

export type Form = "json" | "hcl";

const FORMS = ["json", "hcl"] as const;

/** One module per case under one root, so that one terraform run does for all. */
export class Forms {
  public readonly json: Workspace;
  public readonly hcl: Workspace;
  public readonly warnings: Record<string, readonly ConvertWarning[]> = {};

  public constructor(
    private readonly cases: readonly OracleCase[],
    private readonly root: JsonObject = {},
    settings: Readonly<Record<string, string>> = {},
  ) {
    const folder = temporaryFolder();
    for (const form of FORMS) mkdirSync(path.join(folder, form));
    this.json = new Workspace(path.join(folder, "json"), settings);
    this.hcl = new Workspace(path.join(folder, "hcl"), settings);
    for (const form of FORMS) this.write(form, path.join(folder, form));
  }

  /** The result of `run` in both forms, at the same time. */
  public async both<T>(run: (workspace: Workspace) => Promise<T>): Promise<Record<Form, T>> {
    const [json, hcl] = await Promise.all([run(this.json), run(this.hcl)]);
    return { json, hcl };
  }

  private write(form: Form, folder: string): void {
    this.writeDocument(form, folder, { ...this.root, ...callsOf(this.cases) }, "root");
    for (const { name, document, repaired, files = {} } of this.cases) {
      const module = path.join(folder, moduleOf(name));
      mkdirSync(module);
      this.writeDocument(form, module, form === "json" ? (repaired ?? document) : document, name);
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(module, file)), { recursive: true });
        writeFileSync(path.join(module, file), text);
      }
    }
  }

  private writeDocument(form: Form, folder: string, document: TerraformJson, name: string): void {
    if (form === "json") {
      writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(document, null, 2));
      return;
    }
    const { hcl, warnings } = convert(document);
    this.warnings[name] = warnings;
    writeFileSync(path.join(folder, "cdk.tf"), hcl);
  }
}

/** The name of a case as the name of its module: `a list of blocks` is `a_list_of_blocks`. */
export function moduleOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}

function callsOf(cases: readonly OracleCase[]): JsonObject {
  const calls = cases.map(({ name, inputs = {} }) => {
    const module = moduleOf(name);
    return [module, { source: `./${module}`, ...inputs }] as const;
  });
  const outputs = cases.map(({ name }) => {
    const module = moduleOf(name);
    return [module, { value: `\${module.${module}}`, sensitive: true }] as const;
  });
  if (cases.length === 0) return {};
  return { module: Object.fromEntries(calls), output: Object.fromEntries(outputs) };
}

/** What a plan says about one case. */
export function planOf(plan: Plan, name: string): unknown {
  const module = moduleOf(name);
  const prefix = `module.${module}.`;
  const configuration = plan.configuration as {
    root_module: { module_calls: Record<string, unknown> };
  };
  const { root_module: planned, outputs } = plan.planned_values as {
    root_module: { child_modules?: { address: string }[] };
    outputs: Record<string, unknown>;
  };
  return normalize({
    configuration: configuration.root_module.module_calls[module],
    planned: planned.child_modules?.filter(({ address }) => address === `module.${module}`),
    changes: (plan.resource_changes ?? []).filter(({ address }) => address.startsWith(prefix)),
    output: outputs[module],
  });
}

/** What a state says about one case: its resources, and its outputs with their types. */
export function stateOf(state: unknown, name: string): unknown {
  const module = moduleOf(name);
  const { root_module: root, outputs } = (
    state as {
      values: {
        root_module: { child_modules?: { address: string }[] };
        outputs: Record<string, unknown>;
      };
    }
  ).values;
  return normalize({
    resources: root.child_modules?.filter(({ address }) => address === `module.${module}`),
    output: outputs[module],
  });
}

/**
 * Both forms' views without what terraform shows of them differently: `constant_value` of a template in JSON is
 * its source text, in native syntax its value. Values are compared in the plan and the state.
 */
export function comparable({ json, hcl }: Record<Form, unknown>): Record<Form, unknown> {
  if (Array.isArray(json) && Array.isArray(hcl)) {
    const items = json.map((item, index) => comparable({ json: item, hcl: hcl[index] }));
    return {
      json: items.map((item) => item.json),
      hcl: [...items.map((item) => item.hcl), ...hcl.slice(items.length)],
    };
  }
  if (isRecord(json) && hcl === undefined && "constant_value" in json && holdsTemplate(json)) {
    return { json: undefined, hcl };
  }
  if (!isRecord(json) || !isRecord(hcl)) return { json, hcl };
  const result = { json: {} as Record<string, unknown>, hcl: {} as Record<string, unknown> };
  for (const key of new Set([...Object.keys(json), ...Object.keys(hcl)])) {
    if (key === "constant_value" && ("references" in json || holdsTemplate(json[key]))) continue;
    const inner = comparable({ json: json[key], hcl: hcl[key] });
    if (inner.json !== undefined) result.json[key] = inner.json;
    if (inner.hcl !== undefined) result.hcl[key] = inner.hcl;
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function holdsTemplate(value: unknown): boolean {
  return /[$%]\{|\ufeff/.test(JSON.stringify(value ?? null));
}

/** What differs between any two runs: random ids, and the order of modules. */
const RANDOM = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

export function normalize(value: unknown): unknown {
  const text = JSON.stringify(value ?? null).replace(RANDOM, "<uuid>");
  return JSON.parse(text, (_, item: unknown) =>
    Array.isArray(item) && item.every((entry) => isRecord(entry) && "address" in entry)
      ? item.sort((a, b) => addressOf(a).localeCompare(addressOf(b)))
      : item,
  );
}

function addressOf(entry: unknown): string {
  return isRecord(entry) ? String(entry["address"]) : "";
}

import type { KindRules } from "@tagform/config";
import { quote } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import {
  append,
  bare,
  type Edit,
  editedText,
  expressionAt,
  propertiesOf,
  replace,
} from "@tagform/source-edit";
import { type Environment, kindOf, kinds } from "@tagform/workload-catalog";
import ts from "typescript";

import { blockOf, freeRange } from "./free-range";
import type { Place } from "./place";
import { objectAt } from "./positions";

/** A text in the copied workloads and what it becomes; the path is `website.network.cidr`. */
interface Setting {
  readonly path: string;
  readonly text: string;
}

/** The entry of the Region: what stands under `like`, with texts of its own where they must be. */
export function copyRegion(place: Place, set: readonly string[]): Edit {
  const { team, like, region } = place;
  const original = objectAt(team, ["scopes", like]);
  const workloads = objectAt(team, ["scopes", like, "workloads"]);
  const given = set.map(readSetting);
  const settings = [...given, ...freshRanges(place, given)];
  const edits = settings.map(({ path, text }) => replace(textAt(workloads, path), JSON.stringify(text)));
  assertNothingNames(
    like,
    workloads,
    settings.map(({ path }) => path),
  );
  return append(objectAt(team, ["scopes"]), `${JSON.stringify(region)}: ${editedText(original, edits)}`);
}

function readSetting(text: string): Setting {
  const [, path, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (path !== undefined && value !== undefined) return { path, text: value };
  throw new UserError(`--set must be <workload>.<path>=<text>, got ${quote(text)}`);
}

/** A free range for each one that is copied, out of the same block. */
function freshRanges({ environments, teamData, like, region }: Place, given: readonly Setting[]): Setting[] {
  const taken = [
    ...environments.flatMap(({ data }) => rangesOf(data)),
    ...given.map(({ text }) => text).filter((text) => /^[\d.]+\/\d+$/.test(text)),
  ];
  return Object.entries(teamData.scopes[like]?.workloads ?? {})
    .flatMap(([name, config]) => (kindOf(config) as KindRules).addressRanges?.(name, config) ?? [])
    .filter(({ path }) => given.every((setting) => setting.path !== path))
    .map(({ path, cidr }) => {
      const text = freeRange(cidr, taken);
      if (text === undefined) {
        throw new UserError(
          `${path}: ${blockOf(cidr)} has no free range as large as ${cidr} for ${region}: give one with --set=${path}=<range>`,
        );
      }
      taken.push(text);
      return { path, text };
    });
}

function rangesOf({ teams }: Environment): string[] {
  return Object.values(teams).flatMap(({ scopes }) =>
    Object.values(scopes).flatMap(({ workloads }) =>
      Object.values(workloads).flatMap((config) => {
        const rules = Object.hasOwn(kinds, config.kind) ? (kindOf(config) as KindRules) : undefined;
        return (rules?.addressRanges?.("", config) ?? []).map(({ cidr }) => cidr);
      }),
    ),
  );
}

function textAt(workloads: ts.ObjectLiteralExpression, path: string): ts.StringLiteralLike {
  const found = expressionAt(workloads, path.split("."));
  if (found !== undefined && ts.isStringLiteralLike(found)) return found;
  throw new UserError(`${quote(path)} is no text of a workload that is copied`);
}

/** What belongs to the copied Region, a certificate for example, cannot be right in another one. */
function assertNothingNames(
  like: string,
  workloads: ts.ObjectLiteralExpression,
  replaced: readonly string[],
): void {
  const named = textsOf(workloads).filter(
    ({ path, text }) => text.includes(like) && !replaced.includes(path),
  );
  if (named.length === 0) return;
  const lines = named.map(({ path, text }) => `  --set=${path}=<instead of ${text}>`);
  throw new UserError(
    `texts that are to be copied name ${like}, say what they are to be:\n${lines.join("\n")}`,
  );
}

function textsOf(expression: ts.Expression, path: readonly string[] = []): Setting[] {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) return [{ path: path.join("."), text: node.text }];
  if (ts.isObjectLiteralExpression(node)) {
    return propertiesOf(node).flatMap(({ name, value }) => textsOf(value, [...path, name]));
  }
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.flatMap((element, index) => textsOf(element, [...path, String(index)]));
  }
  return [];
}

import type { CellDiff, LocatedChange } from "@tagform/steps";
import type { AttributeChange, AttributeValue, ChangeAction } from "@tagform/toolchain";

import type { Context } from "../context";
import { cut } from "./table";

/** As much of the terminal as a text needs. */
type Terminal = Pick<Context, "colors" | "width">;

const SIGNS: Readonly<Record<ChangeAction, string>> = {
  delete: "  -",
  replace: "-/+",
  update: "  ~",
  create: "  +",
  forget: "  .",
  move: " ->",
  import: " <-",
};
const INDENT = " ".repeat(6);
/** More of one resource are for `--details`. */
const MOST_ATTRIBUTES = 12;
const SHORTEST_VALUE = 12;

/** What changes, most dangerous first: a line per resource, its construct and source line, its changed attributes. */
export function diffLines({ resources, changedOutputs }: CellDiff, terminal: Terminal): string[] {
  const outputs =
    changedOutputs.length === 0 ? [] : ["", `outputs that change: ${changedOutputs.join(", ")}`];
  return [...resources.flatMap((change) => changeLines(change, terminal)), ...outputs];
}

function changeLines(change: LocatedChange, terminal: Terminal): string[] {
  const { colors, width } = terminal;
  const { action, address, previousAddress } = change;
  const was = previousAddress === undefined ? "" : ` (was ${previousAddress})`;
  const head = `${SIGNS[action]} ${action.padEnd(7)} ${address}${was}`;
  const places = placesOf(change);
  const place = places.join(", ");
  const fits = head.length + 2 + place.length <= width;
  const below = INDENT.length + place.length <= width ? [place] : places;
  const shown = change.attributes.slice(0, MOST_ATTRIBUTES);
  const more = change.attributes.length - shown.length;
  return [
    colorOf(action, terminal)(cut(head, width)) + (fits && place !== "" ? `  ${colors.dim(place)}` : ""),
    ...(fits ? [] : below.filter((text) => text !== "").map((text) => colors.dim(cut(INDENT + text, width)))),
    ...shown.map((attribute) => attributeLine(attribute, width)),
    ...(more > 0 ? [`${INDENT}${more} more attributes: --details shows them`] : []),
  ];
}

function colorOf(action: ChangeAction, { colors }: Terminal): (text: string) => string {
  if (action === "delete" || action === "replace") return colors.red;
  return action === "create" ? colors.green : colors.yellow;
}

/** Construct and source line, as far as they are known. */
function placesOf({ construct, source }: LocatedChange): string[] {
  const line = source === undefined ? [] : [`${source.file}:${source.line}`];
  return construct === undefined ? line : [construct, ...line];
}

function attributeLine({ path, before, after, forcesReplacement }: AttributeChange, width: number): string {
  const name = `${INDENT}${path}: `;
  const aside = forcesReplacement ? " (forces replacement)" : "";
  const room = width - name.length - " -> ".length - aside.length;
  const [left, right] = [textOf(before), textOf(after)];
  if (left.length + right.length <= room) return `${name}${left} -> ${right}${aside}`;
  const half = Math.max(SHORTEST_VALUE, Math.floor(room / 2));
  return cut(`${name}${cut(left, half)} -> ${cut(right, half)}${aside}`, Math.max(width, 1));
}

function textOf(value: AttributeValue): string {
  switch (value.kind) {
    case "known":
      // Nothing in a value may steer the terminal; JSON escapes what is below space.
      return JSON.stringify(value.value).replace(/[\u007f-\u009f\u2028\u2029]/g, "?");
    case "sensitive":
      return "(sensitive)";
    case "after apply":
      return "(known after apply)";
    case "absent":
      return "(none)";
  }
}

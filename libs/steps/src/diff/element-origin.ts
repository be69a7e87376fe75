import { type SourceLine } from "../verify/finding";
import { type Origin, Origins } from "../verify/origins";

/** Where a block of a configuration comes from, without anything of the machine that synthesized it. */
export interface ElementOrigin {
  /** `aws_s3_bucket.web_logs_bucket`. */
  readonly address: string;
  /** Path of the construct. */
  readonly construct: string;
  /** The line of TypeScript that creates it, below the workspace; absent if it is not known. */
  readonly source?: SourceLine;
}

/** The origins of a synthesized cell's blocks; `root` is the workspace that their source lines are relative to. */
export function elementOrigins(elements: readonly Origin[], root: string): ElementOrigin[] {
  const origins = new Origins(elements, root);
  return elements.map((element) => {
    const { source } = origins.placeOf(element);
    return { address: element.address, construct: element.path, ...(source === undefined ? {} : { source }) };
  });
}

/** The origin of a resource; one of several instances (`aws_x.y["a"]`) has that of its block. */
export function originOf(address: string, origins: readonly ElementOrigin[]): ElementOrigin | undefined {
  const block = address.replace(/\[.*\]$/, "");
  return origins.find((origin) => origin.address === block);
}

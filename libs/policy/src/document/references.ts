import type { JsonValue } from "@tagform/hcl";

import { textsWithin } from "./values";

const EXPRESSION = /(?<!\$)\$\{([^}]*)\}/g;
const ADDRESS = /\b(?:data\.)?aws_[a-z0-9_]+\.[A-Za-z0-9_-]+/g;

/** Addresses that a value refers to, in their order: `${aws_subnet.web_a.id}` is `aws_subnet.web_a`. */
export function referencesIn(value: JsonValue | undefined): string[] {
  const found: string[] = [];
  for (const { text } of textsWithin(value)) {
    if (!text.includes("${")) continue;
    for (const [, expression = ""] of text.matchAll(EXPRESSION)) {
      for (const [address] of expression.matchAll(ADDRESS)) found.push(address);
    }
  }
  return found;
}

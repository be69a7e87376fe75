import fc from "fast-check";

import { isBareKey, isIdentifier, quotePlain } from "./quote";
import { scanTemplate } from "./scan-template";

/** What Terraform reads from a quoted string without sequences. */
function read(quoted: string): string {
  const text: unknown = JSON.parse(quoted);
  return String(text).replace(/\$\$\{|%%\{/g, (escape) => escape.slice(1));
}

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'$%{}"\\\n\r\t\u0000\u007f\u0085\u2028'.split("")),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  ),
});

test("plain text survives quoting", () => {
  fc.assert(fc.property(text, (plain) => expect(read(quotePlain(plain))).toBe(plain)));
});

test("plain text never becomes a template", () => {
  fc.assert(
    fc.property(text, (plain) => {
      const inner = quotePlain(plain.replace(/\r/g, "")).slice(1, -1);
      expect(scanTemplate(inner).every(({ kind }) => kind === "literal")).toBe(true);
    }),
  );
});

test("quoted text is on one line of printable characters", () => {
  fc.assert(fc.property(text, (plain) => expect(quotePlain(plain)).toMatch(/^"[^\p{Cc}\u2028\u2029]*"$/u)));
});

test("half a surrogate pair becomes the replacement character, as Terraform reads it", () => {
  expect(quotePlain("a\ud83d!")).toBe('"a\ufffd!"');
});

test("keywords and text that is no identifier are no bare keys", () => {
  expect(["a", "a-b", "_1", "A"].filter(isBareKey)).toHaveLength(4);
  expect(["for", "null", "true", "1a", "a.b", "a b", "", "ключ"].filter(isBareKey)).toEqual([]);
  expect(["ключ", "a-b", "1a", "a b"].filter(isIdentifier)).toEqual(["ключ", "a-b"]);
});

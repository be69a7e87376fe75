import { replaceTexts } from "./replace-texts";

const ids = new Map([["pending: research-qa", "012345678901"]]);

test("a text is replaced where a property has it, and every other byte is kept", () => {
  const text =
    '\uFEFFexport const a = {\r\n\taccountId: "pending: research-qa", // pending: research-qa\r\n' +
    "  other: { accountId : 'pending: research-qa' },note: \"not pending: research-qa\" } as const\n";
  expect(replaceTexts("a.ts", text, ids)).toBe(
    '\uFEFFexport const a = {\r\n\taccountId: "012345678901", // pending: research-qa\r\n' +
      '  other: { accountId : "012345678901" },note: "not pending: research-qa" } as const\n',
  );
});

test.each([
  'export const a = { accountId: "pending: research-qa-2" };',
  'export const a = { ids: ["pending: research-qa"] };',
  'export const accountId = "pending: research-qa";',
])("%s is left alone", (text) => {
  expect(replaceTexts("a.ts", text, ids)).toBeUndefined();
});

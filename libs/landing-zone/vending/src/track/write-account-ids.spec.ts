import { type AccountFiles, writeAccountIds } from "./write-account-ids";

function filesOf(texts: Record<string, string>): AccountFiles & { texts: Record<string, string> } {
  return {
    texts,
    list: () => Promise.resolve(Object.keys(texts)),
    read: (path) => Promise.resolve(texts[path] ?? ""),
    write: (path, text) => {
      texts[path] = text;
      return Promise.resolve();
    },
  };
}

test("an id is written wherever it is waited for, and nothing else is touched", async () => {
  const files = filesOf({
    "environments/qa/research.ts": 'export const research = { accountId: "pending: research-qa" }; // why',
    "environments/landing-zone/accounts/research-qa.ts":
      'export const a = {\n  accountId: "pending: research-qa",\n  note: "why pending: research-qa",\n};\n',
    "environments/tooling/delivery-qa.ts":
      'export const d = { teams: { research: "pending: research-qa" } };',
    "environments/qa/risk.ts": 'export const risk = { accountId: "pending: risk-qa" };',
    "environments/dev/research.ts": 'export const research = {accountId:"1"}',
  });
  expect(await writeAccountIds(files, new Map([["research-qa", "012345678901"]]))).toEqual([
    "environments/landing-zone/accounts/research-qa.ts",
    "environments/qa/research.ts",
    "environments/tooling/delivery-qa.ts",
  ]);
  expect(files.texts["environments/landing-zone/accounts/research-qa.ts"]).toBe(
    'export const a = {\n  accountId: "012345678901",\n  note: "why pending: research-qa",\n};\n',
  );
  expect(files.texts["environments/qa/risk.ts"]).toContain("pending: risk-qa");
  expect(await writeAccountIds(files, new Map([["research-qa", "012345678901"]]))).toEqual([]);
});

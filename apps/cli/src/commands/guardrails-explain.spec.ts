import pico from "picocolors";

import { tagform } from "../fixtures/recording-context";

const explained = async (...words: string[]) => (await tagform(["guardrails", "explain", ...words])).printed;

interface Explained {
  readonly unit: string | null;
  readonly levels: readonly {
    readonly level: string;
    readonly guardrails: readonly { readonly name: string; readonly why: string }[];
  }[];
}
const asJson = async (subject: string) => JSON.parse(await explained(subject, "--json")) as Explained;

test("an account is told what it inherits, from the root down, and why", async () => {
  const text = await explained("research-dev");
  expect(text).toContain("research-dev (012345678901) inherits from Root -> Workloads -> Workloads/Dev.");
  expect(text).toContain(
    [
      "  region-deny",
      "    service control policy",
      "    denies what is outside us-east-1, eu-central-1, ap-southeast-1, but for global services",
      "    because: Nobody looks at other Regions",
    ].join("\n"),
  );
  expect(text.indexOf("stay-in-organization")).toBeLessThan(text.indexOf("region-deny"));
  expect(text).toContain("https://docs.aws.amazon.com/controltower/latest/controlreference/ct-ec2-pv-3.html");
  expect(text).toContain("Workloads/Dev\n  nothing of its own");
  expect(text).toContain("Control Tower enables its 23 mandatory controls");
});

test("an account is also found by its id, and told the same", async () => {
  expect(await explained("012345678901")).toBe(await explained("research-dev"));
});

test("a unit has what its accounts have", async () => {
  const [account, unit] = [await asJson("research-prod"), await asJson("Workloads/Prod")];
  expect(unit.levels).toEqual(account.levels);
  expect(unit.levels.map(({ level }) => level)).toEqual(["Root", "Workloads", "Workloads/Prod"]);
  expect(unit.levels[2]?.guardrails.map(({ name }) => name)).toEqual(["AWS-GR_ENCRYPTED_VOLUMES"]);
});

test("every guardrail has a reason", async () => {
  const { levels } = await asJson("Workloads/Prod");
  const why = levels.flatMap(({ guardrails }) => guardrails.map((guardrail) => guardrail.why));
  expect(why.length).toBeGreaterThan(10);
  expect(why.filter((reason) => reason.trim() === "")).toEqual([]);
});

test("the management account has none, and the reader is told why", async () => {
  expect(await explained("management")).toBe(
    "management (888888888888) is the management account: no control and no policy of the organization\nreaches it.",
  );
});

test("the audit account is in Control Tower's Security unit", async () => {
  expect(await explained("audit")).toContain("inherits from Root -> Security.");
});

test("a narrow terminal gets narrow lines; only names and addresses stay whole", async () => {
  const { printed } = await tagform(["guardrails", "explain", "research-dev"], { width: 40 });
  const long = printed.split("\n").filter((line) => line.length > 40 && line.trim().includes(" "));
  expect(long).toEqual([]);
});

test("colors change no word", async () => {
  const { printed } = await tagform(["guardrails", "explain", "risk-qa"], {
    colors: pico.createColors(true),
  });

  expect(printed.replaceAll(/\u001B\[\d+m/g, "")).toBe(await explained("risk-qa"));
});

test("what is neither account nor unit is refused with the nearest name", async () => {
  const { exitCode, noted } = await tagform(["guardrails", "explain", "research-def"]);
  expect(exitCode).toBe(1);
  expect(noted).toContain(
    '"research-def" is neither an account nor a unit of environments/landing-zone, did you mean "research-dev"?',
  );
});

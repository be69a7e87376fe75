import { mayAssume, type PrincipalRole } from "./principal-role";

const caller = (...actions: string[]): PrincipalRole => ({
  arn: "arn:aws:iam::111111111111:role/Caller",
  identity: [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: actions, Resource: "*" } }],
  boundary: undefined,
  trust: { Version: "2012-10-17", Statement: [] },
});
const role = (...actions: string[]): PrincipalRole => ({
  ...caller("s3:*"),
  arn: "arn:aws:iam::222222222222:role/Role",
  trust: {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: actions, Principal: { AWS: "111111111111" } },
  },
});
const BOTH = ["sts:AssumeRole", "sts:TagSession"];

test("a session with tags takes a second permission, on both sides", () => {
  const tagged = { name: "session", tags: { team: "research" } };
  expect(mayAssume(caller(...BOTH), role(...BOTH), tagged)).toBe(true);
  expect(mayAssume(caller("sts:AssumeRole"), role(...BOTH), tagged)).toBe(false);
  expect(mayAssume(caller(...BOTH), role("sts:AssumeRole"), tagged)).toBe(false);
});

test("a session without tags takes one", () => {
  const plain = { name: "session", tags: {} };
  expect(mayAssume(caller("sts:AssumeRole"), role("sts:AssumeRole"), plain)).toBe(true);
});

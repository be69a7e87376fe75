import { firstCovering } from "./covered-rules";
import type { RuleConditions } from "./listener-rule-config";

const rule = (conditions: RuleConditions) => ({ conditions, action: { type: "forward" } }) as const;
const covers = (outer: RuleConditions, inner: RuleConditions) =>
  firstCovering(rule(inner), [["1", rule(outer)]]) === "1";

test.each<[RuleConditions, RuleConditions]>([
  [{ paths: ["/a"] }, { paths: ["/a"] }],
  [{ paths: ["/a", "/b"] }, { paths: ["/b"] }],
  [{ paths: ["/a/*"] }, { paths: ["/a/b", "/a/c/*"] }],
  [{ paths: ["/*"] }, { hosts: ["a.example.com"] }],
  [{ paths: ["/a"] }, { paths: ["/a"], hosts: ["a.example.com"] }],
  [{ hosts: ["*.EXAMPLE.com"] }, { hosts: ["a.example.com"] }],
  [{ methods: ["GET", "HEAD"] }, { methods: ["GET"], paths: ["/a"] }],
  [{ headers: { "X-A": ["v*"] } }, { headers: { "x-a": ["V2"] } }],
  [{ query: { version: ["*"] } }, { query: { version: ["2"] } }],
  [{ sourceCidrs: ["192.0.2.0/24"] }, { sourceCidrs: ["192.0.2.128/25", "192.0.2.1/32"] }],
  [{ sourceCidrs: ["2001:db8::/32"] }, { sourceCidrs: ["2001:db8:1::/48"] }],
])("%j takes all that %j is for", (outer, inner) => {
  expect(covers(outer, inner)).toBe(true);
});

test.each<[RuleConditions, RuleConditions]>([
  [{ paths: ["/api/*"] }, { paths: ["/api"] }],
  [{ paths: ["/a"] }, { paths: ["/a", "/b"] }],
  [{ paths: ["/a"], hosts: ["a.example.com"] }, { paths: ["/a"] }],
  [{ paths: ["/A"] }, { paths: ["/a"] }],
  [{ methods: ["GET"] }, { methods: ["GET", "POST"] }],
  [{ headers: { "X-A": ["1"] } }, { headers: { "X-B": ["1"] } }],
  [{ query: { version: ["*"] } }, { paths: ["/a"] }],
  [{ sourceCidrs: ["192.0.2.128/25"] }, { sourceCidrs: ["192.0.2.0/24"] }],
  [{ sourceCidrs: ["0.0.0.0/0"] }, { sourceCidrs: ["::/0"] }],
  [{ sourceCidrs: ["nonsense"] }, { sourceCidrs: ["nonsense"] }],
])("%j leaves something to %j", (outer, inner) => {
  expect(covers(outer, inner)).toBe(false);
});

test("the first of several is named", () => {
  const before = [
    ["10", rule({ paths: ["/b"] })],
    ["20", rule({ paths: ["/a*"] })],
    ["30", rule({ paths: ["/*"] })],
  ] as const;
  expect(firstCovering(rule({ paths: ["/a"] }), before)).toBe("20");
});

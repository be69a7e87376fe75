import { checkListenerAction, checkListenerRules } from "./check-listener-rules";
import type { ListenerAction, ListenerRules, RuleConditions } from "./listener-rule-config";

const FORWARD: ListenerAction = { type: "forward" };
const lines = (issues: readonly { readonly path: string; readonly message: string }[]) =>
  issues.map(({ path, message }) => `${path}: ${message}`);
const issues = (rules: ListenerRules) => lines(checkListenerRules("rules", rules));
const ofConditions = (conditions: RuleConditions) => issues({ 1: { conditions, action: FORWARD } });
const ofAction = (action: ListenerAction) => lines(checkListenerAction("otherwise", action));

test.each<[RuleConditions]>([
  [{ hosts: ["*.example.com", "api?.example.com"], paths: ["/api", "/api/*", "*.png"] }],
  [{ methods: ["GET"], headers: { "X-API-Version": ["v2"] }, query: { version: ["2"] } }],
  [{ sourceCidrs: ["192.0.2.0/24", "2001:db8::/32"] }],
  [{ paths: [`/${"a".repeat(127)}`] }],
])("%j has no issue", (conditions) => {
  expect(ofConditions(conditions)).toEqual([]);
});

const SOME = "letters, digits, - . * ? with at least one dot, and no digit after the last one";

test.each<[RuleConditions, string]>([
  [{}, ": must have a condition: what no rule is for belongs into otherwise"],
  [
    { hosts: ["a.example.com", "b.example.com"], paths: ["/a", "/b", "/c", "/d"] },
    ": must have at most 5 values in all, got 6: split the rule in two",
  ],
  [
    { paths: ["/*/a/*", "/*/b/*", "/*/c/*"] },
    ": must have at most 5 wildcards in all, got 6: split the rule in two",
  ],
  [{ hosts: ["localhost"] }, `.hosts: must be ${SOME}, at most 128 characters, got "localhost"`],
  [{ hosts: ["10.0.0.1"] }, `.hosts: must be ${SOME}, at most 128 characters, got "10.0.0.1"`],
  [
    { paths: ["api"] },
    `.paths: must be a first / * or ?, then letters, digits and _ - . $ / ~ " ' @ : + & ( ) ! , ; = * ?, at most 128 characters, got "api"`,
  ],
  [{ methods: ["get" as "GET"] }, '.methods: must be A-Z, - and _, at most 40 characters, got "get"'],
  [
    { headers: { Host: ["a"] } },
    '.headers: must be the name of a header, and hosts instead of the header Host, at most 40 characters, got "Host"',
  ],
  [
    { headers: { "X-A": ["1"], "x-a": ["2"] } },
    ".headers: must not name a header twice, case ignored, got X-A, x-a",
  ],
  [
    { headers: { "X-A": [""] } },
    '.headers.X-A: must be printable ASCII, not empty, at most 128 characters, got ""',
  ],
  [
    { query: { version: ["\n"] } },
    '.query.version: must be printable ASCII, not empty, at most 128 characters, got "\\u{a}"',
  ],
  [
    { sourceCidrs: ["192.0.2.1"] },
    '.sourceCidrs: must be an address range such as "192.0.2.0/24" or "2001:db8::/32", got "192.0.2.1"',
  ],
])("%j is an issue", (conditions, issue) => {
  expect(ofConditions(conditions)).toEqual([`rules.1.conditions${issue}`]);
});

test("a path that is one character too long is an issue", () => {
  expect(ofConditions({ paths: [`/${"a".repeat(128)}`] })).toHaveLength(1);
});

test.each([0, -1, 1.5, 50_001])("%d is no priority", (priority) => {
  expect(issues({ [priority]: { conditions: { paths: ["/a"] }, action: FORWARD } })).toEqual([
    `rules: the priority of a rule must be a whole number from 1 to 50000, got "${priority}"`,
  ]);
});

test("AWS gives a load balancer 100 rules", () => {
  const rules = (count: number): ListenerRules =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        index + 1,
        { conditions: { paths: [`/${index}`] }, action: FORWARD },
      ]),
    );
  expect(issues(rules(100))).toEqual([]);
  expect(issues(rules(101))).toEqual([
    "rules: must be at most 100, which is AWS's quota of a load balancer, got 101",
  ]);
});

test("a rule that another one hides is an issue", () => {
  const rules: ListenerRules = {
    200: { conditions: { paths: ["/api/v1"] }, action: FORWARD },
    100: { conditions: { paths: ["/api/*"] }, action: { type: "fixed-response", statusCode: 503 } },
  };
  expect(issues(rules)).toEqual([
    "rules.200: is never reached: every request that it is for gets the action of rule 100 before",
  ]);
});

test.each<[ListenerAction]>([
  [FORWARD],
  [{ type: "redirect", permanent: true, protocol: "HTTPS" }],
  [{ type: "redirect", permanent: true, path: "/new/#{path}", query: "" }],
  [{ type: "fixed-response", statusCode: 404, body: "x".repeat(1024) }],
])("the action %j has no issue", (action) => {
  expect(ofAction(action)).toEqual([]);
});

test.each<[ListenerAction, string]>([
  [
    { type: "redirect", permanent: true, path: "/#{path}", query: "a=1" },
    "otherwise: redirects to where the client came from: change protocol, host, port or path",
  ],
  [{ type: "redirect", permanent: true, port: 0 }, "otherwise.port: must be a port from 1 to 65535, got 0"],
  [{ type: "redirect", permanent: true, path: "new" }, 'otherwise.path: must begin with /, got "new"'],
  [
    { type: "redirect", permanent: true, path: "/", query: "?a" },
    'otherwise.query: must not begin with ?, which is added, got "?a"',
  ],
  [
    { type: "redirect", permanent: true, host: "a".repeat(129) },
    "otherwise.host: must have at most 128 characters, got 129",
  ],
  [
    { type: "fixed-response", statusCode: 302 },
    "otherwise.statusCode: must be 200 to 299 or 400 to 599, got 302",
  ],
  [
    { type: "fixed-response", statusCode: 200, body: "x".repeat(1025) },
    "otherwise.body: must have at most 1024 characters, got 1025",
  ],
])("the action %j is an issue", (action, issue) => {
  expect(ofAction(action)).toEqual([issue]);
});

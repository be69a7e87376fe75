import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { synthStack } from "@tagform/testing";

import type { ListenerAction, ListenerRule, ListenerRules, RuleConditions } from "./listener-rule-config";
import { CERTIFICATE, sampleFrontDoor } from "./sample-front-door";

const door = (rules: ListenerRules) => synthStack(sampleFrontDoor({ rules }));
const NOT_FOUND: ListenerAction = { type: "fixed-response", statusCode: 404 };
const path = (value: string, action: ListenerAction = NOT_FOUND): ListenerRule => ({
  conditions: { paths: [value] },
  action,
});
const named = (rules: ListenerRules) => door(rules).json.resource?.[LbListenerRule.tfResourceType] ?? {};
const conditions = (of: RuleConditions) =>
  door({ 1: { conditions: of, action: NOT_FOUND } }).only(LbListenerRule).condition;
const actionOf = (action: ListenerAction) => door({ 1: path("/a", action) }).only(LbListenerRule).action;

test("a rule's number is its priority and its identity", () => {
  const rules = named({ 100: path("/a"), 200: path("/b") });
  expect(Object.values(rules).map(({ priority }) => priority)).toEqual([100, 200]);
  expect(Object.keys(rules)).toEqual([
    expect.stringContaining("rule-100"),
    expect.stringContaining("rule-200"),
  ]);
});

test("two rules with one priority cannot be written", () => {
  const rules: ListenerRules = {
    100: path("/a"),
    // @ts-expect-error the compiler refuses the same key again
    100: path("/b"),
  };
  expect(Object.keys(rules)).toEqual(["100"]);
});

test("a rule put between two others changes neither", () => {
  const before = named({ 100: path("/a"), 200: path("/b") });
  const after = named({ 100: path("/a"), 150: path("/c"), 200: path("/b") });
  expect(after).toMatchObject(before);
});

test("rules that swap their places keep their priorities: none waits for another's", () => {
  const before = named({ 100: path("/a"), 200: path("/b") });
  const after = named({ 100: path("/b"), 200: path("/a") });
  const priorities = (rules: typeof before) =>
    Object.entries(rules).map(([name, { priority }]) => [name, priority]);
  expect(priorities(after)).toEqual(priorities(before));
});

test("the order in which data names rules changes nothing", () => {
  expect(JSON.stringify(named({ 200: path("/b"), 100: path("/a") }))).toBe(
    JSON.stringify(named({ 100: path("/a"), 200: path("/b") })),
  );
});

test("rules belong to HTTPS where there is a certificate", () => {
  const secured = synthStack(
    sampleFrontDoor({ tls: { certificateArn: CERTIFICATE }, rules: { 1: path("/a") } }),
  );
  expect(secured.only(LbListenerRule)).toMatchObject({
    listener_arn: expect.stringMatching(/front-door_https_/),
  });
});

test("what no rule is for goes to the fleet, unless the data says otherwise", () => {
  expect(door({}).only(LbListener)).toMatchObject({ default_action: [{ type: "forward" }] });
  const closed = synthStack(sampleFrontDoor({ otherwise: NOT_FOUND }));
  expect(closed.only(LbListener)).toMatchObject({
    default_action: [
      { type: "fixed-response", fixed_response: { status_code: "404", content_type: "text/plain" } },
    ],
  });
});

test.each<[RuleConditions, unknown]>([
  [
    { hosts: ["b.example.com", "a.example.com"] },
    { host_header: { values: ["a.example.com", "b.example.com"] } },
  ],
  [{ paths: ["/api", "/api/*"] }, { path_pattern: { values: ["/api", "/api/*"] } }],
  [{ methods: ["PUT"] }, { http_request_method: { values: ["PUT"] } }],
  [{ sourceCidrs: ["192.0.2.0/24"] }, { source_ip: { values: ["192.0.2.0/24"] } }],
  [
    { headers: { "X-API-Version": ["v2"] } },
    { http_header: { http_header_name: "X-API-Version", values: ["v2"] } },
  ],
  [
    { query: { version: ["2", "3"] } },
    { query_string: ["2", "3"].map((value) => ({ key: "version", value })) },
  ],
])("the condition %j", (data, condition) => {
  expect(conditions(data)).toEqual([condition]);
});

test("each header and each key is a condition of its own, as all of them must hold", () => {
  expect(conditions({ headers: { B: ["1"], A: ["1"] }, query: { z: ["1"], y: ["1"] } })).toEqual([
    { http_header: { http_header_name: "A", values: ["1"] } },
    { http_header: { http_header_name: "B", values: ["1"] } },
    { query_string: [{ key: "y", value: "1" }] },
    { query_string: [{ key: "z", value: "1" }] },
  ]);
});

test.each<[ListenerAction, unknown]>([
  [{ type: "forward" }, { type: "forward", target_group_arn: expect.stringContaining("front-door_targets") }],
  [
    { type: "redirect", permanent: true, host: "www.example.com", path: "/new/#{path}" },
    {
      type: "redirect",
      redirect: { status_code: "HTTP_301", host: "www.example.com", path: "/new/#{path}" },
    },
  ],
  [
    { type: "redirect", permanent: false, protocol: "HTTPS", port: 8443, query: "" },
    { type: "redirect", redirect: { status_code: "HTTP_302", protocol: "HTTPS", port: "8443", query: "" } },
  ],
  [
    { type: "fixed-response", statusCode: 503, contentType: "application/json", body: "{}" },
    {
      type: "fixed-response",
      fixed_response: { status_code: "503", content_type: "application/json", message_body: "{}" },
    },
  ],
])("the action %j", (data, action) => {
  expect(actionOf(data)).toEqual([action]);
});

test("text of the data cannot become a Terraform template", () => {
  expect(actionOf({ type: "fixed-response", statusCode: 200, body: "${path.root}" })).toMatchObject([
    { fixed_response: { message_body: "$${path.root}" } },
  ]);
  expect(conditions({ headers: { "X-A": ["%{if true}"] } })).toMatchObject([
    { http_header: { values: ["%%{if true}"] } },
  ]);
});

import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import {
  LbListenerRule,
  type LbListenerRuleAction,
  type LbListenerRuleCondition,
} from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { Construct } from "constructs";

import { literal } from "../literal";
import type {
  ListenerAction,
  ListenerRules,
  OneOrMore,
  RedirectAction,
  RuleConditions,
} from "./listener-rule-config";

/** Each rule is a resource known by its priority, so that no change of one ever waits for another's number. */
export function addListenerRules(
  door: Construct,
  { arn: listenerArn }: LbListener,
  rules: ListenerRules,
  targets: LbTargetGroup,
): void {
  for (const [priority, { conditions, action }] of Object.entries(rules)) {
    new LbListenerRule(door, `rule-${priority}`, {
      listenerArn,
      priority: Number(priority),
      condition: toConditions(conditions),
      action: [toAction(action, targets)],
    });
  }
}

/** An action of a rule, or of a listener for what no rule is for. */
export function toAction(
  action: ListenerAction,
  { arn: targetGroupArn }: LbTargetGroup,
): LbListenerRuleAction {
  switch (action.type) {
    case "forward":
      return { type: "forward", targetGroupArn };
    case "redirect":
      return { type: "redirect", redirect: toRedirect(action) };
    case "fixed-response": {
      const { statusCode, contentType = "text/plain", body } = action;
      const messageBody = body === undefined ? {} : { messageBody: literal(body) };
      return {
        type: "fixed-response",
        fixedResponse: { statusCode: String(statusCode), contentType, ...messageBody },
      };
    }
  }
}

function toRedirect({ permanent, protocol, host, port, path, query }: RedirectAction) {
  return {
    statusCode: permanent ? "HTTP_301" : "HTTP_302",
    ...(protocol === undefined ? {} : { protocol }),
    ...(host === undefined ? {} : { host: literal(host) }),
    ...(port === undefined ? {} : { port: String(port) }),
    ...(path === undefined ? {} : { path: literal(path) }),
    ...(query === undefined ? {} : { query: literal(query) }),
  };
}

function toConditions(conditions: RuleConditions): LbListenerRuleCondition[] {
  const { hosts, paths, methods, headers = {}, query = {}, sourceCidrs } = conditions;
  return [
    ...(hosts === undefined ? [] : [{ hostHeader: { values: texts(hosts) } }]),
    ...(paths === undefined ? [] : [{ pathPattern: { values: texts(paths) } }]),
    ...(methods === undefined ? [] : [{ httpRequestMethod: { values: texts(methods) } }]),
    ...(sourceCidrs === undefined ? [] : [{ sourceIp: { values: texts(sourceCidrs) } }]),
    ...byName(headers).map(([httpHeaderName, values]) => ({
      httpHeader: { httpHeaderName, values: texts(values) },
    })),
    ...byName(query).map(([key, values]) => ({
      queryString: texts(values).map((value) => ({ key: literal(key), value })),
    })),
  ];
}

// Sorted, as their order means nothing to AWS and should not change the configuration.
const texts = (values: OneOrMore<string>): string[] => values.map(literal).sort();

const byName = (values: Readonly<Record<string, OneOrMore<string>>>): [string, OneOrMore<string>][] =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

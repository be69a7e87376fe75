import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkRuleConditions } from "./check-rule-conditions";
import { firstCovering } from "./covered-rules";
import type {
  FixedResponseAction,
  ListenerAction,
  ListenerRule,
  ListenerRules,
  RedirectAction,
} from "./listener-rule-config";

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
const MOST_RULES = 100;
const HIGHEST_PRIORITY = 50_000;
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
const LONGEST_TEXT = 128;
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html
const LONGEST_BODY = 1024;

export function checkListenerRules(path: string, rules: ListenerRules): Issue[] {
  const entries = Object.entries(rules);
  return [
    ...check(
      entries.length <= MOST_RULES,
      path,
      `must be at most ${MOST_RULES}, which is AWS's quota of a load balancer, got ${entries.length}`,
    ),
    ...entries.flatMap(([priority, rule], index) => [
      ...checkPriority(path, priority),
      ...checkRuleConditions(`${path}.${priority}.conditions`, rule.conditions),
      ...checkListenerAction(`${path}.${priority}.action`, rule.action),
      ...checkReached(`${path}.${priority}`, rule, entries.slice(0, index)),
    ]),
  ];
}

function checkPriority(path: string, priority: string): Issue[] {
  const isPriority = /^[1-9]\d*$/.test(priority) && Number(priority) <= HIGHEST_PRIORITY;
  const message = `must be a whole number from 1 to ${HIGHEST_PRIORITY}, got ${quote(priority)}`;
  return check(isPriority, path, `the priority of a rule ${message}`);
}

function checkReached(path: string, rule: ListenerRule, before: readonly [string, ListenerRule][]): Issue[] {
  const covering = firstCovering(rule, before);
  const message = `is never reached: every request that it is for gets the action of rule ${covering} before`;
  return check(covering === undefined, path, message);
}

export function checkListenerAction(path: string, action: ListenerAction): Issue[] {
  switch (action.type) {
    case "forward":
      return [];
    case "redirect":
      return checkRedirect(path, action);
    case "fixed-response":
      return checkFixedResponse(path, action);
  }
}

function checkRedirect(path: string, { protocol, host, port, path: to, query }: RedirectAction): Issue[] {
  const isChanged = [protocol, port].some((part) => part !== undefined);
  const isElsewhere = !["#{host}", undefined].includes(host) || !["/#{path}", undefined].includes(to);
  const texts = Object.entries({ host, path: to, query });
  return [
    ...check(
      isChanged || isElsewhere,
      path,
      "redirects to where the client came from: change protocol, host, port or path",
    ),
    ...check(
      port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65_535),
      `${path}.port`,
      `must be a port from 1 to 65535, got ${port}`,
    ),
    ...check(
      to === undefined || to.startsWith("/"),
      `${path}.path`,
      `must begin with /, got ${quote(to ?? "")}`,
    ),
    ...check(
      query === undefined || !query.startsWith("?"),
      `${path}.query`,
      `must not begin with ?, which is added, got ${quote(query ?? "")}`,
    ),
    ...texts.flatMap(([name, text = ""]) =>
      check(
        text.length <= LONGEST_TEXT,
        `${path}.${name}`,
        `must have at most ${LONGEST_TEXT} characters, got ${text.length}`,
      ),
    ),
  ];
}

function checkFixedResponse(path: string, { statusCode, body = "" }: FixedResponseAction): Issue[] {
  return [
    ...check(
      /^[245]\d\d$/.test(String(statusCode)),
      `${path}.statusCode`,
      `must be 200 to 299 or 400 to 599, got ${statusCode}`,
    ),
    ...check(
      body.length <= LONGEST_BODY,
      `${path}.body`,
      `must have at most ${LONGEST_BODY} characters, got ${body.length}`,
    ),
  ];
}

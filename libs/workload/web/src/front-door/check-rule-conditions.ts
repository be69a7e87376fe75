import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";
import ipaddr from "ipaddr.js";

import type { RuleConditions } from "./listener-rule-config";
import { isWildcard, tokensOf } from "./wildcard";

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html says 6 wildcards, the page
// on condition types 5. Neither can be raised.
const MOST_VALUES = 5;
const MOST_WILDCARDS = 5;

/** What AWS allows in one place. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html */
interface TextRule {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly allowed: string;
}

const HOST: TextRule = {
  pattern: /^[A-Za-z0-9*?.-]*\.[A-Za-z*?]+$/,
  longest: 128,
  allowed: "letters, digits, - . * ? with at least one dot, and no digit after the last one",
};
const PATH: TextRule = {
  pattern: /^[/*?][\w\-.$/~"'@:+&()!,;=*?]*$/,
  longest: 128,
  allowed: "a first / * or ?, then letters, digits and _ - . $ / ~ \" ' @ : + & ( ) ! , ; = * ?",
};
const METHOD: TextRule = { pattern: /^[A-Z_-]+$/, longest: 40, allowed: "A-Z, - and _" };
const HEADER_NAME: TextRule = {
  pattern: /^(?!host$)[\w!#$%&'*+.^`|~-]+$/i,
  longest: 40,
  allowed: "the name of a header, and hosts instead of the header Host",
};
const PRINTABLE: TextRule = { pattern: /^[ -~]+$/, longest: 128, allowed: "printable ASCII, not empty" };

export function checkRuleConditions(path: string, conditions: RuleConditions): Issue[] {
  const { hosts = [], paths = [], methods = [], headers = {}, query = {}, sourceCidrs = [] } = conditions;
  const texts = (name: string, values: readonly string[], rule: TextRule): Issue[] =>
    values.flatMap((value) => checkText(`${path}.${name}`, value, rule));
  return [
    ...texts("hosts", hosts, HOST),
    ...texts("paths", paths, PATH),
    ...texts("methods", methods, METHOD),
    ...texts("headers", Object.keys(headers), HEADER_NAME),
    ...checkNamedOnce(`${path}.headers`, Object.keys(headers)),
    ...Object.entries(headers).flatMap(([name, values]) => texts(`headers.${name}`, values, PRINTABLE)),
    ...texts("query", Object.keys(query), PRINTABLE),
    ...Object.entries(query).flatMap(([key, values]) => texts(`query.${key}`, values, PRINTABLE)),
    ...sourceCidrs.flatMap((cidr) => checkSourceCidr(`${path}.sourceCidrs`, cidr)),
    ...checkAmount(path, conditions),
  ];
}

function checkText(path: string, text: string, { pattern, longest, allowed }: TextRule): Issue[] {
  const isAllowed = pattern.test(text) && text.length <= longest;
  return check(isAllowed, path, `must be ${allowed}, at most ${longest} characters, got ${quote(text)}`);
}

function checkNamedOnce(path: string, names: readonly string[]): Issue[] {
  const isOnce = new Set(names.map((name) => name.toLowerCase())).size === names.length;
  return check(isOnce, path, `must not name a header twice, case ignored, got ${names.join(", ")}`);
}

function checkSourceCidr(path: string, cidr: string): Issue[] {
  const isRange = ipaddr.isValidCIDR(cidr) && !cidr.startsWith("255.255.255.255");
  return check(
    isRange,
    path,
    `must be an address range such as "192.0.2.0/24" or "2001:db8::/32", got ${quote(cidr)}`,
  );
}

function checkAmount(path: string, conditions: RuleConditions): Issue[] {
  const { hosts = [], paths = [], methods = [], headers = {}, query = {}, sourceCidrs = [] } = conditions;
  const lists = [hosts, paths, methods, sourceCidrs, ...Object.values(headers), ...Object.values(query)];
  const values = lists.flat();
  const wildcards = values.flatMap(tokensOf).filter(isWildcard).length;
  return [
    ...check(values.length > 0, path, "must have a condition: what no rule is for belongs into otherwise"),
    ...check(
      values.length <= MOST_VALUES,
      path,
      `must have at most ${MOST_VALUES} values in all, got ${values.length}: split the rule in two`,
    ),
    ...check(
      wildcards <= MOST_WILDCARDS,
      path,
      `must have at most ${MOST_WILDCARDS} wildcards in all, got ${wildcards}: split the rule in two`,
    ),
  ];
}

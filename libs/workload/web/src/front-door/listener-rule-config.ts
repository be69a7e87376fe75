/** A list that is not empty. */
export type OneOrMore<T> = readonly [T, ...T[]];

export type HttpMethod =
  "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "TRACE" | "CONNECT";

/**
 * Which requests a rule is for: all of the conditions hold, each by one of its values. `*` stands for any characters and
 * `?` for one. AWS allows 5 values and 5 wildcards in one rule.
 */
export interface RuleConditions {
  /**
   * Host names, case ignored: `["api.example.com", "*.api.example.com"]`.
   *
   * @default - any
   */
  readonly hosts?: OneOrMore<string>;
  /**
   * Paths, case matters, without the query. `/api/*` is not for `/api` itself: `["/api", "/api/*"]`.
   *
   * @default - any
   */
  readonly paths?: OneOrMore<string>;
  /** @default - any */
  readonly methods?: OneOrMore<HttpMethod>;
  /**
   * Values by the name of the header, case ignored: `{ "X-API-Version": ["v2"] }`.
   *
   * @default - any
   */
  readonly headers?: Readonly<Record<string, OneOrMore<string>>>;
  /**
   * Values by the key of the query, case ignored: `{ version: ["2"] }`.
   *
   * @default - any
   */
  readonly query?: Readonly<Record<string, OneOrMore<string>>>;
  /**
   * Address ranges that the request comes from, IPv4 or IPv6: `["192.0.2.0/24"]`.
   *
   * @default - any
   */
  readonly sourceCidrs?: OneOrMore<string>;
}

/** Answer with another address. What is not given stays as the client asked for it. */
export interface RedirectAction {
  readonly type: "redirect";
  /** The browser may remember it: 301 instead of 302. */
  readonly permanent: boolean;
  readonly protocol?: "HTTP" | "HTTPS";
  /** May contain `#{host}`. */
  readonly host?: string;
  /** 1 to 65535 */
  readonly port?: number;
  /** Begins with `/`; may contain `#{host}`, `#{path}` (without its first `/`) and `#{port}`. */
  readonly path?: string;
  /** Without its `?`; may contain `#{query}` and the others; empty for none. */
  readonly query?: string;
}

/** Answer without asking the fleet. */
export interface FixedResponseAction {
  readonly type: "fixed-response";
  /** 200 to 299, or 400 to 599. */
  readonly statusCode: number;
  /** @default "text/plain" */
  readonly contentType?:
    "text/plain" | "text/css" | "text/html" | "application/javascript" | "application/json";
  /**
   * At most 1024 characters.
   *
   * @default - empty
   */
  readonly body?: string;
}

/** Hand the request to the fleet. A front door has one fleet, so that there is nothing to weight. */
export interface ForwardAction {
  readonly type: "forward";
}

export type ListenerAction = ForwardAction | RedirectAction | FixedResponseAction;

export interface ListenerRule {
  readonly conditions: RuleConditions;
  readonly action: ListenerAction;
}

/**
 * Rules by their priority, 1 to 50000, the lowest first; a request gets the action of the first rule that it fits.
 *
 *     rules: {
 *       100: { conditions: { paths: ["/old/*"] }, action: { type: "redirect", permanent: true, path: "/new" } },
 *       200: { conditions: { methods: ["TRACE"] }, action: { type: "fixed-response", statusCode: 405 } },
 *     }
 *
 * A key cannot be written twice, so no two rules collide. The number is also the rule's identity: a rule that is put
 * between two others, at 150, changes neither, and rules that swap their places are changed in place. With a list, every
 * rule after a new one would take the number of the next, which AWS refuses as long as that one still has it.
 */
export type ListenerRules = Readonly<Record<number, ListenerRule>>;

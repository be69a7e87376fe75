import { check, type Issue } from "@tagform/outcome";

/**
 * Who is told when an alarm goes off and when it is over.
 *
 * Mail and HTTPS subscribers confirm within two days before they are told anything, and no deployment waits for that; a
 * queue and a function have to let the topic send to them, in policies of their own. A chat is told by Amazon Q Developer,
 * which subscribes by itself.
 */
export interface AlarmSubscriber {
  readonly protocol: "email" | "https" | "sqs" | "lambda";
  /** Mail address, `https://` address, ARN of a queue, ARN of a function. */
  readonly endpoint: string;
}

interface EndpointRule {
  readonly pattern: RegExp;
  readonly allowed: string;
}

const ENDPOINTS: Readonly<Record<AlarmSubscriber["protocol"], EndpointRule>> = {
  email: { pattern: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, allowed: "a mail address" },
  https: { pattern: /^https:\/\/[^\s/]+\S*$/, allowed: "an address that begins with https://" },
  // A topic that keeps no order cannot send to a queue that does.
  sqs: {
    pattern: /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$/,
    allowed: "the ARN of a standard queue",
  },
  lambda: {
    pattern: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9$_-]+)?$/,
    allowed: "the ARN of a function",
  },
};

/** What can be wrong with the subscribers of alarms. */
export function checkAlarmSubscribers(path: string, subscribers: readonly AlarmSubscriber[]): Issue[] {
  return subscribers.flatMap((subscriber, index) => {
    const { protocol, endpoint } = subscriber;
    if (!Object.hasOwn(ENDPOINTS, protocol)) {
      const known = Object.keys(ENDPOINTS).join(", ");
      return [{ path: `${path}[${index}].protocol`, message: `must be one of ${known}, got "${protocol}"` }];
    }
    const { pattern, allowed } = ENDPOINTS[protocol];
    const first = subscribers.findIndex((other) => sameSubscriber(other, subscriber));
    return [
      ...check(
        pattern.test(endpoint),
        `${path}[${index}].endpoint`,
        `must be ${allowed} for ${protocol}, got "${endpoint}"`,
      ),
      ...check(
        first === index,
        `${path}[${index}]`,
        `tells ${endpoint} a second time, as ${path}[${first}] does: remove one`,
      ),
    ];
  });
}

const sameSubscriber = (a: AlarmSubscriber, b: AlarmSubscriber): boolean =>
  a.protocol === b.protocol && a.endpoint === b.endpoint;

import { type AlarmSubscriber, checkAlarmSubscribers } from "./alarm-subscriber";

const issues = (...subscribers: AlarmSubscriber[]) =>
  checkAlarmSubscribers("web.monitoring.subscribers", subscribers).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test.each<AlarmSubscriber>([
  { protocol: "email", endpoint: "on-call@example.com" },
  { protocol: "https", endpoint: "https://events.example.com/integration/0a1b" },
  { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:111122223333:alarms" },
  { protocol: "lambda", endpoint: "arn:aws:lambda:us-east-1:111122223333:function:page-us:live" },
])("%j can be told", (subscriber) => {
  expect(issues(subscriber)).toEqual([]);
});

test.each<[AlarmSubscriber, string]>([
  [{ protocol: "email", endpoint: "on-call" }, "a mail address"],
  [{ protocol: "https", endpoint: "http://example.com" }, "an address that begins with https://"],
  [
    { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:111122223333:alarms.fifo" },
    "the ARN of a standard queue",
  ],
  [{ protocol: "lambda", endpoint: "page-us" }, "the ARN of a function"],
])("%j is an issue", (subscriber, allowed) => {
  expect(issues(subscriber)).toEqual([
    `web.monitoring.subscribers[0].endpoint: must be ${allowed} for ${subscriber.protocol}, got "${subscriber.endpoint}"`,
  ]);
});

test("a protocol that cannot be told is an issue", () => {
  expect(issues({ protocol: "sms" as "email", endpoint: "+15550100" })).toEqual([
    'web.monitoring.subscribers[0].protocol: must be one of email, https, sqs, lambda, got "sms"',
  ]);
});

test("nobody is told twice", () => {
  const subscriber = { protocol: "email", endpoint: "on-call@example.com" } as const;
  expect(issues(subscriber, subscriber)).toEqual([
    "web.monitoring.subscribers[1]: tells on-call@example.com a second time, as web.monitoring.subscribers[0] does: remove one",
  ]);
});

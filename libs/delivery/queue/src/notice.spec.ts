import { type DeliveryItem } from "./delivery-item";
import { delivery } from "./fixtures/deliveries";
import { noticeOf, topicMessage } from "./notice";

const failed = (overrides: Partial<DeliveryItem> = {}): DeliveryItem => ({
  ...delivery("dev_us-east-1/research/1.0"),
  cell: "dev_us-east-1/research",
  version: "1.0",
  state: "recording",
  queuedAt: "2026-11-21T12:00:00.000Z",
  result: "failed",
  failure: { stage: "Apply", reason: "AccessDenied", logUrl: "https://log/apply" },
  ...overrides,
});

test("says nothing of a delivery that went well", () => {
  expect(noticeOf(failed({ result: "succeeded", failure: undefined }), "dev")).toBeUndefined();
});

test("tells chats and mails the same: cell, tag, stage, reason, log, and what to do", () => {
  const message = JSON.parse(topicMessage(noticeOf(failed(), "dev")!)) as Record<string, string>;
  const { content } = JSON.parse(message["default"]!) as { content: Record<string, unknown> };
  expect(content).toMatchObject({
    title: "tagform: dev_us-east-1/research/1.0 failed in Apply",
    nextSteps: ["mend the cause and tag the cell's next version: a tag is delivered once"],
    keywords: ["dev", "dev_us-east-1/research"],
  });
  for (const text of [String(content["description"]), message["email"]!]) {
    expect(text).toContain("cell: dev_us-east-1/research\ntag: dev_us-east-1/research/1.0\n");
    expect(text).toContain("stage: Apply\nreason: AccessDenied\nlog: https://log/apply");
  }
});

test("has a subject that SNS takes, however long the tag", () => {
  const { subject } = noticeOf(failed({ tag: `dev_us-east-1/${"é".repeat(120)}/1.0` }), "dev")!;
  expect(subject).toMatch(/^[ -~]{1,100}$/);
});

test("tells of a delivery that failed and has no record as of one that failed", () => {
  const notice = noticeOf(failed(), "dev", { logUrl: "https://log/record" })!;
  expect(notice.subject).toContain("failed in Apply");
  expect(notice.body).toContain("record: not written");
  expect(notice.body).toContain("log of the record: https://log/record");
});

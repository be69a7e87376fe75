import { JsonJournal } from "./journal";

const lines: string[] = [];
const now = () => new Date("2026-11-21T12:00:00Z");
const journal = new JsonJournal("dev", now, (line) => lines.push(line));

beforeEach(() => {
  lines.length = 0;
});

test("writes metrics in CloudWatch's embedded format, with the environment as their dimension", () => {
  journal.metrics({ QueueAgeSeconds: 12, QueueLength: 3 });
  expect(JSON.parse(lines[0]!)).toEqual({
    _aws: {
      Timestamp: now().getTime(),
      CloudWatchMetrics: [
        {
          Namespace: "Tagform/Delivery",
          Dimensions: [["Environment"]],
          Metrics: [
            { Name: "QueueAgeSeconds", Unit: "Seconds" },
            { Name: "QueueLength", Unit: "Count" },
          ],
        },
      ],
    },
    Environment: "dev",
    QueueAgeSeconds: 12,
    QueueLength: 3,
  });
});

test("writes one JSON object a line, whatever the text", () => {
  journal.log("error", "could not be moved on", { reason: "two\nlines" });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("\n");
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: "error", environment: "dev", reason: "two\nlines" });
});

import { notificationTemplate } from "./notification";

const template = (title: string, description: string): string =>
  notificationTemplate({ title, description, nextSteps: [], keywords: [] });

test("a text that is nothing but a value is left for EventBridge to quote, one that has more is not", () => {
  const said = template("moved by <caller>", "<tag>");
  expect(said).toContain('"description": <tag>,');
  expect(said).toContain('"title": "moved by <caller>"');
});

test("a message without values is JSON in the form of a custom notification", () => {
  expect(JSON.parse(template("title", "description"))).toEqual({
    version: "1.0",
    source: "custom",
    content: {
      ...{ textType: "client-markdown", title: "title", description: "description" },
      ...{ nextSteps: [], keywords: [] },
    },
  });
});

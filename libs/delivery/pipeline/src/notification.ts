/**
 * A message to people in Amazon Q Developer's form, so that a chat shows it; mails show its JSON.
 *
 * In each text `<name>` stands for a value of the event, by its path. A text that is nothing but one such value is quoted by
 * EventBridge itself: what people chose, the name of a tag, stands in no other.
 *
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export interface Notification {
  /** One line. */
  readonly title: string;
  /** What happened, in Markdown. */
  readonly description: string;
  /** What to do, each one sentence. */
  readonly nextSteps: readonly string[];
  /** What to search for: the environment, an id. */
  readonly keywords: readonly string[];
}

/** The message as a template of EventBridge, which puts values for names. Ends with a line end, so that it is written as a text of several lines. */
export function notificationTemplate({ title, description, nextSteps, keywords }: Notification): string {
  const message = {
    version: "1.0",
    source: "custom",
    content: { textType: "client-markdown", title, description, nextSteps, keywords },
  };
  return `${JSON.stringify(message, null, 2).replaceAll(/"<([a-z]+)>"/g, "<$1>")}\n`;
}

import { type Answer } from "./pass-on";

/** An answer in the protocol of a service that something is not to be had. */
export function refusal(service: string, status: number, code: string, message: string): Answer {
  if (service === "s3") {
    return xml(status, `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`);
  }
  if (service === "sts" || service === "sns") {
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
    return xml(status, `<ErrorResponse>${error}</ErrorResponse>`);
  }
  return json(status, { __type: code.replace(/^AccessDenied$/, "AccessDeniedException"), message });
}

export function json(status: number, value: unknown): Answer {
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { "content-type": "application/x-amz-json-1.1" }, body };
}

const xml = (status: number, text: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`),
});

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

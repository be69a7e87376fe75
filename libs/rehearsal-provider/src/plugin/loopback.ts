import { UserError } from "@tagform/outcome";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks that an endpoint is on this machine.
 *
 * @throws UserError when the text is not an http(s) URL whose host is 127.0.0.0/8, ::1 or localhost.
 */
export function loopbackUrl(source: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:") {
    throw new UserError(`${source} must be an http URL, got "${text}"`);
  }
  if (!LOOPBACK.test(url.hostname)) {
    throw new UserError(
      `${source} is not on this machine: got "${text}"\n` +
        "Only 127.0.0.0/8, ::1 and localhost are called in a rehearsal. " +
        "For real AWS, use the AWS provider of the registry or of a mirror.",
    );
  }
  return url;
}

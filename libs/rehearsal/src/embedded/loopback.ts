import { RefusedError } from "@tagform/outcome";

/** Numbers and `localhost` only: any other name could be made to resolve elsewhere. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of an embedded AWS, as `http://host:port` without a path.
 *
 * @throws RefusedError if it is not plain HTTP to this machine, so that no call can reach a real AWS
 */
export function loopbackEndpoint(text: string): string {
  const allowed = "only http://127.0.0.1:<port>, http://localhost:<port> and http://[::1]:<port> are allowed";
  if (!URL.canParse(text)) throw new RefusedError(`embedded AWS "${text}" is not a URL: ${allowed}`);
  const { protocol, hostname, port, host, username, password, pathname, search, hash } = new URL(text);
  if (protocol !== "http:" || !LOOPBACK.test(hostname)) {
    throw new RefusedError(`embedded AWS "${text}" is not on this machine: ${allowed}`);
  }
  if (port === "" || username + password + search + hash !== "" || pathname !== "/") {
    throw new RefusedError(
      `embedded AWS "${text}" must be an address with a port and nothing else: ${allowed}`,
    );
  }
  return `http://${host}`;
}

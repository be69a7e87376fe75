import { type Cloud, REAL_AWS } from "@tagform/steps";

/** What is added to a command that reads records. */
export const ENDPOINT_OPTION = [
  "--endpoint <url>",
  "read from an embedded AWS that a rehearsal kept",
] as const;

/**
 * Where records are read: in the real AWS with the user's own credentials, or in an embedded one.
 *
 * @throws RefusedError if the endpoint is not loopback, UserError if no embedded AWS answers there
 */
export async function recordsCloud(endpoint: string | undefined): Promise<Cloud> {
  if (endpoint === undefined) return REAL_AWS;
  const { EmbeddedAws } = await import("@tagform/rehearsal");
  const { environment } = await EmbeddedAws.connect(endpoint);
  return { ...REAL_AWS, kind: "embedded", environment };
}

import { assertCloudIsSafe, type Cloud, REAL_AWS } from "@tagform/steps";

/**
 * The AWS that a step talks to when no run directory says so: the real one, unless `AWS_ENDPOINT_URL` is an address of this
 * machine, where a rehearsal serves an embedded one.
 */
export function environmentCloud(env: Readonly<Record<string, string>>): Cloud {
  const endpoint = env["AWS_ENDPOINT_URL"];
  if (endpoint === undefined || !isLoopback(endpoint)) return REAL_AWS;
  const environment = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("AWS_")));
  const embedded: Cloud = { ...REAL_AWS, kind: "embedded", environment };
  assertCloudIsSafe(embedded);
  return embedded;
}

const isLoopback = (url: string): boolean =>
  URL.canParse(url) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

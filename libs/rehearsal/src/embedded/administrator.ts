import { UserError } from "@tagform/outcome";

import { callEmbeddedAws } from "./aws-call";

/**
 * Credentials of somebody who may do everything in an account of an embedded AWS, as variables. It makes accounts when
 * they are first used; the account of {@link EmbeddedAws.environment} is one of its own.
 *
 * @throws RefusedError if `endpoint` is not loopback, UserError if the embedded AWS refuses
 */
export async function administratorOf(endpoint: string, accountId: string): Promise<Record<string, string>> {
  const form = new URLSearchParams({
    Action: "AssumeRole",
    Version: "2011-06-15",
    RoleArn: `arn:aws:iam::${accountId}:role/Administrator`,
    RoleSessionName: "rehearsal",
  });
  const { status, body } = await callEmbeddedAws(endpoint, {
    service: "sts",
    region: "us-east-1",
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: form.toString(),
  });
  const said = (name: string): string | undefined => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body)?.[1];
  const [id, secret, token] = ["AccessKeyId", "SecretAccessKey", "SessionToken"].map(said);
  if (status !== 200 || id === undefined || secret === undefined || token === undefined) {
    throw new UserError(
      `embedded AWS did not let anybody into account ${accountId}: answer ${status}, ${body.trim().slice(0, 500)}`,
    );
  }
  return { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token };
}

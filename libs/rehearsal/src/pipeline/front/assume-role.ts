import { UserError } from "@tagform/outcome";

import { callEmbeddedAws } from "../../embedded/aws-call";

/** What a program needs to sign its calls. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Credentials of a role from an embedded AWS, which makes what they make in the role's account. The role need not exist.
 *
 * @throws UserError if it refuses
 */
export async function assumeRole(
  endpoint: string,
  { roleArn, sessionName, region }: { roleArn: string; sessionName: string; region: string },
): Promise<Credentials> {
  const { status, body } = await callEmbeddedAws(endpoint, {
    service: "sts",
    region,
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: roleArn,
      RoleSessionName: sessionName,
    }).toString(),
  });
  const part = (name: string): string => new RegExp(`<${name}>([^<]+)<`).exec(body)?.[1] ?? "";
  const credentials = {
    accessKeyId: part("AccessKeyId"),
    secretAccessKey: part("SecretAccessKey"),
    sessionToken: part("SessionToken"),
  };
  if (status === 200 && Object.values(credentials).every((value) => value !== "")) return credentials;
  throw new UserError(`the embedded AWS gave no session of ${roleArn}: ${status}, ${body.slice(0, 200)}`);
}

import { embeddedEnvironment } from "../../embedded/environment";
import { type StackPlace } from "../definition/terraform-stack";
import { assumeRole, type Credentials } from "../front/assume-role";

/** Who makes what is there before a delivery begins: in the tooling account, past the front. */
export interface Owner {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly environment: Readonly<Record<string, string>>;
}

export async function ownerOf(endpoint: string, place: StackPlace): Promise<Owner> {
  const { partition, accountId, region } = place;
  const roleArn = `arn:${partition}:iam::${accountId}:role/RehearsalOwner`;
  const credentials = await assumeRole(endpoint, { roleArn, sessionName: "rehearsal", region });
  const environment = {
    ...embeddedEnvironment(endpoint),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
  return { endpoint, region, credentials, environment };
}

import { type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { callEmbeddedAws } from "./aws-call";

/**
 * A cell's state in an embedded AWS, as terraform wrote it; undefined while there is none.
 *
 * @throws UserError if the embedded AWS refuses
 */
export async function stateText(
  endpoint: string,
  { bucket, key, region }: StateLocation,
): Promise<string | undefined> {
  const path = `/${bucket}/${key}`;
  const { status, body } = await callEmbeddedAws(endpoint, { service: "s3", region, method: "GET", path });
  if (status === 404) return undefined;
  if (status === 200) return body;
  throw new UserError(`the embedded AWS answered ${status} for the state s3:/${path}: ${body.slice(0, 200)}`);
}

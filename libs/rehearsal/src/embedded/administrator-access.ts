import { administratorOf } from "./administrator";

/** How a client of the AWS SDK reaches an account of an embedded AWS as somebody who may do everything there. */
export async function administratorAccess(endpoint: string, region: string, accountId: string) {
  const variables = await administratorOf(endpoint, accountId);
  return {
    region,
    endpoint,
    credentials: {
      accessKeyId: variables["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: variables["AWS_SECRET_ACCESS_KEY"] ?? "",
      sessionToken: variables["AWS_SESSION_TOKEN"] ?? "",
    },
  };
}

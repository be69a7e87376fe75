import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { type WorkspaceCopy } from "@tagform/testing";

const ACCOUNT = "555555555555";
const REGION = "us-east-1";
const LOCKS = "tagform-lock-tooling";

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** An embedded AWS that a rehearsal kept. */
export interface Kept {
  readonly endpoint: string;
  readonly pid: number;
}

/** Leaves an embedded AWS, as people get one who want to try. */
export function keepEmbeddedAws(copy: WorkspaceCopy): Kept {
  const words = ["rehearse", "dev_global/risk/1.0", "--provider", "rehearsal", "--keep", "--json"];
  const { exitCode, stdout, stderr } = copy.tagform(...words);
  if (exitCode !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly kept: Kept }).kept;
}

/** The tooling account in an embedded AWS, as its administrator sees it. */
export class ToolingAccount {
  private constructor(
    private readonly endpoint: string,
    private readonly credentials: Credentials,
  ) {}

  /** With nothing in it: the whole embedded AWS forgets what it had. */
  public static async empty(endpoint: string): Promise<ToolingAccount> {
    await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
    return new ToolingAccount(endpoint, await administrator(endpoint));
  }

  public get s3(): S3Client {
    const { endpoint, credentials } = this;
    return new S3Client({ region: REGION, endpoint, credentials, forcePathStyle: true });
  }

  public async buckets(): Promise<string[]> {
    const { Buckets = [] } = await this.s3.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name = "" }) => Name).sort();
  }

  /** A table that locks states if its key is `LockID`. */
  public async makeLockTable(key: string): Promise<void> {
    await this.dynamodb.send(
      new CreateTableCommand({
        TableName: LOCKS,
        KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: key, AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
  }

  public async deleteLockTable(): Promise<void> {
    await this.dynamodb.send(new DeleteTableCommand({ TableName: LOCKS }));
  }

  private get dynamodb(): DynamoDBClient {
    const { endpoint, credentials } = this;
    return new DynamoDBClient({ region: REGION, endpoint, credentials });
  }
}

/** Anybody may assume any role of an embedded AWS, which makes the account. */
async function administrator(endpoint: string): Promise<Credentials> {
  const scope = `REHEARSALNOTREAL0000/20000101/${REGION}/sts/aws4_request`;
  const body = new URLSearchParams({
    Action: "AssumeRole",
    Version: "2011-06-15",
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/Administrator`,
    RoleSessionName: "test",
  });
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
  const answer = await (await fetch(endpoint, { method: "POST", headers: { authorization }, body })).text();
  const said = (name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(answer)![1]!;
  return {
    accessKeyId: said("AccessKeyId"),
    secretAccessKey: said("SecretAccessKey"),
    sessionToken: said("SessionToken"),
  };
}

import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { RefusedError } from "@tagform/outcome";

import { awsClientSettings } from "../aws-client";
import { REAL_AWS } from "../cloud";
import { testContext } from "../fixtures/context";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { KmsSealKey } from "./kms-seal-key";
import { LocalSealKey } from "./local-seal-key";
import { sealKey } from "./seal-key";

const STATEMENT = Buffer.from('{"cell":"a"}');
const OTHER = Buffer.from('{"cell":"b"}');
const ARN = "arn:aws:kms:us-east-1:111122223333:key/0000";

describe("the key of this machine", () => {
  test("signs, knows its signature again, and no other statement's", async () => {
    const root = temporaryFolder();
    const signature = await new LocalSealKey(root).sign(STATEMENT);
    const key = new LocalSealKey(root);
    expect(await key.problemOf(STATEMENT, signature)).toBeUndefined();
    expect(await key.problemOf(OTHER, signature)).toBe("its signature is not that of the statement");
  });

  test("is made once, and is readable by its owner only", async () => {
    const root = temporaryFolder();
    const file = join(root, ".tagform/sealing-key.pem");
    const signed = await Promise.all([1, 2, 3, 4].map(() => new LocalSealKey(root).sign(STATEMENT)));
    expect(new Set(signed.map(({ key }) => key)).size).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, "utf8");
    await new LocalSealKey(root).sign(OTHER);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("is not used when others may read it", async () => {
    const root = temporaryFolder();
    await new LocalSealKey(root).sign(STATEMENT);
    chmodSync(join(root, ".tagform/sealing-key.pem"), 0o640);
    await expect(new LocalSealKey(root).sign(STATEMENT)).rejects.toThrow(RefusedError);
  });

  test("is not made to verify, and is told from that of another machine", async () => {
    const [here, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const signature = await new LocalSealKey(elsewhere).sign(STATEMENT);
    expect(await new LocalSealKey(here).problemOf(STATEMENT, signature)).toContain(
      "and this machine has none",
    );
    expect(existsSync(join(here, ".tagform"))).toBe(false);
    await new LocalSealKey(here).sign(STATEMENT);
    expect(await new LocalSealKey(here).problemOf(STATEMENT, signature)).toContain(
      "was signed by another key",
    );
  });

  test("is not asked where the environment has a key in KMS", async () => {
    const context = testContext({ toolRoot: temporaryFolder() });
    const local = await sealKey({}, REAL_AWS, context).sign(STATEMENT);
    const problem = await sealKey({ keyArn: ARN }, REAL_AWS, context).problemOf(STATEMENT, local);
    expect(problem).toBe(`it was signed by another key (${local.key}), not by ${ARN}`);
  });
});

test.each(["alias/sealing", "arn:aws:kms:us-east-1:111122223333:alias/sealing", "0000"])(
  "%s is no ARN of a key",
  (arn) => {
    expect(() => new KmsSealKey(arn, REAL_AWS)).toThrow("it must be the ARN of a KMS key, not of an alias");
  },
);

describeWithStorage("a key of KMS", () => {
  jest.setTimeout(60_000);
  let storage: StateStorage;
  let client: KMSClient;
  beforeAll(async () => {
    storage = await StateStorage.start();
    client = new KMSClient(awsClientSettings(storage.cloud, "us-east-1", "KMS"));
  });
  afterAll(() => {
    client.destroy();
    storage.stop();
  });

  const newKey = async (): Promise<string> => {
    const command = new CreateKeyCommand({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
    return (await client.send(command)).KeyMetadata?.Arn ?? "";
  };

  test("signs, knows its signature again, and no other statement's or key's", async () => {
    const [arn, otherArn] = [await newKey(), await newKey()];
    const key = new KmsSealKey(arn, storage.cloud);
    const signature = await key.sign(STATEMENT);
    expect(signature).toMatchObject({ algorithm: "ECDSA_SHA_256", key: arn });
    expect(await key.problemOf(STATEMENT, signature)).toBeUndefined();
    expect(await key.problemOf(OTHER, signature)).toBe("its signature is not that of the statement");
    const forged = await new KmsSealKey(otherArn, storage.cloud).sign(STATEMENT);
    expect(await key.problemOf(STATEMENT, forged)).toContain("it was signed by another key");
    expect(await key.problemOf(STATEMENT, { ...forged, key: arn })).toBe(
      "its signature is not that of the statement",
    );
  });
});

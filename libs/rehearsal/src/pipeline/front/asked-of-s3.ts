import { type Asked, type AwsRequest, UnknownCallError } from "./aws-request";

/** Calls on a bucket by method and sub-resource (`""` has none). */
const ON_BUCKET: Readonly<Record<string, string>> = {
  "GET ": "ListBucket",
  "GET list-type": "ListBucket",
  "HEAD ": "ListBucket",
  "GET location": "GetBucketLocation",
  "GET versioning": "GetBucketVersioning",
  "GET versions": "ListBucketVersions",
  "GET uploads": "ListBucketMultipartUploads",
};

/** Calls on an object; one with a version asks for the action of versions. */
const ON_OBJECT: Readonly<Record<string, string>> = {
  "GET ": "GetObject",
  "HEAD ": "GetObject",
  "GET versionId": "GetObjectVersion",
  "HEAD versionId": "GetObjectVersion",
  "PUT ": "PutObject",
  "POST uploads": "PutObject",
  "POST uploadId": "PutObject",
  "PUT uploadId": "PutObject",
  "DELETE uploadId": "AbortMultipartUpload",
  "DELETE ": "DeleteObject",
  "DELETE versionId": "DeleteObjectVersion",
  "GET tagging": "GetObjectTagging",
  "PUT tagging": "PutObjectTagging",
  "GET retention": "GetObjectRetention",
  "PUT retention": "PutObjectRetention",
};

/** Parameters that say how, not what. */
const MANNERS = ["prefix", "delimiter", "max-keys", "continuation-token", "start-after", "encoding-type"];
const MORE_MANNERS = ["fetch-owner", "x-id", "partNumber", "key-marker", "version-id-marker", "marker"];

/** The key that encrypts a bucket's objects, undefined where S3's own does. */
export type KeyOfBucket = (bucket: string) => BucketKey | undefined;

export interface BucketKey {
  readonly arn: string;
  /** Whether S3 asks it for the bucket, and not for each object. */
  readonly forBucket: boolean;
}

/** What a call to S3 asks for: the action itself, and of the key that encrypts the bucket what S3 asks in the caller's name. */
export function askedOfS3(request: AwsRequest, partition: string, keyOf: KeyOfBucket): Asked[] {
  const url = new URL(request.target, "http://s3");
  const [bucket = "", ...rest] = url.pathname.slice(1).split("/");
  const key = decodeURIComponent(rest.join("/"));
  const { name, call } = operationOf(request, url, key === "" ? ON_BUCKET : ON_OBJECT);
  if (bucket === "" || name === undefined) throw new UnknownCallError(`s3: ${call}`);
  if (request.headers["x-amz-copy-source"] !== undefined) throw new UnknownCallError("s3: CopyObject");
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const resource = key === "" ? bucketArn : `${bucketArn}/${key}`;
  const prefix = url.searchParams.get("prefix");
  const asked: Asked = {
    action: `s3:${name}`,
    resource,
    context: { ...headersOf(request), ...(name.startsWith("ListBucket") && { "s3:prefix": prefix ?? "" }) },
  };
  return [asked, ...askedOfKey(name, request, keyOf(bucket), bucketArn, resource)];
}

function operationOf(
  { method }: AwsRequest,
  url: URL,
  table: Readonly<Record<string, string>>,
): { name: string | undefined; call: string } {
  const subresources = [...url.searchParams.keys()].filter(
    (each) => !MANNERS.includes(each) && !MORE_MANNERS.includes(each),
  );
  const call = `${method} ${subresources.join("&")}`;
  return { name: table[call], call: `${call} of ${url.pathname}` };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
function headersOf({ headers }: AwsRequest): Record<string, string> {
  const named = ["x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id", "x-amz-acl"];
  const values = named.map((name) => [`s3:${name}`, headers[name]]);
  const conditional = ["if-match", "if-none-match"].map((name) => [`s3:${name}`, headers[name]]);
  return Object.fromEntries([...values, ...conditional].filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

const NEEDS_KEY: Readonly<Record<string, string>> = {
  GetObject: "kms:Decrypt",
  GetObjectVersion: "kms:Decrypt",
  PutObject: "kms:GenerateDataKey",
};

/**
 * With a bucket key, S3 names the bucket where it else names the object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
function askedOfKey(
  name: string,
  { region }: AwsRequest,
  key: BucketKey | undefined,
  bucketArn: string,
  objectArn: string,
): Asked[] {
  const action = NEEDS_KEY[name];
  if (action === undefined || key === undefined) return [];
  const context = {
    "kms:ViaService": `s3.${region}.amazonaws.com`,
    "kms:EncryptionContext:aws:s3:arn": key.forBucket ? bucketArn : objectArn,
  };
  return [{ action, resource: key.arn, context }];
}

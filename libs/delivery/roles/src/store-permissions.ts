import type { Arn, Statement } from "./policy-document";
import type { PipelineStore, StepResources } from "./step-resources";

type Place = Pick<StepResources, "tooling" | "state">;

/** Read objects of a store: all, or those below a folder, `sealed/`. */
export const get = (name: string, store: PipelineStore, place: Place, folder = ""): Statement[] => [
  {
    sid: `${name}Read`,
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    resources: [objectsOf(store, place, folder)],
  },
  storeKey(`${name}Decrypted`, ["kms:Decrypt"], store, place, folder),
];

/** Write objects of a store: who writes needs no right to read what was written. */
export const put = (name: string, store: PipelineStore, place: Place, folder = ""): Statement[] => [
  { sid: `${name}Written`, actions: ["s3:PutObject"], resources: [objectsOf(store, place, folder)] },
  storeKey(`${name}Encrypted`, ["kms:GenerateDataKey"], store, place, folder),
];

/** Learn which objects are below a folder. */
export const list = (name: string, store: PipelineStore, place: Place, folder: string): Statement => ({
  sid: `${name}Listed`,
  actions: ["s3:ListBucket"],
  resources: [bucketOf(store, place)],
  conditions: [{ test: "StringLike", variable: "s3:prefix", values: [`${folder}*`] }],
});

/**
 * Learn whose buckets they are and where: CodePipeline and CodeBuild ask before they use one, and CodePipeline whether it
 * keeps versions. https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html
 */
export const known = (
  stores: readonly PipelineStore[],
  place: Place,
  more: readonly string[] = [],
): Statement => ({
  sid: "BucketsKnown",
  actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", ...more],
  resources: stores.map((store) => bucketOf(store, place)),
});

const bucketOf = ({ bucket }: PipelineStore, { tooling }: Place): Arn =>
  `arn:${tooling.partition}:s3:::${bucket}`;

const objectsOf = (store: PipelineStore, place: Place, folder: string): Arn =>
  `${bucketOf(store, place)}/${folder}*`;

/** The key serves this bucket only; S3 says for which one it asks, or for which object where there is no bucket key. */
function storeKey(
  sid: string,
  actions: string[],
  store: PipelineStore,
  place: Place,
  folder: string,
): Statement {
  const bucket = bucketOf(store, place);
  return {
    sid,
    actions,
    resources: [store.keyArn],
    conditions: [
      {
        test: "StringEquals",
        variable: "kms:ViaService",
        values: [`s3.${place.state.buildRegion}.amazonaws.com`],
      },
      {
        test: "StringLike",
        variable: "kms:EncryptionContext:aws:s3:arn",
        values: folder === "" ? [bucket, `${bucket}/*`] : [`${bucket}/${folder}*`],
      },
    ],
  };
}

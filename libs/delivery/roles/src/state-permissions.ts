import {
  type Cell,
  LATEST_FOLDER,
  recordsFolder,
  stateLocation,
  type StateSettings,
  type StateStore,
} from "@tagform/deployment";

import type { Account } from "./account";
import type { Arn, Condition, Statement } from "./policy-document";

/** What keeps states of an environment, and which of its keys they have. */
export interface StatePlace extends StateStore {
  /** Keys of the cells' states, with `*` for the team, and in the central layout for the scope: `*` + `/dev-*` + `/terraform.tfstate`. */
  readonly keys: readonly string[];
  /** Where the marks of the latest runs lie: `_latest/dev_*` + `/`. */
  readonly marks: readonly string[];
}

/**
 * Where the states of cells lie, in order. Keys name no teams: an environment's role works for all of them, and a policy
 * that named each one would be full with about twenty. In the central layout they name no scopes either: the bucket is the
 * environment's, and a new Region changes no role.
 */
export function statePlaces(cells: readonly Cell[], settings: StateSettings): StatePlace[] {
  const places = new Map<string, { store: StateStore; keys: Set<string>; marks: Set<string> }>();
  for (const cell of cells) {
    const { key, ...store } = stateLocation(cell, settings);
    const place = places.get(store.bucket) ?? { store, keys: new Set(), marks: new Set() };
    places.set(store.bucket, place);
    const isCentral = settings.layout === "central";
    const ofAnyTeam = `*${key.slice(cell.team.length)}`;
    place.keys.add(isCentral ? ofAnyTeam.replace(`-${cell.scope}/`, "-*/") : ofAnyTeam);
    place.marks.add(`${LATEST_FOLDER}${cell.environment}_${isCentral ? "*" : cell.scope}/`);
  }
  return [...places.values()]
    .map(({ store, keys, marks }) => ({ ...store, keys: [...keys].sort(), marks: [...marks].sort() }))
    .sort((a, b) => (a.bucket < b.bucket ? -1 : 1));
}

export interface StatePermissionProps {
  readonly tooling: Account;
  readonly places: readonly StatePlace[];
  /** Keys that encrypt buckets and tables. */
  readonly keyArns: readonly Arn[];
}

/** What everybody needs who works with something in a bucket of states. */
export function stateBuckets(props: StatePermissionProps): Statement[] {
  return [
    {
      // Without it, S3 answers "forbidden" for what does not exist yet.
      sid: "StateBuckets",
      actions: ["s3:ListBucket"],
      resources: props.places.map((place) => bucketArn(props, place)),
    },
    stateKeys(props),
  ];
}

/** What plan needs: read a state and its digest, take and return the locks in bucket and table. */
export function stateRead(props: StatePermissionProps): Statement[] {
  const { places } = props;
  return [
    { sid: "StateRead", actions: ["s3:GetObject"], resources: objects(props, "") },
    {
      sid: "StateLockObjects",
      actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resources: objects(props, ".tflock"),
    },
    {
      sid: "StateLockItems",
      actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"],
      resources: tables(props),
      conditions: items(places, ""),
    },
    {
      sid: "StateDigestRead",
      actions: ["dynamodb:GetItem"],
      resources: tables(props),
      conditions: items(places, "-md5"),
    },
    { sid: "StateLockTables", actions: ["dynamodb:DescribeTable"], resources: tables(props) },
  ];
}

/** What apply needs besides: write a state, and its digest with it. No step deletes a state. */
export function stateWrite(props: StatePermissionProps): Statement[] {
  return [
    { sid: "StateWrite", actions: ["s3:PutObject"], resources: objects(props, "") },
    {
      sid: "StateDigestWrite",
      actions: ["dynamodb:PutItem"],
      resources: tables(props),
      conditions: items(props.places, "-md5"),
    },
  ];
}

/** Records lie beside the states of their cells; who runs a cell reads them to know what was deployed before. */
export function recordRead(props: StatePermissionProps): Statement[] {
  return [{ sid: "RecordRead", actions: ["s3:GetObject"], resources: recordFolders(props) }];
}

/** A record stays; the mark that it made old goes (docs/adr/0017-a-mark-names-the-latest-run.md). */
export function recordWrite(props: StatePermissionProps): Statement[] {
  const marks = props.places.flatMap((place) =>
    place.marks.map((folder): Arn => `${bucketArn(props, place)}/${folder}*`),
  );
  return [
    { sid: "RecordWrite", actions: ["s3:PutObject"], resources: recordFolders(props) },
    { sid: "LatestRuns", actions: ["s3:PutObject", "s3:DeleteObject"], resources: marks },
  ];
}

const recordFolders = (props: StatePermissionProps): Arn[] =>
  props.places.flatMap((place) =>
    place.keys.map((key): Arn => `${bucketArn(props, place)}/${recordsFolder({ key })}*`),
  );

const bucketArn = ({ tooling }: StatePermissionProps, { bucket }: StateStore): Arn =>
  `arn:${tooling.partition}:s3:::${bucket}`;

const objects = (props: StatePermissionProps, ending: string): Arn[] =>
  props.places.flatMap((place) => place.keys.map((key): Arn => `${bucketArn(props, place)}/${key}${ending}`));

const tables = ({ tooling, places }: StatePermissionProps): Arn[] =>
  places.map(
    ({ region, lockTable }): Arn =>
      `arn:${tooling.partition}:dynamodb:${region}:${tooling.accountId}:table/${lockTable}`,
  );

/** A request that names no item at all must not pass as one whose items are all allowed. */
function items(places: readonly StatePlace[], ending: string): Condition[] {
  const variable = "dynamodb:LeadingKeys";
  const values = places.flatMap(({ bucket, keys }) => keys.map((key) => `${bucket}/${key}${ending}`));
  return [
    { test: "ForAllValues:StringLike", variable, values },
    { test: "Null", variable, values: ["false"] },
  ];
}

function stateKeys({ places, keyArns }: StatePermissionProps): Statement {
  const services = places.flatMap(({ region }) => [
    `s3.${region}.amazonaws.com`,
    `dynamodb.${region}.amazonaws.com`,
  ]);
  return {
    sid: "StateKeys",
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey"],
    resources: keyArns,
    conditions: [{ test: "StringEquals", variable: "kms:ViaService", values: services }],
  };
}

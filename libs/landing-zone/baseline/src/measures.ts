import type { WorkloadProps } from "@tagform/workload-kind";
import type { Construct } from "constructs";

import { AccessAnalysis } from "./access-analysis";
import { AccountAlias } from "./account-alias";
import type { AccountBaselineConfig } from "./account-baseline-config";
import { AlternateContacts } from "./alternate-contacts";
import { Budgets } from "./budgets";
import { ConfigRecorder } from "./config-recorder";
import { DefaultVpcs } from "./default-vpcs/default-vpcs";
import { ImageSharing } from "./image-sharing";
import { InstanceMetadata } from "./instance-metadata";
import { PasswordPolicy } from "./password-policy";
import type { RegionSettingsProps } from "./region-settings";
import { S3PublicAccess } from "./s3-public-access";
import { SerialConsole } from "./serial-console";
import { ServiceQuotas } from "./service-quotas";
import { SnapshotSharing } from "./snapshot-sharing";
import { VolumeEncryption } from "./volume-encryption";

/** What a measure can be built from. */
export interface MeasureContext {
  readonly config: AccountBaselineConfig;
  /** Whose account it is, and what things in it are named after. */
  readonly owner: Pick<WorkloadProps<AccountBaselineConfig>, "name" | "region" | "accountId" | "partition">;
  /** For measures that make the same setting in each Region. */
  readonly settings: RegionSettingsProps;
}

/** Builds one measure, or nothing where the data asks for none. */
export type Measure = (scope: Construct, id: string, context: MeasureContext) => unknown;

/** All that an account is born with, by the id of its construct: another measure is a file and a line. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  "s3-public-access": (scope, id, { config }) => new S3PublicAccess(scope, id, config),
  "volume-encryption": (scope, id, { config, owner, settings }) =>
    new VolumeEncryption(scope, id, { ...owner, ...settings, keys: config.volumeKeys ?? "aws" }),
  "default-vpcs": (scope, id, { config, owner, settings: { regions } }) =>
    new DefaultVpcs(scope, id, { ...owner, ...config.defaultVpcs, regions }),
  "instance-metadata": (scope, id, { config, settings }) =>
    new InstanceMetadata(scope, id, { ...settings, hops: config.metadataHops ?? 1 }),
  "serial-console": (scope, id, { settings }) => new SerialConsole(scope, id, settings),
  "snapshot-sharing": (scope, id, { settings }) => new SnapshotSharing(scope, id, settings),
  "image-sharing": (scope, id, { settings }) => new ImageSharing(scope, id, settings),
  "password-policy": (scope, id, { config }) => new PasswordPolicy(scope, id, config.passwords ?? {}),
  "account-alias": (scope, id, { config: { accountAlias: alias } }) =>
    alias === undefined ? undefined : new AccountAlias(scope, id, { alias }),
  "access-analysis": (scope, id, { config, owner, settings }) =>
    new AccessAnalysis(scope, id, { ...settings, ...config.accessAnalysis, name: owner.name }),
  contacts: (scope, id, { config }) => new AlternateContacts(scope, id, config.contacts),
  budgets: (scope, id, { config, owner }) => new Budgets(scope, id, { ...owner, ...config.budgets }),
  quotas: (scope, id, { config, settings }) =>
    new ServiceQuotas(scope, id, { ...settings, requests: config.quotas ?? [] }),
  recorder: (scope, id, { config: { recorder }, settings }) =>
    recorder === "control-tower" ? undefined : new ConfigRecorder(scope, id, { ...settings, ...recorder }),
};

import { UserError } from "@tagform/outcome";

import { isRegion, type Region, REGION_CODES } from "./region";
import type { StateSettings } from "./state-location";
import { didYouMean, quote } from "./wording";

/** Where a setting came from, for `tagform explain`. */
export type SettingOrigin =
  | { readonly kind: "option"; readonly name: string }
  | { readonly kind: "environment-variable"; readonly name: string }
  | { readonly kind: "data"; readonly name: string };

export interface StateSettingSources {
  /** Options of the command. */
  readonly option: {
    readonly tfBackendConfigPrefix?: string | undefined;
    readonly buildRegion?: string | undefined;
  };
  /** The process environment, or as much of it as may count. */
  readonly environmentVariable: Readonly<
    Partial<Record<"TF_BACKEND_CONFIG_PREFIX" | "AWS_REGION" | "CODEBUILD_BUILD_ID", string | undefined>>
  >;
  /** `state` of the environment's data. */
  readonly data: StateSettings;
}

export interface ResolvedStateSettings {
  readonly settings: StateSettings;
  readonly origins: Readonly<Record<keyof StateSettings, SettingOrigin>>;
}

interface Candidate<Value> {
  readonly value: Value | undefined;
  readonly origin: SettingOrigin;
}

const option = (name: string): SettingOrigin => ({ kind: "option", name });
const variable = (name: string): SettingOrigin => ({ kind: "environment-variable", name });
const data = (name: string): SettingOrigin => ({ kind: "data", name });

/**
 * The state settings that count: an option before an environment variable before the environment's data.
 * `AWS_REGION` counts only inside CodeBuild, where it is the Region in which the build runs; on a laptop it is
 * whatever the last shell wanted.
 *
 * @throws UserError when the value that counts is empty or no Region; an empty value is never skipped
 */
export function resolveStateSettings(sources: StateSettingSources): ResolvedStateSettings {
  const { environmentVariable: environment } = sources;
  const inCodeBuild = environment.CODEBUILD_BUILD_ID !== undefined;
  const prefix = first([
    { value: sources.option.tfBackendConfigPrefix, origin: option("--tf-backend-config-prefix") },
    { value: environment.TF_BACKEND_CONFIG_PREFIX, origin: variable("TF_BACKEND_CONFIG_PREFIX") },
    { value: sources.data.tfBackendConfigPrefix, origin: data("state.tfBackendConfigPrefix") },
  ]);
  const region = first([
    { value: sources.option.buildRegion, origin: option("--build-region") },
    { value: inCodeBuild ? environment.AWS_REGION : undefined, origin: variable("AWS_REGION") },
    { value: sources.data.buildRegion, origin: data("state.buildRegion") },
  ]);
  return {
    settings: {
      tfBackendConfigPrefix: prefix.value,
      buildRegion: regionOf(region.value, region.origin),
      layout: sources.data.layout,
    },
    origins: {
      tfBackendConfigPrefix: prefix.origin,
      buildRegion: region.origin,
      layout: data("state.layout"),
    },
  };
}

function first(candidates: readonly Candidate<string>[]): { value: string; origin: SettingOrigin } {
  for (const { value, origin } of candidates) {
    if (value === "") throw new UserError(`${origin.name} is empty: give it a value or leave it out`);
    if (value !== undefined) return { value, origin };
  }
  throw new UserError(`none of ${candidates.map(({ origin }) => origin.name).join(", ")} is set`);
}

function regionOf(text: string, { name }: SettingOrigin): Region {
  if (isRegion(text)) return text;
  throw new UserError(`${name} is ${quote(text)}, which is no AWS Region${didYouMean(text, REGION_CODES)}`);
}

import type { Region } from "@tagform/deployment";

/** What a measure is told that makes the same setting in each Region. */
export interface RegionSettingsProps {
  /** Regions that get the setting. */
  readonly regions: readonly Region[];
  /** The Region that the provider talks to. */
  readonly providerRegion: Region;
}

/** The argument that places a resource; the provider's own Region needs none. */
export const placeIn = (region: Region, providerRegion: Region): { readonly region?: Region } =>
  region === providerRegion ? {} : { region };

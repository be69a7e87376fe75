/**
 * Where terraform gets its providers: the registry (checksums from the committed lock file), a filesystem
 * mirror, or the mirror of the rehearsal provider, which is not AWS. Directories are absolute.
 */
export type ProviderSource =
  | { readonly kind: "registry" }
  | { readonly kind: "mirror"; readonly directory: string }
  | { readonly kind: "rehearsal"; readonly directory: string };

/** The AWS provider that the bindings were generated from; checksums are in `terraform.lock.hcl`. */
export const PROVIDER_VERSION = "6.25.0";
export const PROVIDER_SOURCE = "hashicorp/aws";

/** Ephemeral variables came with Terraform 1.10, as did the lock file of the S3 backend. */
export const REQUIRED_TERRAFORM = ">= 1.10.0";

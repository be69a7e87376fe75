/**
 * The release of Account Factory for Terraform that Tagform deploys and speaks with: its module, by commit.
 *
 * A tag of git can be moved, a commit cannot. Another release is another commit here, after comparing its `variables.tf`
 * with {@link AFT_VARIABLES}: 1.21.0 has three variables more, 1.21.1 is the newest known.
 */
export const AFT_MODULE = {
  version: "1.20.1",
  commit: "2ba0f21627e90f86115031bc9f6ea1eb50cd411f",
  repository: "https://github.com/aws-ia/terraform-aws-control_tower_account_factory.git",
} as const;

/** Where Terraform gets the module from. */
export const AFT_MODULE_SOURCE = `git::${AFT_MODULE.repository}?ref=${AFT_MODULE.commit}`;

/** In whose name a repository's Terraform works, as the variable of AFT's builds that has the role's ARN. */
export type TemplateRole = "aft_admin_role_arn" | "target_admin_role_arn";

/**
 * The two templates that AFT's builds fill in before Terraform runs: a provider for the role, in Control Tower's home
 * Region, and the state in AFT's bucket or in a workspace of HCP Terraform or Terraform Enterprise.
 */
export function jinjaTemplates(folder: string, role: TemplateRole): [path: string, text: string][] {
  return [
    [`${folder}/aft-providers.jinja`, providers(role)],
    [`${folder}/backend.jinja`, BACKEND],
  ];
}

const providers = (role: TemplateRole): string => `provider "aws" {
  region = "{{ provider_region }}"

  assume_role {
    role_arn = "{{ ${role} }}"
  }

  default_tags {
    tags = {
      managed_by = "AFT"
    }
  }
}
`;

const BACKEND = `{% if tf_distribution_type == "oss" -%}
terraform {
  backend "s3" {
    region         = "{{ region }}"
    bucket         = "{{ bucket }}"
    key            = "{{ key }}"
    dynamodb_table = "{{ dynamodb_table }}"
    encrypt        = true
    kms_key_id     = "{{ kms_key_id }}"

    assume_role = {
      role_arn = "{{ aft_admin_role_arn }}"
    }
  }
}
{% else -%}
terraform {
  backend "remote" {
    organization = "{{ terraform_org_name }}"

    workspaces {
      name = "{{ terraform_workspace_name }}"
    }
  }
}
{% endif -%}
`;

/** Programs that AFT's builds start before and after Terraform, and want to be there. */
export function apiHelpers(folder: string): [path: string, text: string][] {
  const helper = (when: string): string => `#!/bin/bash\n# Runs ${when} Terraform; nothing has to be done.\n`;
  return [
    [`${folder}/pre-api-helpers.sh`, helper("before")],
    [`${folder}/post-api-helpers.sh`, helper("after")],
    [`${folder}/python/requirements.txt`, "# What the two programs need of Python: nothing.\n"],
  ];
}

/**
 * Types that AWS knows once per account: the provider gives them no `region` argument. A spec compares with the
 * bindings.
 */
const PREFIXES =
  /^aws_(iam|organizations|cloudfront|cloudfrontkeyvaluestore|globalaccelerator|shield|waf|networkmanager|notifications|notificationscontacts|budgets|ce|costoptimizationhub|route53|route53domains|route53recoverycontrolconfig|route53recoveryreadiness|rolesanywhere)_/;

const REGIONAL_ROUTE_53 = /^aws_route53_resolver_/;

const OTHERS: ReadonlySet<string> = new Set([
  "aws_account_alternate_contact",
  "aws_account_primary_contact",
  "aws_account_region",
  "aws_backup_global_settings",
  "aws_bcmdataexports_export",
  "aws_billing_view",
  "aws_chimesdkvoice_global_settings",
  "aws_cloudtrail_organization_delegated_admin_account",
  "aws_cur_report_definition",
  "aws_dx_gateway",
  "aws_dx_hosted_connection",
  "aws_fms_admin_account",
  "aws_ram_sharing_with_organization",
  "aws_s3_account_public_access_block",
  "aws_servicecatalog_organizations_access",
  "aws_ssmincidents_replication_set",
  "aws_vpc_ipam_organization_admin_account",
]);

/** Whether resources of a type belong to an account and to none of its Regions. */
export function isGlobalType(type: string): boolean {
  return OTHERS.has(type) || (PREFIXES.test(type) && !REGIONAL_ROUTE_53.test(type));
}

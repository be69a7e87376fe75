import { INFRA_BUILD_ROLE } from "@tagform/deployment";
import { TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";

/**
 * Define the one input of a cell: as whom Terraform works in the account.
 *
 * It is ephemeral, so that neither state nor plan keeps it: a plan made by a role that may only read is applied by
 * another, and version, tag and commit travel as session tags without ever changing a resource.
 */
export class SessionVariable extends Construct {
  public readonly roleName: string;
  public readonly tags: Record<string, string>;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const variable = new TerraformVariable(this, "session", {
      type: "object({ role_name = string, tags = map(string) })",
      default: { role_name: INFRA_BUILD_ROLE, tags: {} },
      nullable: false,
      description: "Role that is assumed in the cell's account, and the tags of its session",
    });
    variable.overrideLogicalId("session");
    variable.addOverride("ephemeral", true);

    this.roleName = "${var.session.role_name}";
    this.tags = Token.asStringMap("${var.session.tags}");
  }
}

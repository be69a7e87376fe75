import { type CtyObject, type CtyValue, UNKNOWN } from "../cty/cty-value";
import { inventResults } from "../invent/invent";
import { Subject } from "../invent/subject";
import { type Block } from "../schema/model";
import { type ResourceType } from "./served-schema";
import { type Session } from "./session";

const NAME_ARGUMENTS = ["name", "bucket", "identifier", "alarm_name", "function_name", "key_name"];
/** `vpc-0123456789abcdef0`, an ARN, a UUID: ids that AWS gave and that are no name. */
const GIVEN_ID = /^([a-z-]+-[0-9a-f]{8,17}|arn:.*|[0-9a-f]{8}-.*)$/;

type Parts = Readonly<Record<string, string>>;

/** Import ids that consist of arguments. */
const COMPOSED: Readonly<Record<string, (id: string) => Parts>> = {
  aws_iam_role_policy: (id) => split(id, ":", "role", "name"),
  aws_iam_role_policy_attachment: (id) => split(id, "/", "role", "policy_arn"),
  aws_route: (id) => split(id, "_", "route_table_id", "destination_cidr_block"),
  aws_route_table_association: (id) => split(id, "/", "subnet_id", "route_table_id"),
  aws_lb: (id) => ({ name: id.split("/")[2] ?? "" }),
  aws_lb_target_group: (id) => ({ name: id.split("/")[1] ?? "" }),
  aws_route53_record: (id) => {
    const [zone_id = "", name = "", type = ""] = id.split("_");
    return { zone_id, name, type };
  },
};

/** The state of an imported resource: the id, what the id says, and results that do not depend on arguments. */
export function importState(type: ResourceType, id: string, session: Session): CtyObject {
  const values: Record<string, CtyValue> = emptyBlock(type.block);
  for (const [name, attribute] of Object.entries(type.block.attributes)) {
    if (attribute.computed === true && attribute.optional !== true) values[name] = UNKNOWN;
  }
  const name = NAME_ARGUMENTS.find((argument) => argument in type.block.attributes);
  if (name !== undefined && !GIVEN_ID.test(id)) values[name] = id;
  Object.assign(values, COMPOSED[type.name]?.(id) ?? {});
  if ("arn" in values && id.startsWith("arn:")) values["arn"] = id;
  if ("region" in values) values["region"] = session.region;
  values["id"] = id;
  return inventResults(type.block, values, new Subject(type.name, values, session, id));
}

function emptyBlock(block: Block): Record<string, CtyValue> {
  const values: Record<string, CtyValue> = {};
  for (const name of Object.keys(block.attributes)) values[name] = null;
  for (const [name, { nesting }] of Object.entries(block.blocks))
    values[name] = nesting === "single" ? null : [];
  return values;
}

/** Splits at the first separator only: the rest may contain it. */
function split(id: string, separator: string, first: string, second: string): Parts {
  const at = id.indexOf(separator);
  return at < 0 ? { [first]: id } : { [first]: id.slice(0, at), [second]: id.slice(at + separator.length) };
}

import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement as Statement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DynamodbResourcePolicy } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { EVERYBODY } from "@tagform/delivery-bucket";
import { Construct } from "constructs";

import { except } from "./policy-parts";
import type { StateAccess } from "./state-user";

export interface LockTableProps {
  readonly tableName: string;
  /** Whose states it locks: an item's name begins with it. */
  readonly bucketName: string;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  readonly keyArn: string;
  readonly access: StateAccess;
  readonly deletable: boolean;
}

/**
 * Define the table in which Terraform locks the states of one bucket. For each state it holds two items: `<bucket>/<key>`
 * while somebody works with the state, and `<bucket>/<key>-md5`, the digest that the state must have.
 */
export class LockTable extends Construct {
  public readonly tableName: string;
  public readonly tableArn: string;

  public constructor(scope: Construct, id: string, props: LockTableProps) {
    super(scope, id);
    const table = new DynamodbTable(this, "table", {
      name: props.tableName,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: props.keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: !props.deletable,
      lifecycle: { preventDestroy: !props.deletable },
    });
    const rules = lockTablePolicy(props);
    if (rules.length > 0) {
      new DynamodbResourcePolicy(this, "policy", {
        resourceArn: table.arn,
        policy: new DataAwsIamPolicyDocument(this, "rules", { statement: rules }).json,
      });
    }
    this.tableName = table.name;
    this.tableArn = table.arn;
  }
}

const READ = ["dynamodb:GetItem"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];

/** What nobody may do with a lock table, whatever IAM allows. As long as no role is named, IAM alone decides on items. */
function lockTablePolicy(props: LockTableProps): Statement[] {
  const { tableName, bucketName, region, accountId, partition, access, deletable } = props;
  const { readers, writers, restricted, breakGlass } = access;
  const deny = (statement: Statement): Statement => ({
    effect: "Deny",
    principals: EVERYBODY,
    resources: [`arn:${partition}:dynamodb:${region}:${accountId}:table/${tableName}`],
    ...statement,
  });
  const items = (test: string, values: string[]) => ({ test, variable: "dynamodb:LeadingKeys", values });
  return [
    ...(deletable
      ? []
      : [deny({ sid: "TableStays", actions: ["dynamodb:DeleteTable"], condition: except(breakGlass) })]),
    ...(readers.length === breakGlass.length
      ? []
      : [
          deny({ sid: "LocksAreHeldBySteps", actions: [...READ, ...WRITE], condition: except(readers) }),
          deny({
            sid: "DigestsAreWrittenByApply",
            actions: WRITE,
            condition: [items("ForAnyValue:StringLike", ["*-md5"]), ...except(writers)],
          }),
        ]),
    ...restricted.map(({ roleArn, keys }, index) =>
      deny({
        sid: `OnlyOwnCells${index + 1}`,
        actions: [...READ, ...WRITE],
        condition: [
          items(
            "ForAnyValue:StringNotEquals",
            keys.flatMap((key) => [`${bucketName}/${key}`, `${bucketName}/${key}-md5`]),
          ),
          { test: "ArnLike", variable: "aws:PrincipalArn", values: [roleArn] },
        ],
      }),
    ),
  ];
}

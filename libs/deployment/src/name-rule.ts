/** What AWS allows as the name of one kind of resource. */
export interface NameRule {
  /** Characters of the longest name. */
  readonly longest: number;
  /** Characters of the shortest name. */
  readonly shortest: number;
  readonly pattern: RegExp;
  /** The pattern in words, for errors. */
  readonly allowed: string;
  /** What every name begins with. */
  readonly prefix?: string;
  /** Beginnings that AWS keeps for itself. */
  readonly reserved?: readonly string[];
}

const rule = (
  [shortest, longest]: readonly [number, number],
  pattern: RegExp,
  allowed: string,
  more: Pick<NameRule, "prefix" | "reserved"> = {},
): NameRule => ({ shortest, longest, pattern, allowed, ...more });

const HYPHENATED = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const HYPHENATED_WORDS = "letters, digits and hyphens, no hyphen first or last";
const IAM = /^[\w+=,.@-]+$/;
const IAM_WORDS = "letters, digits and _ + = , . @ -";

const RULES = {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
  loadBalancer: rule([1, 32], HYPHENATED, HYPHENATED_WORDS, { reserved: ["internal-"] }),
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
  targetGroup: rule([1, 32], HYPHENATED, HYPHENATED_WORDS),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (unique in the account, case ignored)
  role: rule([1, 64], IAM, IAM_WORDS),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
  policy: rule([1, 128], IAM, IAM_WORDS),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html
  instanceProfile: rule([1, 128], IAM, IAM_WORDS),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  // A bucket's name is unique in the whole partition, over all accounts of all customers: put a prefix of your own,
  // or the account and the Region, into it. AWS also allows dots; they break TLS, so they are refused here.
  bucket: rule([3, 63], /^[a-z0-9][a-z0-9-]*[a-z0-9]$/, "a-z, 0-9 and hyphens, no hyphen first or last", {
    reserved: ["xn--", "sthree-", "amzn-s3-demo-"],
  }),
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html
  launchTemplate: rule([3, 128], /^[a-zA-Z0-9().\-/_]+$/, "letters, digits and ( ) . - / _"),
  // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
  autoScalingGroup: rule([1, 255], /^[!-9;-~]+$/, "printable ASCII without spaces and colons"),
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
  securityGroup: rule(
    [1, 255],
    /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/,
    "letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *",
    { reserved: ["sg-"] },
  ),
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
  logGroup: rule([1, 512], /^[.\-_/#A-Za-z0-9]+$/, "letters, digits and . - _ / #", { reserved: ["aws/"] }),
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
  kmsAlias: rule([7, 256], /^alias\/[a-zA-Z0-9/_-]+$/, "letters, digits and / _ -", {
    prefix: "alias/",
    reserved: ["alias/aws/"],
  }),
  // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
  snsTopic: rule([1, 256], /^[A-Za-z0-9_-]+$/, "letters, digits and _ -"),
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  sqsQueue: rule([1, 80], /^[A-Za-z0-9_-]+$/, "letters, digits and _ -"),
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  dynamodbTable: rule([3, 255], /^[a-zA-Z0-9_.-]+$/, "letters, digits and _ . -"),
  // https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html
  codebuildProject: rule(
    [2, 150],
    /^[A-Za-z0-9][A-Za-z0-9\-_]*$/,
    "letters, digits and - _, a letter or digit first",
  ),
  // https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html
  codepipeline: rule([1, 100], /^[A-Za-z0-9.@\-_]+$/, "letters, digits and . @ - _"),
  // https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateRepository.html
  codecommitRepository: rule([1, 100], /^[\w.-]+$/, "letters, digits and _ . -"),
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
  eventRule: rule([1, 64], /^[.\-_A-Za-z0-9]+$/, "letters, digits and . - _"),
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
  schedule: rule([1, 64], /^[0-9a-zA-Z\-_.]+$/, "letters, digits and - _ ."),
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html
  scheduleGroup: rule([1, 64], /^[0-9a-zA-Z\-_.]+$/, "letters, digits and - _ ."),
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
  trail: rule(
    [3, 128],
    /^(?!.*[._-]{2})[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/,
    "letters, digits and single . _ -, a letter or digit first and last",
  ),
  // https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html
  chatConfiguration: rule([1, 128], /^[A-Za-z0-9_-]+$/, "letters, digits and _ -"),
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
  lambdaFunction: rule([1, 64], /^[a-zA-Z0-9-_]+$/, "letters, digits and - _"),
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  alarm: rule([1, 255], /^[ -~]+$/, "printable ASCII"),
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html (unique in the account, over
  // all Regions)
  dashboard: rule([1, 255], /^[A-Za-z0-9_-]+$/, "letters, digits and _ -"),
  // https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CreateAnalyzer.html
  analyzer: rule([1, 255], /^[A-Za-z][A-Za-z0-9_.-]*$/, "letters, digits and _ . -, a letter first"),
  // https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html
  budget: rule([1, 100], /^(?![^:\\]*\/action\/)[^:\\]+$/, 'all but : and \\, and no "/action/" in it'),
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html (associations alike)
  ssmDocument: rule([3, 128], /^[a-zA-Z0-9_\-.]+$/, "letters, digits and _ - .", {
    reserved: ["aws", "amazon", "amzn", "AWSEC2", "AWSConfigRemediation", "AWSSupport"],
  }),
  // https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorder.html (delivery channels alike)
  configRecorder: rule([1, 256], /^[ -~]+$/, "printable ASCII"),
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
  organizationPolicy: rule([1, 128], /^[ -~]+$/, "printable ASCII"),
} as const satisfies Record<string, NameRule>;

/** A kind of AWS resource whose name Tagform chooses. */
export type ResourceKind = keyof typeof RULES;

export const NAME_RULES: Readonly<Record<ResourceKind, NameRule>> = RULES;

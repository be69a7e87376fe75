import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const REPOSITORY = { aws_ecr_repository: { web: { name: "web", image_tag_mutability: "IMMUTABLE" } } };
const POLICY = JSON.stringify({
  rules: [
    {
      ...{ rulePriority: 1, action: { type: "expire" } },
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
    },
  ],
});

export const imageLifecycle: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_8",
  title: "An image repository lets old images go",
  severity: "medium",
  why: "Every build leaves an image that is stored, and scanned, for ever.",
  fix: "Add an aws_ecr_lifecycle_policy to the repository.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ecr_repository"), (repository) =>
      configuration.referring("aws_ecr_lifecycle_policy", "repository", repository).length > 0
        ? undefined
        : "it has no lifecycle policy",
    ),
  passes: {
    resource: {
      ...REPOSITORY,
      aws_ecr_lifecycle_policy: { web: { repository: "${aws_ecr_repository.web.name}", policy: POLICY } },
    },
  },
  fails: { resource: REPOSITORY },
};

import { tagform } from "../fixtures/recording-context";
import { ReleaseRepository } from "../fixtures/release-repository";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const { PATH = "", HOME = "/" } = process.env;
const PROJECT = {
  PATH,
  HOME,
  TAGFORM_ENVIRONMENT: "dev",
  TAGFORM_COMMITS_BUCKET: "tagform-dev-commits",
  TAGFORM_QUEUE_TABLE: "tagform-dev-queue",
  TAGFORM_RELEASE_BRANCH: "main",
  // Nothing listens there: a test that asks AWS for something fails.
  AWS_ENDPOINT_URL: "http://127.0.0.1:9",
  AWS_ACCESS_KEY_ID: "embedded",
  AWS_SECRET_ACCESS_KEY: "embedded",
};
let repository: ReleaseRepository;
beforeAll(() => {
  repository = new ReleaseRepository();
});
afterAll(() => repository.dispose());

const publish = (env: Readonly<Record<string, string>>, ...words: string[]) =>
  tagform(["source", "--publish", "--repository", repository.root, ...words], { env });

test("without the project's variables, all that is missing is named", async () => {
  const { exitCode, noted } = await publish({ PATH, HOME });
  expect(exitCode).toBe(1);
  for (const name of ["TAGFORM_ENVIRONMENT", "TAGFORM_COMMITS_BUCKET", "TAGFORM_QUEUE_TABLE"]) {
    expect(noted).toContain(`${name}: is not set`);
  }
});

test.each([
  ["an event", { TAGFORM_TAG: "prod_us-east-1/research/1.0" }],
  ["a webhook", { CODEBUILD_WEBHOOK_TRIGGER: "tag/prod_us-east-1/research/1.0" }],
])("a tag of another environment, by %s, is refused with an exit code of its own", async (_, variables) => {
  const { exitCode, printed } = await publish({ ...PROJECT, ...variables }, "--json");
  expect(exitCode).toBe(3);
  expect(JSON.parse(printed)).toEqual({
    published: [],
    known: [],
    refused: [
      {
        tag: "prod_us-east-1/research/1.0",
        reason: "it is of environment prod, and this is what delivers dev",
        isNews: true,
      },
    ],
  });
});

test.each([{}, { TAGFORM_TAG: "", CODEBUILD_WEBHOOK_TRIGGER: "" }])(
  "a build with %j sweeps",
  async (variables) => {
    const { exitCode, printed } = await publish({ ...PROJECT, ...variables });
    expect({ exitCode, printed }).toEqual({ exitCode: 0, printed: "0 published, 0 known before, 0 refused" });
  },
);

test.each([
  [{ CODEBUILD_WEBHOOK_TRIGGER: "branch/main" }, 'only "tag/<name>" is published'],
  [
    { TAGFORM_RELEASE_BRANCH: "develop" },
    'TAGFORM_RELEASE_BRANCH is "develop", the release branch of dev is main',
  ],
  [{ TAGFORM_ENVIRONMENT: "de" }, 'TAGFORM_ENVIRONMENT is "de", which is no environment'],
])("%j stops the build", async (variables, message) => {
  const { exitCode, noted } = await publish({ ...PROJECT, ...variables });
  expect(exitCode).toBe(1);
  expect(noted).toContain(message);
});

test("tags are adopted all together, by the source project", async () => {
  const one = { ...PROJECT, TAGFORM_TAG: "dev_us-east-1/research/1.0" };
  expect((await publish(one, "--adopt")).noted).toContain("--adopt is for all tags");
  expect((await tagform(["source", "--adopt"])).noted).toContain("--adopt goes with --publish");
});

test("a tag is exported into a run directory, or published, and not both", async () => {
  expect((await tagform(["source", "dev_us-east-1/research/1.0"])).noted).toContain(
    "give a tag and --run <dir>",
  );
  expect((await publish(PROJECT, "--run", "x")).noted).toContain("--publish keeps no run directory");
});

/** Where the repository is, whose tags are delivered. */
export type RepositoryConfig =
  /** With a host that AWS reaches through CodeConnections: the default for whoever begins today. */
  | {
      readonly host: "github" | "gitlab" | "bitbucket";
      /**
       * ARN of the connection. A person completes it once in the console: until then it is pending, and nothing starts.
       */
      readonly connectionArn: string;
      /** `organization/repository` */
      readonly repository: string;
    }
  /** In CodeCommit of the tooling account and its build Region. */
  | {
      readonly host: "codecommit";
      /** The repository's name. */
      readonly repository: string;
    };

/** A channel in Slack that is told of an environment's deliveries. */
export interface SlackChannelConfig {
  /** The workspace, which a person has let in once in the console: `T0123ABCD`. */
  readonly teamId: string;
  /** `C0123ABCD` */
  readonly channelId: string;
}

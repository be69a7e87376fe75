/** What an organizational unit forbids or watches, besides what it inherits. */
export interface UnitGuardrails {
  /**
   * Controls of AWS Control Tower by identifier, each with why it is enabled here.
   *
   * @default - none but inherited ones
   */
  readonly controls?: Readonly<Record<string, EnabledControl>>;
}

/** One control of AWS Control Tower on one unit. */
export interface EnabledControl {
  /** Why it is enabled on this unit. */
  readonly reason: string;
}

import { check, type Issue } from "@tagform/outcome";

/** What passwords of IAM users must be. People come through IAM Identity Center: this is for users that should not exist. */
export interface PasswordPolicyConfig {
  /**
   * Characters.
   *
   * @default 14
   */
  readonly minimumLength?: number;
  /**
   * After how many days a password must be changed; 0: never.
   *
   * @default 90
   */
  readonly maximumAgeDays?: number;
  /**
   * How many earlier passwords cannot be used again.
   *
   * @default 24
   */
  readonly remembered?: number;
}

/** Limits: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html */
export function checkPasswordPolicy(path: string, config: PasswordPolicyConfig): Issue[] {
  const whole = (name: keyof PasswordPolicyConfig, least: number, most: number): Issue[] => {
    const value = config[name];
    return check(
      value === undefined || (Number.isInteger(value) && value >= least && value <= most),
      `${path}.${name}`,
      `must be a whole number from ${least} to ${most}, got ${value ?? ""}`,
    );
  };
  return [
    // AWS takes 6; 14 is what CIS and Security Hub ask for (IAM.7, IAM.15).
    ...whole("minimumLength", 14, 128),
    ...whole("maximumAgeDays", 0, 1095),
    ...whole("remembered", 1, 24),
  ];
}

export type Architecture = "arm64" | "x86_64";

const INSTANCE_TYPE = /^(?<family>[a-z]+(?:-[0-9a-z]+)?)(?<generation>\d+)(?<options>[a-z-]*)\.[0-9a-z-]+$/;

export function isInstanceType(text: string): boolean {
  return INSTANCE_TYPE.test(text);
}

/**
 * The processor architecture of an EC2 instance type: `t4g.small` is arm64, `t3.small` x86_64.
 *
 * AWS marks its own processors by a `g` after the generation; `a1` came before that rule.
 */
export function architectureOf(instanceType: string): Architecture {
  const { family, generation, options } = INSTANCE_TYPE.exec(instanceType)?.groups ?? {};
  return options?.includes("g") === true || `${family}${generation}` === "a1" ? "arm64" : "x86_64";
}

/** Text that Terraform must not take for a template. */
export const literal = (text: string): string => text.replace(/[$%](?=\{)/g, (sign) => sign + sign);

// Whom AWS writes to and calls about an account, besides its root user.
export const finance = {
  name: "Finance",
  title: "Cloud costs",
  email: "cloud-costs@example.com",
  phone: "+1 555 0110",
} as const;

export const platformOnCall = {
  name: "Platform on call",
  title: "Operations",
  email: "platform@example.com",
  phone: "+1 555 0100",
} as const;

export const researchOnCall = {
  name: "Research on call",
  title: "Operations",
  email: "research@example.com",
  phone: "+1 555 0101",
} as const;

export const riskOnCall = {
  name: "Risk on call",
  title: "Operations",
  email: "risk@example.com",
  phone: "+1 555 0102",
} as const;

export const securityOnCall = {
  name: "Security on call",
  title: "Incident response",
  email: "security@example.com",
  phone: "+1 555 0120",
} as const;

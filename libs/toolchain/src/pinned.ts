/** The versions this project is built and tested with. `tools/setup/checksums.json` repeats them; a test compares. */
export const PINNED = {
  tflint: "0.64.0",
  tflintRulesetAws: "0.48.0",
  checkov: "3.3.30",
  moto: "5.2.5",
  /** What set-up downloads where neither terraform nor tofu is on the PATH. */
  terraform: "1.11.4",
  /** Ephemeral variables and S3's own lock file. */
  terraformMinimum: "1.10.0",
  tofuMinimum: "1.11.0",
  pythonMinimum: "3.10.0",
  /** What tflint's source needs to be built. */
  goMinimum: "1.26.0",
  npmMinimum: "10.0.0",
  nodeMinimum: "20.19.0",
} as const;

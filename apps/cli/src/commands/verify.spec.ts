import { tagform } from "../fixtures/recording-context";

test.each([
  [["--run", "x", "--checks", "tflint"], "Allowed choices are lint, scan"],
  [["dev_us-east-1/research", "--checks", "lint"], "--checks goes with --run <dir>"],
  [["dev_us-east-1/research/1.0", "--checks", "scan"], "--checks goes with --run <dir>"],
])("verify %j verifies nothing, and says why", async (words, message) => {
  const { exitCode, printed, noted } = await tagform(["verify", ...words]);
  expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: "" });
  expect(noted).toContain(message);
});

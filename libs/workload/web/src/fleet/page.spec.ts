import { execFileSync } from "node:child_process";

import { pageScript } from "./page";

test("the page names the Region it is served from", () => {
  expect(pageScript({ message: "hello", region: "eu-central-1" })).toContain(
    "<p>served from eu-central-1</p>",
  );
});

test("a message is text, never markup or shell", () => {
  const script = pageScript({ message: '<script>"$(reboot)"</script>', region: "us-east-1" });
  expect(script).toContain("<h1>&lt;script&gt;&quot;$(reboot)&quot;&lt;/script&gt;</h1>");
  expect(script).toContain("<<'PAGE'");
});

test("the script is valid bash", () => {
  const input = pageScript({ message: "it's here", region: "us-east-1" });
  expect(() => execFileSync("bash", ["-n"], { input })).not.toThrow();
});

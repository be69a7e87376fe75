import { RefusedError } from "@tagform/outcome";

import { embeddedEnvironment, withoutAws } from "./environment";
import { loopbackEndpoint } from "./loopback";

test.each([
  ["http://127.0.0.1:5000", "http://127.0.0.1:5000"],
  ["http://127.0.0.1:5000/", "http://127.0.0.1:5000"],
  ["http://localhost:41", "http://localhost:41"],
  ["http://[::1]:5000", "http://[::1]:5000"],
])("%s is this machine", (text, endpoint) => {
  expect(loopbackEndpoint(text)).toBe(endpoint);
});

test.each([
  "https://s3.us-east-1.amazonaws.com",
  "http://10.0.0.1:5000",
  "http://0.0.0.0:5000",
  "http://127.0.0.1.example.com:5000",
  "http://localhost.example.com:5000",
  "http://anything.localhost:5000",
  "http://127.0.0.1:5000@example.com:80",
  "http://user:secret@127.0.0.1:5000",
  "http://127.0.0.1:5000/path",
  "http://127.0.0.1:5000?x=1",
  "http://127.0.0.1",
  "https://127.0.0.1:5000",
  "127.0.0.1:5000",
  "",
])("%s is refused", (text) => {
  expect(() => loopbackEndpoint(text)).toThrow(RefusedError);
  expect(() => embeddedEnvironment(text)).toThrow(RefusedError);
});

test("nothing of the real AWS is left in an environment", () => {
  expect(
    withoutAws({
      PATH: "/bin",
      AWS_PROFILE: "production",
      AWS_SESSION_TOKEN: "x",
      AWS_ENDPOINT_URL_S3: "https://example.com",
      aws_profile: "x",
    }),
  ).toEqual({ PATH: "/bin" });
});

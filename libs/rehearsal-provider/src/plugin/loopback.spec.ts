import { loopbackUrl } from "./loopback";

test.each(["http://127.0.0.1:5000", "http://127.9.9.9", "http://localhost:1", "http://[::1]:8080"])(
  "%s is on this machine",
  (text) => {
    expect(loopbackUrl("AWS_ENDPOINT_URL", text).href).toContain(text);
  },
);

test.each([
  "http://10.0.0.1",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://user@example.com",
  "http://127.0.0.1@example.com",
  "http://[::ffff:10.0.0.1]",
  "http://0.0.0.0",
])("%s is refused", (text) => {
  expect(() => loopbackUrl("AWS_ENDPOINT_URL", text)).toThrow(
    `AWS_ENDPOINT_URL is not on this machine: got "${text}"`,
  );
});

test.each(["https://sts.amazonaws.com", "file:///tmp", "127.0.0.1:5000", ""])("%s is no endpoint", (text) => {
  expect(() => loopbackUrl("endpoint of sts", text)).toThrow(
    `endpoint of sts must be an http URL, got "${text}"`,
  );
});

// Imported before everything else, and written so that an old Node can read it.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `set-up: this is Node ${process.versions.node}, Tagform needs Node >= 20.19: install it from nodejs.org`,
  );
  process.exit(1);
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { digestOfBytes } from "../digest";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { assertAssets } from "./check-assets";

const CODE = "a program";

/** A cell's folder with one asset that has the bytes. */
async function folderWith(bytes: string): Promise<string> {
  const folder = temporaryFolder();
  const asset = join(folder, "assets", "code_1", digestOfBytes(CODE));
  await mkdir(asset, { recursive: true });
  await writeFile(join(asset, "code.zip"), bytes);
  return folder;
}

test("takes a cell without assets, and one whose assets are what their path says", async () => {
  await expect(assertAssets(temporaryFolder())).resolves.toBeUndefined();
  await expect(assertAssets(await folderWith(CODE))).resolves.toBeUndefined();
});

test("refuses an asset that was altered after the configuration was synthesized", async () => {
  await expect(assertAssets(await folderWith("another program"))).rejects.toThrow(
    /code\.zip is not what was synthesized: its SHA-256 is .*: run tagform verify again/,
  );
});

test("refuses an asset that nobody named", async () => {
  const folder = await folderWith(CODE);
  await writeFile(join(folder, "assets", "more.zip"), CODE);
  await expect(assertAssets(folder)).rejects.toThrow("more.zip is not what was synthesized");
});

import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The content of one file in a zip archive, whose checksum was compared before.
 *
 * @param {Buffer} archive
 * @param {string} name
 * @returns {Buffer}
 */
export function unzip(archive, name) {
  const entry = entries(archive).find((one) => one.name === name);
  if (entry === undefined) throw new Error(`the archive holds no file ${name}`);
  if (archive.readUInt32LE(entry.offset) !== LOCAL) throw new Error("the archive is damaged");
  const start =
    entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28);
  const packed = archive.subarray(start, start + entry.packedSize);
  const content = unpack(packed, entry.method);
  if (content.length !== entry.size) throw new Error(`${name} in the archive is damaged`);
  return content;
}

function unpack(packed, method) {
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflateRawSync(packed);
  throw new Error(
    `the archive uses compression method ${method}, only stored and deflated files can be read`,
  );
}

function entries(archive) {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error("this is no zip archive");
  const found = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error("the archive is damaged");
    const nameLength = archive.readUInt16LE(at + 28);
    found.push({
      name: archive.toString("utf8", at + 46, at + 46 + nameLength),
      method: archive.readUInt16LE(at + 10),
      packedSize: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return found;
}

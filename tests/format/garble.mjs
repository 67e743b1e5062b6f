/** A file that opens although it holds nonsense: its checksums are right. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';

import { crc32, readSections } from './sections.mjs';

const u32 = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

/** The file with one block overwritten: it still has its length, and the directory has the sum of what it is now. */
export function garbleBlock(file, index) {
  const bytes = Buffer.from(file);
  const { directory, blocks } = readSections(bytes);
  const { sum } = directory.blocks[index];
  blocks[index].fill(0xaa, 8, 64);
  const end = 20 + bytes.readUInt32LE(8);
  const unpacked = inflateRawSync(bytes.subarray(20, end));
  u32(crc32(blocks[index])).copy(unpacked, unpacked.indexOf(u32(sum)));
  const packed = deflateRawSync(unpacked);
  const preamble = [bytes.subarray(0, 8), u32(packed.length), u32(unpacked.length), u32(crc32(packed))];
  return Buffer.concat([...preamble, packed, bytes.subarray(end)]);
}

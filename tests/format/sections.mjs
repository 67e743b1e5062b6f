/** Everything of a file but its blocks and its backdrop, as FORMAT.md has it. */

import { inflateRawSync } from 'node:zlib';

class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  varint() {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error('cut short');
      number += (byte & 127) * scale;
      if (byte < 128) return number;
    }
  }

  signed() {
    const number = this.varint();
    return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return new TextDecoder().decode(this.take(this.varint()));
  }

  view(length) {
    const bytes = this.take(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  u32() {
    return this.view(4).getUint32(0, true);
  }

  f64() {
    return this.view(8).getFloat64(0, true);
  }
}

export function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

const unpack = (bytes, length) => {
  const unpacked = new Uint8Array(inflateRawSync(bytes));
  if (unpacked.length !== length) throw new Error(`${unpacked.length} bytes, not ${length}`);
  return unpacked;
};

/** A file's directory, and the bytes of its blocks and of its sections, the packed ones unpacked. */
export function readSections(bytes) {
  const file = new Cursor(bytes);
  const preamble = [file.u32(), file.u32(), file.u32(), file.u32(), file.u32()];
  const [magic, version, length, unpackedLength, sum] = preamble;
  if (magic !== 0x454b4959 || version !== 1) throw new Error('not a graph file of version 1');
  const checked = (taken, expected) => {
    if (crc32(taken) !== expected) throw new Error('damaged');
    return taken;
  };
  const from = new Cursor(unpack(checked(file.take(length), sum), unpackedLength));
  const directory = readDirectory(from);
  const blocks = directory.blocks.map((block) => checked(file.take(block.length), block.sum));
  const sections = {};
  for (const { name, length: inFile, unpackedLength: unpacked, sum: expected } of directory.sections) {
    const taken = checked(file.take(inFile), inFile === 0 ? crc32([]) : expected);
    sections[name] = name === 'backdrop' || inFile === 0 ? taken : unpack(taken, unpacked);
  }
  if (file.at !== bytes.length) throw new Error('bytes are left');
  return { directory, blocks, sections };
}

function readDirectory(from) {
  const [name, dataDate, attribution, builder] = [from.text(), from.text(), from.text(), from.text()];
  const bbox = [from.f64(), from.f64(), from.f64(), from.f64()];
  const lonUnits = from.varint();
  const repeat = (count, read) => Array.from({ length: count }, read);
  const categories = repeat(from.varint(), () => ({
    id: from.text(),
    zh: from.text(),
    en: from.text(),
    places: from.varint(),
  }));
  const streets = from.varint();
  let corner = [0, 0];
  const blocks = repeat(from.varint(), () => {
    const [length, nodes, edges, innerPoints, entrances, newPlaces] = repeat(6, () => from.varint());
    corner = corner.map((coordinate) => coordinate + from.signed());
    const extent = [from.signed(), from.signed()];
    return { length, nodes, edges, innerPoints, entrances, newPlaces, corner, extent, sum: from.u32() };
  });
  const sections = ['streets', 'texts', 'pinyin', 'backdrop'].map((section) => ({
    name: section,
    length: from.varint(),
    unpackedLength: from.varint(),
    sum: from.u32(),
  }));
  const [backdropShapes, backdropPoints] = [from.varint(), from.varint()];
  if (from.at !== from.bytes.length) throw new Error('bytes are left in the directory');
  const header = { name, bbox, dataDate, attribution, builder };
  return { header, lonUnits, categories, streets, blocks, sections, backdropShapes, backdropPoints };
}

/** The texts of a section, in columns of so many. */
export function columnsOf(bytes, count, columns) {
  const texts = new TextDecoder().decode(bytes).split('\0');
  if (texts.pop() !== '' || texts.length !== count * columns) throw new Error(`${texts.length} texts`);
  return Array.from({ length: columns }, (_, column) => texts.slice(column * count, (column + 1) * count));
}

/**
 * UTF-8 for hosts that have no TextEncoder and TextDecoder, such as mini-programs. The build puts these in the place of
 * the globals; they do as much as the generated glue asks of them, on well-formed text.
 */

export class TextDecoder {
  decode(bytes: Uint8Array = new Uint8Array(0)): string {
    let text = '';
    for (let at = 0; at < bytes.length;) {
      const first = bytes[at++]!;
      const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      let code = more === 0 ? first : first & (0x3f >> more);
      for (const end = at + more; at < end; at++) code = (code << 6) | (bytes[at]! & 0x3f);
      text += String.fromCodePoint(code);
    }
    return text;
  }
}

export class TextEncoder {
  encode(text: string): Uint8Array {
    const bytes: number[] = [];
    for (const character of text) {
      const code = character.codePointAt(0)!;
      const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      const mark = more === 0 ? 0 : (0xf0 << (3 - more)) & 0xff;
      bytes.push(mark | (code >> (6 * more)));
      for (let rest = more - 1; rest >= 0; rest--) bytes.push(0x80 | ((code >> (6 * rest)) & 0x3f));
    }
    return Uint8Array.from(bytes);
  }
}

import { crc32 } from 'node:zlib';

/** A frame of the probe protocol (docs/probe-protocol.md), decoded. */
export interface Frame {
  readonly type: number;
  readonly sequence: number;
  readonly payload: Buffer;
}

const whitening = 0xa5;

/** Cuts what arrives at each 0x00. Keeps the beginning of a frame whose end has not arrived. */
export class FrameSplitter {
  private rest: Buffer = Buffer.alloc(0);

  split(chunk: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    const octets = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let start = 0;
    for (let end = octets.indexOf(0); end >= 0; end = octets.indexOf(0, start)) {
      if (end > start) frames.push(octets.subarray(start, end));
      start = end + 1;
    }
    this.rest = octets.subarray(start);
    return frames;
  }
}

/** The octets behind a frame, whitening taken off. */
export function decodeCobs(encoded: Buffer): Buffer {
  const decoded = Buffer.alloc(encoded.length);
  let length = 0;
  let at = 0;
  while (at < encoded.length) {
    const code = encoded.readUInt8(at++);
    for (let i = 1; i < code; i++) decoded[length++] = encoded.readUInt8(at++) ^ whitening;
    if (code < 0xff && at < encoded.length) decoded[length++] = whitening;
  }
  return decoded.subarray(0, length);
}

/** Whether the checksum at the end is that of what stands before it. */
export function isIntact(body: Buffer): boolean {
  return body.length >= 12 && crc32(body.subarray(0, -4)) === body.readUInt32LE(body.length - 4);
}

export function toFrame(body: Buffer): Frame {
  const length = body.readUInt16LE(2);
  return { type: body.readUInt8(0), sequence: body.readUInt32LE(4), payload: body.subarray(8, 8 + length) };
}

/**
 * Is XOR-whitening before COBS worth its line on each side? Frames of plausible records, encoded and decoded by the same code
 * with several masks, 0 being none. Run: `node build/bench/whitening.js`. The decision stands in docs/probe-protocol.md.
 */
import { CobsDecoder, cobsEncode, cobsLimit } from '../src/wire/cobs.ts';
import { unmaskCrc32 } from '../src/wire/crc32.ts';
import { frameEnd, frameHeadWords, frameTypes } from '../src/wire/frame.ts';
import { forEachPlausibleRecord } from './plausible-records.ts';

const calls = 2000;
const rounds = 9;

interface Bodies {
  readonly words: Int32Array;
  /** Word index of each body's begin; one more for the end. */
  readonly starts: readonly number[];
}

function makeBodies(onlyPlain: boolean): Bodies {
  const words: number[] = [];
  const starts: number[] = [];
  forEachPlausibleRecord(calls, (record, length) => {
    if (onlyPlain && length > 10) return;
    const start = words.length;
    words.push(frameTypes.event | ((length * 4) << 16), starts.length);
    for (let i = 0; i < length; i++) words.push(record[i] as number);
    words.push(unmaskCrc32(Int32Array.from(words.slice(start)), 0, frameHeadWords + length, 0));
    starts.push(start);
  });
  return { words: Int32Array.from(words), starts: [...starts, words.length] };
}

function encode(bodies: Bodies, mask: number, target: Uint8Array): number {
  const scratch = new Int32Array(16_384);
  const octets = new Uint8Array(scratch.buffer);
  let at = 0;
  for (let i = 0; i + 1 < bodies.starts.length; i++) {
    const start = bodies.starts[i] as number;
    const length = (bodies.starts[i + 1] as number) - start;
    for (let k = 0; k < length; k++) scratch[k] = (bodies.words[start + k] as number) ^ mask;
    at = cobsEncode(octets, 0, length * 4, target, at);
    target[at++] = frameEnd;
  }
  return at;
}

function decode(source: Uint8Array, limit: number, mask: number): number {
  const words = new Int32Array(16_384);
  const octets = new Uint8Array(words.buffer);
  const decoder = new CobsDecoder();
  let good = 0;
  for (let at = 0; at < limit; at = decoder.next) {
    decoder.decode(source, at, limit, octets, 0, octets.length);
    const end = (decoder.end >> 2) - 1;
    if (unmaskCrc32(words, 0, end, mask) === ((words[end] as number) ^ mask)) good++;
  }
  return good;
}

/** Nanoseconds of the fastest of several rounds: what the code costs when the machine does nothing else. */
function fastest(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const began = process.hrtime.bigint();
    work();
    best = Math.min(best, Number(process.hrtime.bigint() - began));
  }
  return best;
}

/** The octet that occurs least in the bodies. */
function rarest(bodies: Bodies): { octet: number; zeroShare: number; share: (octet: number) => number } {
  const counts = new Array<number>(256).fill(0);
  const octets = new Uint8Array(bodies.words.buffer);
  for (const octet of octets) counts[octet] = (counts[octet] as number) + 1;
  const share = (octet: number): number => (counts[octet] as number) / octets.length;
  const octet = counts.indexOf(Math.min(...counts));
  return { octet, zeroShare: share(0), share };
}

for (const onlyPlain of [false, true]) {
  const bodies = makeBodies(onlyPlain);
  const frames = bodies.starts.length - 1;
  const plainOctets = bodies.words.length * 4;
  const target = new Uint8Array(cobsLimit(plainOctets) + frames * 3);
  const { octet, zeroShare, share } = rarest(bodies);
  const title = onlyPlain ? 'records without a tail' : 'all records';
  console.log(`\n${title}: ${frames} frames, ${(plainOctets / frames).toFixed(1)} octets a body, ` +
    `${(zeroShare * 100).toFixed(1)} % of them 0x00; rarest octet 0x${octet.toString(16)}`);
  console.log('mask  octet occurs  encoded/plain   encode ns/frame   decode+crc ns/frame   decode MB/s');
  for (const mask of new Set([0x00, 0xff, 0x55, 0xaa, 0xa5, 0x9d, octet])) {
    const word = mask * 0x01010101 | 0;
    const length = encode(bodies, word, target);
    if (decode(target, length, word) !== frames) throw new Error('a frame did not come back');
    const encodeNs = fastest(() => encode(bodies, word, target)) / frames;
    const decodeNs = fastest(() => decode(target, length, word)) / frames;
    const cells: readonly (readonly [text: string, width: number])[] = [
      [`0x${mask.toString(16).padStart(2, '0')}`, 4], [`${(share(mask) * 100).toFixed(2)} %`, 14], [(length / plainOctets).toFixed(4), 15],
      [encodeNs.toFixed(1), 18], [decodeNs.toFixed(1), 22], [((length / frames / decodeNs) * 1000).toFixed(0), 14],
    ];
    console.log(cells.map(([text, width]) => text.padStart(width)).join(''));
  }
}

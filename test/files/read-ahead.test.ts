import test from 'ava';
import { readAhead } from '../../src/files/read-ahead.ts';

/** A file of so many octets 1, 2, 3 …, of which each read gives at most `atOnce`. */
function source(octets: number, atOnce: number): { fill: (buffer: Uint8Array) => Promise<number>; open: number; reads: number } {
  let given = 0;
  const made = {
    open: 0,
    reads: 0,
    fill: async (buffer: Uint8Array): Promise<number> => {
      made.open++;
      made.reads++;
      await new Promise((done) => void setImmediate(done));
      const length = Math.min(buffer.length, atOnce, octets - given);
      for (let i = 0; i < length; i++) buffer[i] = ++given & 0xff;
      made.open--;
      return length;
    },
  };
  return made;
}

test('every octet comes once and in order, and a piece stays as it is until the next is asked for', async (t) => {
  for (const [octets, atOnce, size] of [[0, 4, 4], [1, 4, 4], [40, 4, 4], [41, 3, 7], [10, 100, 100]] as const) {
    const file = source(octets, atOnce);
    const seen: number[] = [];
    for await (const piece of readAhead(file.fill, size)) {
      await new Promise((done) => void setTimeout(done, 2));
      seen.push(...piece);
    }
    t.deepEqual(seen, Array.from({ length: octets }, (_, i) => (i + 1) & 0xff));
    t.is(file.open, 0);
  }
});

test('the next piece is being read while one is worked on', async (t) => {
  const file = source(40, 4);
  for await (const piece of readAhead(file.fill, 4)) {
    t.is(file.reads, piece[0] === 37 ? 11 : ((piece[0] as number) - 1) / 4 + 2);
    if (piece[0] === 21) break;
  }
  t.is(file.open, 0, 'whoever leaves may close the file');
});

test('a read that fails rejects where its piece would have come', async (t) => {
  let reads = 0;
  const fill = async (): Promise<number> => {
    if (++reads === 3) throw new Error('the disk is gone');
    return 4;
  };
  let pieces = 0;
  await t.throwsAsync(async () => {
    for await (const piece of readAhead(fill, 4)) pieces += piece.length;
  }, { message: 'the disk is gone' });
  t.is(pieces, 8);
});

test('whoever fails while the next read fails too hears of its own error', async (t) => {
  let reads = 0;
  const fill = async (): Promise<number> => {
    if (++reads === 2) throw new Error('the disk is gone');
    return 4;
  };
  await t.throwsAsync(async () => {
    for await (const piece of readAhead(fill, 4)) {
      await new Promise((done) => void setTimeout(done, 5));
      throw new Error(`no use for ${piece.length} octets`);
    }
  }, { message: 'no use for 4 octets' });
});

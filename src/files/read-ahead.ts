/**
 * What a file holds, piece by piece: while one is worked on, the next is being read. `fill` reads into a buffer and gives how many
 * octets it read, 0 at the end; `octets` is the size of a buffer. A piece may be used until the next is asked for. Rejects as `fill`
 * does. No read is under way any more when the generator has ended or was left.
 */
export async function* readAhead(fill: (buffer: Uint8Array) => Promise<number>, octets: number): AsyncGenerator<Uint8Array> {
  const begin = (buffer: Uint8Array): Promise<number> => {
    const begun = fill(buffer);
    // It may fail while the piece before it is still worked on; it is told of when its turn comes.
    begun.catch(() => 0);
    return begun;
  };
  let piece = new Uint8Array(octets);
  let other = new Uint8Array(octets);
  let reading = begin(piece);
  try {
    for (let length = await reading; length > 0; length = await reading) {
      const ready = piece;
      [piece, other] = [other, piece];
      reading = begin(piece);
      yield length === octets ? ready : ready.subarray(0, length);
    }
  } finally {
    await reading.catch(() => 0);
  }
}

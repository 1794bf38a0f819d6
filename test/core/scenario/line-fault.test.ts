import test from 'ava';
import fc from 'fast-check';
import { LineDamage, lineFaultText, type LineFault } from '../../../src/core/scenario/line-fault.ts';

const once = { holdNs: 0, octets: 0 } as const;

function through(faults: readonly LineFault[], pieces: readonly Uint8Array[]): { octets: number[]; holds: [number, number][] } {
  const damage = new LineDamage(faults);
  const octets: number[] = [];
  const holds: [number, number][] = [];
  for (const piece of pieces.flatMap((one) => damage.apply(one))) {
    if (piece.holdNs > 0) holds.push([octets.length, piece.holdNs]);
    octets.push(...piece.octets);
  }
  return { octets, holds };
}

const stream = Uint8Array.from({ length: 100 }, (_, i) => i);

test('octets are dropped where the fault says, once or again and again', (t) => {
  const { octets } = through([{ ...once, kind: 'drop', octets: 3, afterOctets: 10 }], [stream]);
  t.deepEqual(octets, [...stream].filter((i) => i < 10 || i > 12));
  const again = through([{ ...once, kind: 'drop', octets: 2, afterOctets: 5, everyOctets: 20 }], [stream]);
  t.deepEqual(again.octets, [...stream].filter((i) => ![5, 6].includes(i % 20)));
});

test('a bit of each octet is changed, never the same one all the time', (t) => {
  const { octets } = through([{ ...once, kind: 'flip', octets: 8, afterOctets: 16 }], [stream]);
  const changed = octets.map((octet, i) => octet ^ (stream[i] as number));
  t.deepEqual(changed.slice(16, 24), [1, 2, 4, 8, 16, 32, 64, 128]);
  t.true(changed.every((bits, i) => (i >= 16 && i < 24) || bits === 0));
});

test('what follows a delay is held back, what came before it is not', (t) => {
  const { octets, holds } = through([{ ...once, kind: 'delay', holdNs: 7, afterOctets: 40 }], [stream]);
  t.deepEqual(octets, [...stream]);
  t.deepEqual(holds, [[40, 7]]);
});

const fault = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop' as const, 'flip' as const), octets: fc.integer({ min: 1, max: 5 }), holdNs: fc.constant(0), afterOctets: fc.nat(120) }),
  fc.record({ kind: fc.constant('delay' as const), octets: fc.constant(0), holdNs: fc.integer({ min: 1, max: 9 }), afterOctets: fc.nat(120), everyOctets: fc.integer({ min: 6, max: 50 }) }),
);

test('the same octets come out however the stream is cut into pieces', (t) => {
  fc.assert(fc.property(fc.array(fault, { maxLength: 4 }), fc.array(fc.nat(100), { maxLength: 8 }), (faults, cuts) => {
    const places = [0, ...cuts.sort((a, b) => a - b), 100];
    const pieces = places.slice(1).map((end, i) => stream.slice(places[i], end));
    t.deepEqual(through(faults, pieces), through(faults, [stream]));
  }));
});

test('a fault says in words what it does', (t) => {
  t.is(lineFaultText({ ...once, kind: 'drop', octets: 12, afterOctets: 4096, everyOctets: 10_000 }), 'drop 12 octets after 4096 and every 10000');
  t.is(lineFaultText({ ...once, kind: 'delay', holdNs: 20_000_000, afterOctets: 9 }), 'delay 20 ms after 9');
});

import { word } from '../../core/trace/event-record.ts';
import { frameHeadWords, frameTypes, whitening } from '../frame.ts';
import { block, type Code, f64, FunctionBuilder, goTo, goToIf, i32, i64, type Label, type Local, loop, types, v128 } from './assembler.ts';
import { map, pages, shape, slotCount, state } from './memory-map.ts';

/** Mixes what most shapes differ in. */
export const mixing = { identity: 0x9e3779b1, presence: 0x85ebca6b, status: 0xc2b2ae35, length: 0x27d4eb2f } as const;

/** Words of a frame around its payload: head and checksum. */
const aroundWords = frameHeadWords + 1;
/** The shortest frame of a record. */
const leastOctets = 4 * (aroundWords + word.tail);
const vectorOctets = 16;
/** Longer frames are left to the caller. */
export const frameOctetsLimit = 4096;
/** A run of this many octets is full: no zero stands after it. */
const fullRun = 0xff;

/**
 * The word between two frames: it takes a checksum that has gone over a whole frame back to where a checksum begins. So one checksum
 * over many frames, each followed by this, holds if that of each frame holds.
 */
export const resetWord = resetOf(0xdebb20e3);

/**
 * The kernel as a WebAssembly module. Its function takes the addresses of octets on the line, from the beginning of a frame to their
 * end, and decodes frames as long as each is whole, holds the record of an event whose shape is known, has the number that comes
 * next, and a tick that does not go back: that is, as long as there is nothing to decide. It gives the address of the first octet
 * that it has not used. Checksums are left to the caller, who finds the frames in the arena.
 */
export function kernelModule(): Uint8Array<ArrayBuffer> {
  const f = new FunctionBuilder([types.i32, types.i32]);
  const at = f.parameter(0);
  const limit = f.parameter(1);
  const v: Variables = {
    code: f.local(types.i32), close: f.local(types.i32), octets: f.local(types.i32), out: f.local(types.i32), from: f.local(types.i32),
    to: f.local(types.i32), last: f.local(types.i32), zeros: f.local(types.v128), octetsHere: f.local(types.v128),
    record: f.local(types.i32), length: f.local(types.i32), slot: f.local(types.i32), known: f.local(types.i32), tests: f.local(types.i32),
    end: f.local(types.i32), differs: f.local(types.v128), count: f.local(types.i32), expected: f.local(types.i32),
    ticks: f.local(types.f64), time: f.local(types.f64), previous: f.local(types.f64), lastAt: f.local(types.f64),
  };
  const { count, expected, out, previous, lastAt } = v;
  const done = Symbol('done');
  const next = Symbol('next');
  return f.module(pages, [
    count.set(i32.load(stateAt(state.count))),
    out.set(i32.load(stateAt(state.out))),
    expected.set(i32.load(stateAt(state.expected))),
    previous.set(f64.load(stateAt(state.previousTicks))),
    lastAt.set(f64.load(stateAt(state.lastAt))),
    block(done,
      loop(next,
        goToIf(done, i32.aboveOrEqual(at.get, limit.get)),
        goToIf(done, i32.aboveOrEqual(count.get, i32.load(stateAt(state.countLimit)))),
        goToIf(done, i32.aboveOrEqual(out.get, i32.load(stateAt(state.outLimit)))),
        frame(v, at, limit, done),
        head(v, done),
        findShape(v, done),
        timeOf(v, done),
        columns(v),
        i32.store(i32.add(out.get, v.octets.get), i32.constant(resetWord)),
        out.set(i32.add(i32.add(out.get, v.octets.get), i32.constant(4))),
        count.set(i32.add(count.get, i32.constant(1))),
        expected.set(i32.add(expected.get, i32.constant(1))),
        previous.set(v.ticks.get),
        lastAt.set(v.time.get),
        at.set(i32.add(v.close.get, i32.constant(1))),
        goTo(next),
      )),
    i32.store(i32.constant(map.state), count.get, state.count),
    i32.store(i32.constant(map.state), out.get, state.out),
    i32.store(i32.constant(map.state), expected.get, state.expected),
    f64.store(i32.constant(map.state), previous.get, state.previousTicks),
    f64.store(i32.constant(map.state), lastAt.get, state.lastAt),
    at.get,
  ]);
}

type Variables = Record<
  'code' | 'close' | 'octets' | 'out' | 'from' | 'to' | 'last' | 'zeros' | 'octetsHere' | 'record' | 'length' | 'slot' | 'known' |
  'tests' | 'end' | 'differs' | 'count' | 'expected' | 'ticks' | 'time' | 'previous' | 'lastAt', Local>;

const stateAt = (offset: number): Code => i32.constant(map.state + offset);

/** Takes COBS and whitening off a frame, into the arena: run after run, until a 0x00 stands behind one. */
function frame({ code, close, octets, out, from, to, last, zeros, octetsHere }: Variables, at: Local, limit: Local, done: Label): Code {
  const run = Symbol('run');
  const copied = Symbol('copied');
  const isShort = Symbol('isShort');
  const vectors = Symbol('vectors');
  const single = Symbol('single');
  const isOver = Symbol('isOver');
  const copyVector: Code = [
    octetsHere.set(v128.load(from.get)),
    zeros.set(v128.or(zeros.get, v128.equalOctets(octetsHere.get, v128.zero()))),
    v128.store(to.get, v128.xor(octetsHere.get, v128.splat(i32.constant(whitening)))),
  ];
  const go = (local: Local, octetsOn: number): Code => local.set(i32.add(local.get, i32.constant(octetsOn)));
  return [
    zeros.set(v128.zero()),
    close.set(at.get),
    to.set(out.get),
    block(isOver,
      loop(run,
        code.set(i32.load8(close.get)),
        goToIf(done, i32.isZero(code.get)),
        from.set(i32.add(close.get, i32.constant(1))),
        close.set(i32.add(close.get, code.get)),
        goToIf(done, i32.aboveOrEqual(close.get, limit.get)),
        block(copied,
          block(isShort,
            goToIf(isShort, i32.below(code.get, i32.constant(vectorOctets + 1))),
            // The last vector may overlap the one before it.
            last.set(i32.subtract(close.get, i32.constant(vectorOctets))),
            loop(vectors,
              copyVector,
              go(from, vectorOctets),
              go(to, vectorOctets),
              goToIf(vectors, i32.below(from.get, last.get))),
            to.set(i32.add(to.get, i32.subtract(last.get, from.get))),
            from.set(last.get),
            copyVector,
            go(to, vectorOctets),
            goTo(copied)),
          loop(single,
            goToIf(copied, i32.aboveOrEqual(from.get, close.get)),
            goToIf(done, i32.isZero(i32.load8(from.get))),
            i32.store8(to.get, i32.xor(i32.load8(from.get), i32.constant(whitening))),
            go(from, 1),
            go(to, 1),
            goTo(single))),
        goToIf(isOver, i32.isZero(i32.load8(close.get))),
        goToIf(done, i32.aboveOrEqual(i32.subtract(to.get, out.get), i32.constant(frameOctetsLimit))),
        goToIf(run, i32.equal(code.get, i32.constant(fullRun))),
        // The zero between two runs, without its whitening.
        i32.store8(to.get, i32.constant(whitening)),
        go(to, 1),
        goTo(run))),
    octets.set(i32.subtract(to.get, out.get)),
    goToIf(done, i32.and(octets.get, i32.constant(3))),
    goToIf(done, i32.below(octets.get, i32.constant(leastOctets))),
    goToIf(done, v128.isAnySet(zeros.get)),
  ];
}

/** The head of the frame: an event with the right number, as long as it says. */
function head({ octets, out, record, length, expected }: Variables, done: Label): Code {
  return [
    goToIf(done, i32.differ(i32.and(i32.load(out.get), i32.constant(0xff)), i32.constant(frameTypes.event))),
    goToIf(done, i32.differ(i32.load(out.get, 4), expected.get)),
    record.set(i32.add(out.get, i32.constant(4 * frameHeadWords))),
    length.set(i32.shiftRight(i32.load(out.get), i32.constant(16))),
    goToIf(done, i32.differ(i32.add(length.get, i32.constant(4 * aroundWords)), octets.get)),
  ];
}

/** Goes through the shapes that have the record's place in the table. */
function findShape(v: Variables, done: Label): Code {
  const { record, length, slot, known, tests, end, differs, from } = v;
  const field = (offset: number): Code => i32.load(record.get, 4 * offset);
  const times = (value: Code, factor: number): Code => i32.multiply(value, i32.constant(factor));
  const octets = (bits: number): Code => i32.constant(bits);
  const probe = Symbol('probe');
  const vectors = Symbol('vectors');
  const afterHandles = Symbol('afterHandles');
  const handle = Symbol('handle');
  const afterEqual = Symbol('afterEqual');
  const pair = Symbol('pair');
  const pairAt = (address: Code): Code => i64.load(i32.add(record.get, address));
  return [
    slot.set(i32.xor(
      i32.xor(times(field(word.identity), mixing.identity), times(field(word.presence), mixing.presence)),
      i32.xor(times(field(word.status), mixing.status), times(length.get, mixing.length)))),
    slot.set(i32.xor(slot.get, i32.shiftRight(slot.get, octets(15)))),
    loop(probe,
      slot.set(i32.and(slot.get, octets(slotCount - 1))),
      known.set(i32.load(i32.add(octets(map.slots), i32.shiftLeft(slot.get, octets(2))))),
      goToIf(done, i32.isZero(known.get)),
      slot.set(i32.add(slot.get, octets(1))),
      goToIf(probe, i32.differ(i32.load(known.get, shape.length), length.get)),
      // Words that never differ: a vector of masks and one of values at a time.
      tests.set(i32.add(known.get, octets(shape.tests))),
      from.set(record.get),
      end.set(i32.add(record.get, length.get)),
      differs.set(v128.zero()),
      loop(vectors,
        differs.set(v128.or(differs.get,
          v128.and(v128.xor(v128.load(from.get), v128.load(tests.get, vectorOctets)), v128.load(tests.get)))),
        from.set(i32.add(from.get, octets(vectorOctets))),
        tests.set(i32.add(tests.get, octets(2 * vectorOctets))),
        goToIf(vectors, i32.below(from.get, end.get))),
      goToIf(probe, v128.isAnySet(differs.get)),
      // Handles that are not NULL.
      end.set(i32.add(tests.get, i32.load(known.get, shape.handles))),
      block(afterHandles,
        loop(handle,
          goToIf(afterHandles, i32.aboveOrEqual(tests.get, end.get)),
          goToIf(probe, i64.isZero(pairAt(i32.load(tests.get)))),
          tests.set(i32.add(tests.get, octets(4))),
          goTo(handle))),
      // Handles that are the same.
      end.set(i32.add(tests.get, i32.load(known.get, shape.equal))),
      block(afterEqual,
        loop(pair,
          goToIf(afterEqual, i32.aboveOrEqual(tests.get, end.get)),
          goToIf(probe, i64.differ(pairAt(i32.load(tests.get)), pairAt(i32.load(tests.get, 4)))),
          tests.set(i32.add(tests.get, octets(8))),
          goTo(pair))),
    ),
  ];
}

/** The event's time, as `Lane` reckons it, if time does not go back. */
function timeOf({ record, ticks, time, previous, lastAt }: Variables, done: Label): Code {
  const part = (offset: number, epoch: number): Code =>
    f64.subtract(f64.fromUnsigned(i32.load(record.get, 4 * offset)), f64.load(stateAt(epoch)));
  return [
    ticks.set(f64.add(
      f64.multiply(part(word.tick + 1, state.epochHigh), f64.constant(0x1_0000_0000)), part(word.tick, state.epochLow))),
    time.set(f64.add(f64.load(stateAt(state.baseNs)), f64.multiply(ticks.get, f64.load(stateAt(state.nsPerTick))))),
    goToIf(done, f64.below(ticks.get, previous.get)),
    goToIf(done, f64.below(time.get, lastAt.get)),
    goToIf(done, f64.above(time.get, f64.constant(Number.MAX_SAFE_INTEGER))),
  ];
}

/** The columns of the batch. */
function columns({ record, length, known, count, expected, time, from, to }: Variables): Code {
  const wordOf = (address: Code): Code => i32.shiftRight(i32.subtract(address, i32.constant(map.arena)), i32.constant(2));
  return [
    from.set(i32.shiftLeft(count.get, i32.constant(2))),
    to.set(i32.shiftLeft(count.get, i32.constant(3))),
    i32.store(from.get, wordOf(record.get), map.starts),
    i32.store(from.get, wordOf(i32.add(record.get, length.get)), map.ends),
    i32.store(from.get, i32.load(known.get, shape.number), map.shape),
    f64.store(to.get, time.get, map.at),
    f64.store(to.get, f64.add(f64.load(stateAt(state.wrapped)), f64.fromUnsigned(expected.get)), map.seq),
  ];
}

/** The word that takes the register of CRC-32 from `residue`, where every whole frame leaves it, to all ones, where it begins. */
function resetOf(residue: number): number {
  let register = -1;
  // A step of the register, undone: 32 times, once for each bit of a word.
  for (let bit = 0; bit < 32; bit++) register = register < 0 ? ((register ^ 0xedb88320) << 1) | 1 : register << 1;
  return register ^ residue;
}

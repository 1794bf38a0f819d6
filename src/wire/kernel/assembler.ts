/**
 * Writes a WebAssembly module of one memory and one function (WebAssembly Core Specification 2.0, chapter 5), as much of the format
 * as the kernel needs. Instructions are expressions: each takes its operands and gives the octets of both.
 */

/** Octets of code, nested as the expressions are; a branch is resolved when its depth is known. */
export type Code = number | Branch | Block | readonly Code[];

/** Where a branch leads: behind a block, or to the beginning of a loop. Symbols, so that no two are the same. */
export type Label = symbol;

interface Branch {
  readonly to: Label;
  readonly opcode: number;
}

interface Block {
  readonly label: Label;
  readonly opcode: number;
  readonly body: readonly Code[];
}

/** A local variable of the function. */
export class Local {
  readonly get: Code;
  private readonly index: number;

  constructor(index: number) {
    this.index = index;
    this.get = [0x20, leb(index)];
  }

  set(value: Code): Code {
    return [value, 0x21, leb(this.index)];
  }
}

/** Value types: of locals, parameters and results. */
export const types = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
type ValueType = (typeof types)[keyof typeof types];

const noOperand = (opcode: Code) => (): Code => opcode;
const one = (opcode: Code) => (a: Code): Code => [a, opcode];
const two = (opcode: Code) => (a: Code, b: Code): Code => [a, b, opcode];
/** Memory instructions name the alignment, here none, and an offset. */
const load = (opcode: Code) => (address: Code, offset = 0): Code => [address, opcode, 0, leb(offset)];
const store = (opcode: Code) => (address: Code, value: Code, offset = 0): Code => [address, value, opcode, 0, leb(offset)];
const simd = (opcode: number): Code => [0xfd, leb(opcode)];

export const i32 = {
  constant: (value: number): Code => [0x41, signedLeb(value | 0)],
  load: load(0x28), load8: load(0x2d), store: store(0x36), store8: store(0x3a),
  isZero: one(0x45), equal: two(0x46), differ: two(0x47), below: two(0x49), aboveOrEqual: two(0x4f),
  add: two(0x6a), subtract: two(0x6b), multiply: two(0x6c), and: two(0x71), or: two(0x72), xor: two(0x73),
  shiftLeft: two(0x74), shiftRight: two(0x76),
} as const;

export const i64 = { load: load(0x29), isZero: one(0x50), differ: two(0x52) } as const;

export const f64 = {
  constant: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  load: load(0x2b), store: store(0x39),
  below: two(0x63), above: two(0x64), add: two(0xa0), subtract: two(0xa1), multiply: two(0xa2),
  fromUnsigned: one(0xb8),
} as const;

export const v128 = {
  zero: noOperand([simd(12), ...Array.from({ length: 16 }, () => 0)]),
  load: load(simd(0)), store: store(simd(11)),
  splat: one(simd(17)), equalOctets: two(simd(35)),
  and: two(simd(78)), or: two(simd(80)), xor: two(simd(81)), isAnySet: one(simd(83)),
} as const;

/** Code that is left by branching to `label`. */
export const block = (label: Label, ...body: Code[]): Code => ({ label, opcode: 0x02, body });
/** Code that is begun anew by branching to `label`, and left at its end. */
export const loop = (label: Label, ...body: Code[]): Code => ({ label, opcode: 0x03, body });
export const goTo = (to: Label): Code => ({ to, opcode: 0x0c });
export const goToIf = (to: Label, condition: Code): Code => [condition, { to, opcode: 0x0d }];

/** A function: its parameters and result, and what else it declares. */
export class FunctionBuilder {
  private readonly parameters: readonly ValueType[];
  private readonly locals: ValueType[] = [];

  constructor(parameters: readonly ValueType[]) {
    this.parameters = parameters;
  }

  parameter(index: number): Local {
    return new Local(index);
  }

  local(type: ValueType): Local {
    this.locals.push(type);
    return new Local(this.parameters.length + this.locals.length - 1);
  }

  /** The module: memory `env.memory` of `pages` pages is imported, the function exported as `run`. Its result is an i32. */
  module(pages: number, body: readonly Code[]): Uint8Array<ArrayBuffer> {
    const type = [0x60, ...vector(this.parameters), ...vector([types.i32])];
    const memory = [...text('env'), ...text('memory'), 0x02, 0x01, ...leb(pages), ...leb(pages)];
    const locals = this.locals.map((local) => [1, local]);
    const code = [...vectorOf(locals), ...flat(body, []), 0x0b];
    return Uint8Array.of(
      0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
      ...section(1, vectorOf([type])),
      ...section(2, vectorOf([memory])),
      ...section(3, vectorOf([[0]])),
      ...section(7, vectorOf([[...text('run'), 0x00, 0x00]])),
      ...section(10, vectorOf([vector(code)])),
    );
  }
}

/** The octets of code inside the blocks of `labels`, the innermost last. */
function flat(code: Code, labels: readonly Label[]): number[] {
  if (typeof code === 'number') return [code];
  if ('to' in code) return [code.opcode, ...leb(labels.length - 1 - labels.lastIndexOf(code.to))];
  if ('label' in code) return [code.opcode, 0x40, ...flat(code.body, [...labels, code.label]), 0x0b];
  return code.flatMap((part) => flat(part, labels));
}

const section = (id: number, contents: readonly number[]): number[] => [id, ...vector(contents)];
const vector = (octets: readonly number[]): number[] => [...leb(octets.length), ...octets];
const vectorOf = (items: readonly (readonly number[])[]): number[] => [...leb(items.length), ...items.flat()];
const text = (name: string): number[] => vector([...name].map((letter) => letter.charCodeAt(0)));

function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

function signedLeb(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signedLeb(value >> 7)];
}

/**
 * Numbers that only look random: xoshiro128** (Blackman and Vigna), its 128 bits of state filled from the seed, the number of a
 * call and a lane by the finaliser of MurmurHash3. Every call draws from streams of its own, so what happens to one call does not
 * depend on how many others run beside it.
 */
export class Random {
  /** The call that draws from it; 0 for what belongs to none. */
  readonly call: number;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** All three are taken as unsigned 32-bit numbers. */
  constructor(seed: number, call: number, lane: number) {
    this.call = call;
    this.#a = scrambled(seed ^ 0x9e3779b9);
    this.#b = scrambled(this.#a ^ call);
    this.#c = scrambled(this.#b ^ (lane + 0x85ebca6b));
    this.#d = scrambled(seed + Math.imul(call, 0xc2b2ae35) + lane) | 1;
  }

  /** A multiple of 2^-53 in [0, 1). */
  unit(): number {
    const high = this.#next() >>> 5;
    const low = this.#next() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** Mean 0, standard deviation 1 (Box and Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return radius * Math.cos(2 * Math.PI * this.unit());
  }

  #next(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }
}

function scrambled(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

import { performance } from 'node:perf_hooks';

/** The clock that stamps what arrives. It never steps; what the operating system does to the time of day does not reach it. */
export interface MonotonicClock {
  /** Nanoseconds since this process began to use the clock: a safe integer, and so for the next hundred days. */
  nowNs(): number;
  /**
   * UTC of such a moment, in nanoseconds since 1970-01-01T00:00Z. The two clocks were compared once, at the start, to about a
   * microsecond; between two moments of a run the difference is therefore exact, while UTC drifts as the host's quartz does.
   */
  utcNs(atNs: number): bigint;
}

const [originSeconds, originNanoseconds] = process.hrtime();
const originUtcNs = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;

/** This process's clock, one for all ports, so that their stamps compare. */
export const monotonicClock: MonotonicClock = {
  nowNs() {
    const [seconds, nanoseconds] = process.hrtime();
    return (seconds - originSeconds) * 1e9 + (nanoseconds - originNanoseconds);
  },
  utcNs: (atNs) => originUtcNs + BigInt(atNs),
};

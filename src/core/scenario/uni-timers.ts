/**
 * Timers of ATM signalling that a scenario can let expire, in nanoseconds (Q.2931, Q.2971; values of UNI 3.1 and RFC 2761, the shorter
 * one where user and network differ).
 */
export const uniTimersNs = {
  /** SETUP sent to the first answer. It runs twice. */
  T303: 4_000_000_000,
  /** RELEASE sent to RELEASE COMPLETE. */
  T308: 30_000_000_000,
  /** CALL PROCEEDING received to the next message. */
  T310: 10_000_000_000,
  /** CONNECT sent to CONNECT ACKNOWLEDGE. */
  T313: 4_000_000_000,
  /** DROP PARTY sent to its acknowledgement. */
  T398: 4_000_000_000,
  /** ADD PARTY sent to the first answer. */
  T399: 14_000_000_000,
} as const;
export type UniTimer = keyof typeof uniTimersNs;

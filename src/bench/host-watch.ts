/** What the bench noticed about its own host while a run was on. */
export type HostIncident =
  /** The event loop did not turn for `lastedMs`: arrival stamps of that time are late. */
  | { readonly kind: 'stall'; readonly lastedMs: number }
  /** The wall clock moved by `byMs` against the monotonic clock. */
  | { readonly kind: 'clock-step'; readonly byMs: number };

const periodMs = 50;
/** A turn of the event loop that comes later than this is a stall. */
const stallMs = 250;
const clockStepMs = 500;

/** Watches the host until the function it returns is called. Costs a timer of {@link periodMs}; keeps no process alive. */
export function watchHost(report: (incident: HostIncident) => void): () => void {
  let lastMs = performance.now();
  let offsetMs = Date.now() - lastMs;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const lateMs = nowMs - lastMs - periodMs;
    if (lateMs > stallMs) report({ kind: 'stall', lastedMs: Math.round(lateMs) });
    const movedMs = Date.now() - nowMs - offsetMs;
    if (Math.abs(movedMs) > clockStepMs) {
      report({ kind: 'clock-step', byMs: Math.round(movedMs) });
      offsetMs += movedMs;
    }
    lastMs = nowMs;
  }, periodMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** What the bench noticed about its own host while a run was on. */
export type HostIncident =
  /** The event loop did not turn for this long: arrival stamps of that time are late. */
  | { readonly what: 'stall'; readonly forNs: number }
  /** The wall clock moved against the monotonic clock. */
  | { readonly what: 'clock-step'; readonly byNs: number };

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
    if (lateMs > stallMs) report({ what: 'stall', forNs: Math.round(lateMs * 1e6) });
    const movedMs = Date.now() - nowMs - offsetMs;
    if (Math.abs(movedMs) > clockStepMs) {
      report({ what: 'clock-step', byNs: Math.round(movedMs * 1e6) });
      offsetMs += movedMs;
    }
    lastMs = nowMs;
  }, periodMs);
  timer.unref();
  return () => clearInterval(timer);
}

import {
  catchError, EMPTY, exhaustMap, firstValueFrom, from, fromEvent, ignoreElements, interval, map, merge, mergeMap, type Observable, take,
  throwError, timer,
} from 'rxjs';
import { Fault } from '../core/fault.ts';
import type { CallProgram } from '../core/scenario/call-program.ts';
import { encodeCookie } from '../wire/commands.ts';
import type { Hello } from '../wire/hello.ts';
import type { DeviceState } from '../wire/messages.ts';
import { encodeCallProgram } from '../wire/call-program-codec.ts';
import { requireCapabilities } from './capabilities.ts';
import type { DeviceLink } from './device-link.ts';
import type { RunStage } from './run-plan.ts';

/** Exchanges with a device whose clock is real, before a run. */
const calibrationExchanges = 16;
/** A running device that says nothing for this long is taken for lost. Devices send STATE more often. */
const silenceLimitMs = 10_000;
/** After this long it is asked how it is: what it said last may have been lost on the line. */
const askAfterMs = 3000;
/** What a STATE that belongs to an answer may take behind it, and how often it is asked for again. */
const stateLimitMs = 1000;
const stateTries = 3;
/** What an interrupted device may take to stop. */
const stopLimitMs = 5000;

/** What a run needs of its surroundings while it goes through its phases. */
export interface PhaseSurroundings {
  readonly link: DeviceLink;
  readonly program: CallProgram;
  /** Host's monotonic clock at the last read of the port, ns. */
  lastArrivedNs(): number;
  nowNs(): number;
  /** Told at the beginning of each phase. */
  entered(stage: RunStage): void;
  /** The device has said who it is; before anything else is asked of it. */
  greeted(hello: Hello): void;
  calibrated(calibration: Calibration): void;
  readonly signal: AbortSignal;
}

/** How the clock of the device was tied to the host's. */
export type Calibration =
  | { readonly skipped: 'free-running clock' }
  | { readonly exchanges: number; readonly shortestRoundTripNs: number };

/** The life of a run between the opening and the closing of its port. Rejects with the Fault that ended it early. */
export async function runPhases(around: PhaseSurroundings): Promise<void> {
  const { link, program, signal } = around;
  const octets = encodeCallProgram(program);
  around.entered('hello');
  const hello = await link.hello();
  around.greeted(hello);
  requireCapabilities(hello, program, octets.length);
  around.entered('calibrate');
  around.calibrated(await calibrate(around, hello));
  around.entered('run');
  await link.demand('load', octets);
  const done = signal.aborted ? undefined : await run(around, hello);
  around.entered('settle');
  if (done === undefined) await stop(around);
  const closed = link.state((state) => state.run === 'closed');
  closed.catch(() => undefined);
  await link.demand('close');
  await heard(link, closed);
}

/** Waits for a STATE that the device has sent or is about to; one that was damaged on the line is asked for again. */
async function heard(link: DeviceLink, state: Promise<DeviceState>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const late$ = timer(stateLimitMs).pipe(map(() => undefined));
    if ((await firstValueFrom(merge(state, late$).pipe(take(1)))) !== undefined) return;
    if (attempt > stateTries) break;
    await link.demand('stats');
  }
  throw new Fault('device-not-closed', 'the device answered CLOSE, but does not say that everything is closed', {
    next: 'Look at the end of the capture for what it left open, and correct its call agent.',
  });
}

async function calibrate(around: PhaseSurroundings, hello: Hello): Promise<Calibration> {
  if (hello.freeRunning || hello.tickHz === 0) return { skipped: 'free-running clock' };
  let shortestRoundTripNs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < calibrationExchanges; i++) {
    const sentNs = around.nowNs();
    await around.link.sync(encodeCookie(BigInt(i)));
    shortestRoundTripNs = Math.min(shortestRoundTripNs, around.lastArrivedNs() - sentNs);
  }
  return { exchanges: calibrationExchanges, shortestRoundTripNs };
}

/** Starts the program and waits until it is done; `undefined` when interrupted. */
async function run(around: PhaseSurroundings, hello: Hello): Promise<DeviceState | undefined> {
  const { link, signal } = around;
  const done = link.state((state) => state.run === 'done');
  done.catch(() => undefined);
  await link.demand('run');
  const interrupted$ = fromEvent(signal, 'abort').pipe(map(() => undefined));
  if (signal.aborted) return undefined;
  return firstValueFrom(merge(done, interrupted$, silence(around), restart(link, hello)).pipe(take(1)));
}

/** One watchdog over the line, not a timer for each read. */
function silence(around: PhaseSurroundings): Observable<never> {
  return interval(silenceLimitMs / 10).pipe(
    exhaustMap(() => {
      const silentMs = (around.nowNs() - around.lastArrivedNs()) / 1e6;
      if (silentMs < askAfterMs) return EMPTY;
      if (silentMs < silenceLimitMs) return from(around.link.command('stats')).pipe(ignoreElements(), catchError(() => EMPTY));
      return throwError(
        () =>
          new Fault('device-silent', `the device has been silent for ${Math.round(silentMs)} ms in the middle of a run`, {
            next: 'Look at the end of the capture for what it did last; check the cable and whether the device has crashed.',
          }),
      );
    }),
  );
}

/** A device that starts anew in the middle of a run has forgotten it, and would be waited for without end. */
function restart(link: DeviceLink, { start }: Hello): Observable<never> {
  return link.messages$.pipe(
    mergeMap((message) => {
      if (message.kind !== 'hello' || message.hello.start === start) return EMPTY;
      return throwError(
        () =>
          new Fault('device-restarted', 'the device started anew in the middle of a run', {
            next: 'Look at the end of the capture for what it did last; check its power and whether it has crashed.',
          }),
      );
    }),
  );
}

async function stop(around: PhaseSurroundings): Promise<void> {
  const stopped = around.link.state((state) => state.run === 'stopped' || state.run === 'done');
  stopped.catch(() => undefined);
  // Whatever it answers: a device that has nothing to stop is stopped.
  await around.link.command('stop');
  await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, stopLimitMs).unref())]);
}

import { ProbePort } from '../../firmware-stubs/emulated-nic/probe-port.ts';
import { Judge } from '../../src/core/judge.ts';
import type { Judgement } from '../../src/core/judgement.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { encodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { encodeCommand } from '../../src/wire/commands.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { headerOf, type KnownOfTrace } from '../../src/wire/header-of.ts';
import type { Hello } from '../../src/wire/hello.ts';
import { PortDecoder } from '../../src/wire/port-decoder.ts';
import { Timeline } from '../../src/wire/timeline.ts';
import { faultsNamed } from './recorded.ts';

/** A whole run of the emulated NIC: each piece of what it says on its line, closing included. */
export function spoken(program: CallProgram, faults: readonly string[], hear: (octets: Uint8Array) => void, hook: Hook = 'source'): void {
  const port = new ProbePort(program.topology, faultsNamed(faults), hook);
  const commands = new FrameEncoder();
  const settle = (): void => {
    while (port.nextTicks < Infinity) {
      port.step();
      hear(port.take());
    }
  };
  port.push(encodeCommand(commands, 'hello', 1));
  port.push(encodeCommand(commands, 'load', 2, encodeCallProgram(program)));
  port.push(encodeCommand(commands, 'run', 3));
  settle();
  port.push(encodeCommand(commands, 'close', 4));
  settle();
}

/** What the judge says of a whole run, over the wire. */
export function judged(
  program: CallProgram, faults: readonly string[] = [], declares: KnownOfTrace['declares'] = {}, hook: Hook = 'source',
): Judgement {
  let judge: Judge | undefined;
  let hello: Hello | undefined;
  const timeline = new Timeline((batch) => {
    judge ??= new Judge(headerOf([{ name: 'main', hello: hello as Hello }], { declares }));
    judge.push(batch);
  });
  const none = (): void => {};
  const decoder = new PortDecoder(0, timeline, { hello: (said) => (hello = said), time: none, state: none, answer: none });
  spoken(program, faults, (octets) => decoder.push(octets, 0), hook);
  decoder.end('closed');
  timeline.flush();
  return (judge as Judge).finish({ complete: true });
}

/** Ids of the requirements with one of these outcomes. */
export function idsOf({ requirements }: Judgement, ...outcomes: string[]): string[] {
  return requirements.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
}

/** Outcomes that no correct model gets. */
export const bad = ['fail', 'warn', 'self-check', 'inconclusive'];

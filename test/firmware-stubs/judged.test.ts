import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import { ProbePort } from '../../firmware-stubs/emulated-nic/probe-port.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { Judge } from '../../src/core/judge.ts';
import type { Judgement } from '../../src/core/judgement.ts';
import { pendableNames, type CallProgram } from '../../src/core/scenario/call-program.ts';
import { encodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { encodeCommand } from '../../src/wire/commands.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { headerOf } from '../../src/wire/header-of.ts';
import type { Hello } from '../../src/wire/hello.ts';
import { PortDecoder } from '../../src/wire/port-decoder.ts';
import { Timeline } from '../../src/wire/timeline.ts';
import { faultsNamed, pendedOnly, plainProgram } from './recorded.ts';

const topologies: readonly Topology[] = ['cm', 'mcm'];

/** What the judge says of a whole run, over the wire. */
function judged(program: CallProgram, faults: readonly string[] = []): Judgement {
  const port = new ProbePort(program.topology, faultsNamed(faults));
  const commands = new FrameEncoder();
  let judge: Judge | undefined;
  let hello: Hello | undefined;
  const timeline = new Timeline((batch) => {
    judge ??= new Judge(headerOf([{ name: 'main', hello: hello as Hello }]));
    judge.push(batch);
  });
  const none = (): void => {};
  const decoder = new PortDecoder(0, timeline, { hello: (said) => (hello = said), time: none, state: none, answer: none });
  const settle = (): void => {
    while (port.nextTicks < Infinity) {
      port.step();
      decoder.push(port.take(), 0);
    }
  };
  port.push(encodeCommand(commands, 'hello', 1));
  port.push(encodeCommand(commands, 'load', 2, encodeCallProgram(program)));
  port.push(encodeCommand(commands, 'run', 3));
  settle();
  port.push(encodeCommand(commands, 'close', 4));
  settle();
  decoder.end('closed');
  timeline.flush();
  return (judge as Judge).finish({ complete: true });
}

/** Ids of the requirements with one of these outcomes. */
function idsOf({ requirements }: Judgement, ...outcomes: string[]): string[] {
  return requirements.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
}

const bad = ['fail', 'warn', 'self-check', 'inconclusive'];

for (const topology of topologies) {
  test(`${topology}: the correct model is green on 1000 calls, 50 VCs at a time`, (t) => {
    const judgement = judged(plainProgram({ topology, calls: 1000, concurrency: 50 }));
    t.is(judgement.verdict, 'pass');
    t.deepEqual(idsOf(judgement, ...bad), []);
    t.deepEqual(judgement.notModelled, []);
    t.is(judgement.orphans, 0);
    t.true(idsOf(judgement, 'pass').length > 80);
  });

  for (const name of pendableNames) {
    test(`${topology}: it is green with ${name} alone pended, and with all but ${name}`, (t) => {
      const others = pendableNames.filter((other) => other !== name);
      for (const pended of [pendedOnly(name), pendedOnly(...others)]) {
        const judgement = judged(plainProgram({ topology, calls: 9, concurrency: 3, callsPerVc: 2, sends: 3, pended }));
        t.deepEqual(idsOf(judgement, ...bad), []);
        t.is(judgement.verdict, 'pass');
      }
    });
  }
}

for (const { name, topology, requirement } of allFaults) {
  for (const one of topology) {
    test(`${one}: ${name} turns one call red at a requirement that it names, as one fault`, (t) => {
      const judgement = judged(plainProgram({ topology: one }), [name]);
      t.is(judgement.verdict, 'fail');
      const failed = idsOf(judgement, 'fail');
      t.true(failed.some((id) => requirement.includes(id)), failed.join());
      t.deepEqual(idsOf(judgement, 'self-check', 'inconclusive'), []);
      const findings = judgement.requirements.filter(({ outcome }) => outcome === 'fail').flatMap((result) => result.findings);
      t.is(new Set(findings.map(({ fault }) => fault)).size, 1);
    });
  }
}

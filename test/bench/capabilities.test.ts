import test from 'ava';
import { deviceHello } from '../../firmware-stubs/emulated-nic/device-hello.ts';
import { plainProgram } from '../../firmware-stubs/emulated-nic/plain-program.ts';
import { callParametersOf } from '../../src/core/scenario/call-parameters-of.ts';
import { defaultCalled } from '../../src/core/scenario/defaults.ts';
import { requireCapabilities } from '../../src/bench/capabilities.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { StepSpec } from '../../src/core/scenario/steps/step.ts';
import { type CourseName, courseNames } from '../../src/core/scenario/course.ts';
import type { AgentStep, NetworkStep } from '../../src/wire/hello.ts';
import { act, close, compiled, create, make, remove, send } from '../core/scenario/steps/building.ts';

const able = deviceHello('cm', { tick: 0n, events: 0, start: 1 });

/** What a device says that can play calls that connect, and no other. */
const plain = {
  ...able,
  agent: ['makeCall', 'concurrentCalls', 'reuseVc', 'send', 'pend', 'delays'] satisfies AgentStep[],
  network: ['accept', 'release', 'delays'] satisfies NetworkStep[],
};

test('the emulated NIC can play every course', (t) => {
  for (const name of courseNames) t.notThrows(() => requireCapabilities(able, plainProgram({ courses: [{ name }] }), 100), name);
});

test('a device that cannot do what the steps say is refused before the run, by what it lacks', (t) => {
  const call = (...steps: StepSpec[]): StepSpec[] => [create(), make(), ...steps, close(), remove()];
  const program = (steps: StepSpec[], parties?: string[]): CallProgram => plainProgram({ sends: 0, steps: compiled(steps, parties).program });
  const lacking = (steps: StepSpec[], parties?: string[]): string | undefined => {
    const hello = { ...plain, agent: plain.agent.filter((step) => step !== 'send') };
    return t.throws(() => requireCapabilities(hello, program(steps, parties), 100))?.message.replace(/.*lacks /, '');
  };
  t.notThrows(() => requireCapabilities({ ...plain, agent: [...plain.agent, 'steps'] }, program(call(send())), 100));
  t.is(lacking(call()), 'call agent: steps');
  t.is(lacking(call(send())), 'call agent: steps, call agent: send');
  t.is(lacking([create(), make(), act('network: reject'), remove()]), 'call agent: steps, network side: reject');
  t.is(lacking([create(), act('callManager: refuse')]), 'call agent: refuse, call agent: steps');
  t.is(lacking(call(), []), 'call agent: steps, call agent: parties, network side: parties');
  t.is(lacking(call(act('client: modify QoS'))), 'call agent: steps, network side: modify');
});

test('a device that cannot play a course is refused before the run, by what it lacks', (t) => {
  const lacks: readonly (readonly [CourseName, string])[] = [
    ['refusedAtOnce', 'call agent: refuse'],
    ['activationFails', 'call agent: refuse'],
    ['networkRejects', 'network side: reject'],
    ['noConnect', 'network side: silence'],
    ['parametersRenegotiated', 'call agent: judgeParameters, network side: modify'],
  ];
  t.notThrows(() => requireCapabilities(plain, plainProgram({ concurrency: 2, calls: 4, callsPerVc: 2 }), 100));
  for (const [name, missing] of lacks) {
    const fault = t.throws(() => requireCapabilities(plain, plainProgram({ courses: [{ name: 'connects' }, { name }, { name }] }), 100));
    t.like(fault, { code: 'capability-missing', message: `the device cannot carry out the scenario; it lacks ${missing}` });
  }
});

test('a device that passes no information elements is refused where a scenario needs them', (t) => {
  const direction = { maxSduOctets: 9188, peakCellRate: 1000 };
  const setup = { called: defaultCalled, serviceCategory: 'UBR', forward: direction, backward: direction } as const;
  const calledSubaddress = '47000580';
  const program = plainProgram({ callParameters: callParametersOf({ ...setup, elements: { calledSubaddress } }) });
  const { agent } = able;
  t.notThrows(() => requireCapabilities(able, program, 100));
  const fault = t.throws(() => requireCapabilities({ ...able, agent: agent.filter((step) => step !== 'informationElements') }, program, 100));
  t.like(fault, { code: 'capability-missing', message: 'the device cannot carry out the scenario; it lacks call agent: informationElements' });
  t.notThrows(() => requireCapabilities(plain, plainProgram({ callParameters: callParametersOf(setup) }), 100));
});

import test from 'ava';
import fc from 'fast-check';
import { decodeCallParameters, encodeCallParameters } from '../../../src/core/condis/call-parameters.ts';
import type { DeviceSpec } from '../../../src/core/device/device-spec.ts';
import { callParametersOf } from '../../../src/core/scenario/call-parameters-of.ts';
import { courseOfCall, plainCourses } from '../../../src/core/scenario/course.ts';
import { defaultCalled, defaultDelays, defaultPended } from '../../../src/core/scenario/defaults.ts';
import { expectedCalls, judgeExpectations } from '../../../src/core/scenario/expectation.ts';
import { fits, programOf } from '../../../src/core/scenario/program-of.ts';
import type { CallSetupSpec, ScenarioSpec } from '../../../src/core/scenario/scenario-spec.ts';

const setup: CallSetupSpec = {
  called: defaultCalled,
  serviceCategory: 'UBR',
  forward: { maxSduOctets: 9188, peakCellRate: 353207 },
  backward: { maxSduOctets: 1500, peakCellRate: 1000 },
};

const scenario: ScenarioSpec = {
  name: 'calls', file: 'scenarios/calls.yaml', summary: 'Calls.', topologies: ['cm'], calls: 200, concurrency: 20, callsPerVc: 2, seed: 7,
  sends: 3, sendOctets: 1500, setup, pended: defaultPended, delays: defaultDelays, declares: {}, courses: plainCourses, saps: [],
  faults: [], judgesCalls: true, requirements: [], limits: [], line: [],
};

const device: DeviceSpec = {
  name: 'nic', file: 'devices/nic.yaml', summary: 'A NIC.', topology: 'cm',
  port: { kind: 'stub', name: 'main', stub: 'emulated-nic', arguments: [] },
};

test('a program carries the scenario for the device, and overrides count', (t) => {
  t.like(programOf(scenario, device), {
    topology: 'cm', calls: 200, concurrency: 20, callsPerVc: 2, seed: 7, sends: 3, sendOctets: 1500, pended: defaultPended, delays: defaultDelays,
    addresses: { called: defaultCalled.digits },
  });
  t.like(programOf(scenario, device, { calls: 3, seed: 0 }), { calls: 3, concurrency: 3, seed: 0 });
  t.deepEqual(programOf(scenario, device), programOf(scenario, device));
});

test('a scenario for another topology is refused, naming both', (t) => {
  const mcm = { ...device, name: 'other', topology: 'mcm' } as const;
  t.false(fits(scenario, mcm));
  const fault = t.throws(() => programOf(scenario, mcm));
  t.like(fault, { code: 'topology-does-not-fit', message: 'scenario calls is for cm; device other is mcm', place: { file: 'scenarios/calls.yaml' } });
});

test('call parameters hold the rates in cells and octets, and survive a record', (t) => {
  const parameters = callParametersOf(setup);
  t.like(parameters, {
    Flags: 0,
    CallMgrParameters: {
      Transmit: { TokenRate: 353207 * 48, PeakBandwidth: 353207 * 48, ServiceType: 1, MaxSduSize: 9188, Latency: 0xffffffff },
      Receive: { TokenRate: 48000, MaxSduSize: 1500 },
      CallMgrSpecific: { ParamType: 1, Parameters: { CalledParty: { AddressType: 0, NumberOfDigits: 20, Address: defaultCalled.digits } } },
    },
    MediaParameters: {
      Flags: 12,
      MediaSpecific: { ParamType: 1, Parameters: { AALType: 8, Transmit: { ServiceCategory: 4, PeakCellRate: 353207 } } },
    },
  });
  const words = encodeCallParameters(parameters);
  t.deepEqual(decodeCallParameters(words, 0, words.length), parameters);
});

test('an E.164 address travels as ASCII digits, CBR as a guarantee', (t) => {
  const parameters = callParametersOf({ ...setup, serviceCategory: 'CBR', calling: { plan: 'e164', digits: '4930' } });
  t.like(parameters, {
    CallMgrParameters: {
      Transmit: { ServiceType: 3 },
      CallMgrSpecific: { Parameters: { CallingParty: { AddressType: 1, NumberOfDigits: 4, Address: '34393330' } } },
    },
    MediaParameters: { MediaSpecific: { Parameters: { Transmit: { ServiceCategory: 1 } } } },
  });
});

test('calls take the courses in turn, and what is expected of them follows from that', (t) => {
  const courses = [{ name: 'connects' }, { name: 'noAnswer' }, { name: 'activationRetried' }] as const;
  t.deepEqual([1, 2, 3, 4, 5].map((call) => courseOfCall(courses, call).name), ['connects', 'noAnswer', 'activationRetried', 'connects', 'noAnswer']);
  fc.assert(fc.property(fc.array(fc.constantFrom(...courses), { minLength: 1 }), fc.nat(40), (inTurn, calls) => {
    const failed = Array.from({ length: calls }, (_, i) => courseOfCall(inTurn, i + 1)).filter(({ name }) => name === 'noAnswer').length;
    t.deepEqual(expectedCalls({ courses: inTurn, calls, delays: defaultDelays }), { connected: calls - failed, failed });
  }));
});

test('expectations are met, missed, or left open where a gap may hide calls', (t) => {
  const verdictsOf = (connected: number, failed: number, closed: number, whole: boolean) =>
    judgeExpectations({ connected: 10, failed: 0 }, { connected, failed, closed, whole }).map((expectation) => expectation.verdict);
  t.deepEqual(verdictsOf(10, 0, 10, true), ['pass', 'pass', 'pass']);
  t.deepEqual(verdictsOf(9, 1, 9, true), ['fail', 'fail', 'fail']);
  t.deepEqual(verdictsOf(10, 0, 9, true), ['pass', 'fail', 'pass']);
  t.deepEqual(verdictsOf(9, 0, 10, false), ['inconclusive', 'inconclusive', 'inconclusive']);
  t.deepEqual(verdictsOf(11, 1, 10, false), ['fail', 'inconclusive', 'fail']);
  t.deepEqual(judgeExpectations({ connected: 10, failed: 0 }, { connected: 9, failed: 1, closed: 9, whole: true })[0], {
    what: 'calls connected', expected: 10, seen: 9, verdict: 'fail',
  });
});

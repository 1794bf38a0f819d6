import test from 'ava';
import fc from 'fast-check';
import {
  callParametersChanged, compareCallParameters, comparison, connectionIdField, decodeCallParameters, encodeCallParameters, findAddress,
  findFieldOf,
  findStructure, flagsField, lookup, type CallParameters, type Comparison,
} from '../../../src/core/condis/call-parameters.ts';
import { callParameters } from '../trace/event-arbitraries.ts';

const decoded = (words: Int32Array): CallParameters => decodeCallParameters(words, 0, words.length);
const again = (value: unknown): CallParameters => decoded(encodeCallParameters(value as CallParameters));

function compare(a: unknown, b: unknown): Comparison {
  const x = encodeCallParameters(a as CallParameters);
  const y = encodeCallParameters(b as CallParameters);
  return compareCallParameters(x, 0, x.length, y, 0, y.length);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a comparison says, from the text of the trace format alone. */
function compareValues(a: unknown, b: unknown, key = ''): Comparison {
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return comparison.different;
    return worst(a.map((element, i) => compareValues(element, b[i])));
  }
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => key !== '' || name !== 'address');
    return worst(
      keys.map((name) => {
        if (!Object.hasOwn(a, name) || !Object.hasOwn(b, name)) return comparison.unknown;
        const [x, y] = [a[name], b[name]];
        const areFlags = key === '' && name === 'Flags' && typeof x === 'number' && typeof y === 'number';
        return compareValues(areFlags ? withoutChanged(x) : x, areFlags ? withoutChanged(y) : y, name || '?');
      }),
    );
  }
  if (key === 'Parameters' && [a, b].some(isObject) && [a, b].some((value) => typeof value === 'string')) return comparison.unknown;
  return a === b ? comparison.equal : comparison.different;
}

function withoutChanged(flags: number): number {
  return Number.isInteger(flags) && flags >= 0 && flags <= 0xffffffff && Math.floor(flags / 2) % 2 === 1 ? flags - 2 : flags;
}

function worst(parts: readonly Comparison[]): Comparison {
  if (parts.includes(comparison.different)) return comparison.different;
  return parts.includes(comparison.unknown) ? comparison.unknown : comparison.equal;
}

/** Hex in upper case comes back in lower case: the texts of a generated structure are put in one case before. */
function lowerCase(value: unknown): CallParameters {
  return JSON.parse(JSON.stringify(value), (_, member) => (typeof member === 'string' ? member.toLowerCase() : member)) as CallParameters;
}

test('decoding gives back what was encoded', (t) => {
  fc.assert(
    fc.property(callParameters, (value) => {
      const given = lowerCase(value);
      t.deepEqual(again(given), given);
    }),
    { numRuns: 1000 },
  );
});

test('any object at all is kept', (t) => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const given = lowerCase(value);
      t.deepEqual(JSON.stringify(sorted(again(given))), JSON.stringify(sorted(given)));
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]);
}

test('what is longer than a group is kept', (t) => {
  const octets = 'ab'.repeat(70_000);
  for (const value of [
    { CallMgrParameters: { CallMgrSpecific: { Parameters: { InfoElements: octets } } } },
    { MediaParameters: { MediaSpecific: { Parameters: octets } } },
    { Foo: 'é'.repeat(100_000), Bar: 1 },
  ]) t.deepEqual(again(value), value);
});

test('a comparison says what the trace format says', (t) => {
  const changed = fc.tuple(callParameters, callParameters, fc.constantFrom('', 'address', 'Flags', 'MediaParameters', 'CallMgrParameters'));
  fc.assert(
    fc.property(changed, ([value, other, key]) => {
      const a = lowerCase(value);
      const b = key === '' ? lowerCase(other) : lowerCase({ ...value, [key]: key === 'address' ? '0x7' : other[key] });
      t.is(compare(a, b), compareValues(a, b));
      t.is(compare(b, a), compare(a, b));
      t.is(compare(a, a), comparison.equal);
    }),
    { numRuns: 1000 },
  );
});

test('equal, different, unknown', (t) => {
  const rate = (TokenRate: number): unknown => ({ CallMgrParameters: { Transmit: { TokenRate, Latency: 1 } } });
  t.is(compare(rate(5), rate(5)), comparison.equal);
  t.is(compare(rate(5), rate(6)), comparison.different);
  t.is(compare(rate(5), { CallMgrParameters: { Transmit: { Latency: 1 } } }), comparison.unknown);
  t.is(compare(rate(5), { CallMgrParameters: { Transmit: { Latency: 2 } } }), comparison.different);
  t.is(compare(rate(5), {}), comparison.unknown);
  t.is(compare(rate(5), rate(-5)), comparison.different);
  t.is(compare({ Foo: { a: 1, b: 2 } }, { Foo: { b: 2, a: 1 } }), comparison.equal);
});

test('NULL is not absent', (t) => {
  for (const key of ['CallMgrParameters', 'MediaParameters']) {
    t.is(compare({ [key]: null }, { [key]: null }), comparison.equal);
    t.is(compare({ [key]: null }, {}), comparison.unknown);
    t.is(compare({ [key]: null }, { [key]: {} }), comparison.different);
    t.is(compare({ [key]: {} }, { [key]: null }), comparison.different);
  }
});

test('address and CALL_PARAMETERS_CHANGED are left out of a comparison, other flags are not', (t) => {
  t.is(compare({ address: '0x1', Flags: 1 }, { address: '0x2', Flags: 1 | callParametersChanged }), comparison.equal);
  t.is(compare({ address: '0x1', Flags: 1 }, { Flags: 1 }), comparison.equal);
  t.is(compare({ Flags: 1 }, { Flags: 2 }), comparison.different);
  t.is(compare({ Flags: 1, Foo: 1 }, { Flags: 3, Foo: 1 }), comparison.equal);
  const media = (Flags: number): unknown => ({ MediaParameters: { Flags } });
  t.is(compare(media(0), media(2)), comparison.different, 'the flags of the media are others');
});

test('parts are found in the words', (t) => {
  const words = encodeCallParameters({
    address: '0x1ff000000ff',
    Flags: 9,
    MediaParameters: { MediaSpecific: { Parameters: { ConnectionId: { Vpi: 3, Vci: 42 } } } },
    CallMgrParameters: null,
  });
  const at = (group: number, bit: number): number | undefined => words[findFieldOf(words, 0, words.length, group, bit)];
  t.is(at(flagsField.group, flagsField.bit), 9);
  t.is(at(connectionIdField.group, connectionIdField.vpi), 3);
  t.is(at(connectionIdField.group, connectionIdField.vci), 42);
  t.is(findFieldOf(words, 0, words.length, 3, 0), lookup.absent);
  t.is(findFieldOf(words, 0, words.length, 9, 0), lookup.absent);
  t.is(findStructure(words, 0, words.length, 'CallMgrParameters'), lookup.null);
  t.true(findStructure(words, 0, words.length, 'MediaParameters') > 0);
  const address = findAddress(words, 0, words.length);
  t.deepEqual([...words.subarray(address, address + 2)], [0xff, 0x1ff]);
  const empty = encodeCallParameters({});
  t.is(findStructure(empty, 0, empty.length, 'MediaParameters'), lookup.absent);
  t.is(findAddress(empty, 0, empty.length), lookup.absent);
});

test('octets of ATM_MEDIA_PARAMETERS are the structure', (t) => {
  // Field by field as atm.h lays them out: the value of every ULONG is its number in the order of the fields.
  const ulong = (value: number): string => `${value.toString(16).padStart(2, '0')}000000`;
  const flow = (first: number): string => {
    const head = Array.from({ length: 9 }, (_, i) => ulong(first + i)).join('');
    return `${head}a1a2b2b1c1c2c300${ulong(first + 9)}${ulong(first + 10)}${ulong(first + 11)}`;
  };
  const Parameters = Array.from({ length: 10 }, (_, i) => ulong(i)).join('') + flow(10) + flow(22);
  t.is(Parameters.length, 304);
  const structure = (value: unknown, ParamType: unknown = 1): unknown => {
    return { MediaParameters: { MediaSpecific: { ParamType, Parameters: value } } };
  };
  const media = { ...(again(structure(Parameters)) as { MediaParameters: { MediaSpecific: { Parameters: Record<string, unknown> } } }) };
  const parameters = media.MediaParameters.MediaSpecific.Parameters;
  t.deepEqual(parameters['ConnectionId'], { Vpi: 0, Vci: 1 });
  t.is(parameters['AALType'], 2);
  t.is(parameters['DefaultCLP'], 9);
  t.deepEqual(parameters['Receive'], {
    ServiceCategory: 22, AverageCellRate: 23, PeakCellRate: 24, MinimumCellRate: 25, InitialCellRate: 26, BurstLengthCells: 27,
    MaxSduSize: 28, TransientBufferExposure: 29, CumulativeRMFixedRTT: 30, RateIncreaseFactor: 0xa1, RateDecreaseFactor: 0xa2,
    ACRDecreaseTimeFactor: 0xb1b2, MaximumCellsPerForwardRMCell: 0xc1, MaximumForwardRMCellInterval: 0xc2, CutoffDecreaseFactor: 0xc3,
    MissingRMCellCount: 31, Reserved2: 32, Reserved3: 33,
  });
  t.is(compare(structure(Parameters), structure(parameters)), comparison.equal);
  const odd = Parameters.replace('c1c2c300', 'c1c2c301');
  for (const [value, type] of [[odd, 1], [`${Parameters}00`, 1], [Parameters.slice(2), 1], [Parameters, 2], [Parameters, 'x']]) {
    t.deepEqual(again(structure(value, type)), structure(value, type) as CallParameters);
  }
  t.is(compare(structure(odd), structure(parameters)), comparison.unknown);
});

test('octets of Q2931_CALLMGR_PARAMETERS are the structure', (t) => {
  const called = '01000000' + '0a000000' + '31'.repeat(10) + '00'.repeat(10);
  const calling = '00000000' + '14000000' + '47'.repeat(20);
  const structure = (value: unknown): unknown => ({ CallMgrParameters: { CallMgrSpecific: { ParamType: 1, Parameters: value } } });
  const expected = {
    CalledParty: { AddressType: 1, NumberOfDigits: 10, Address: called.slice(16) },
    CallingParty: { AddressType: 0, NumberOfDigits: 20, Address: calling.slice(16) },
    InfoElementCount: 2,
    InfoElements: 'c0ffee',
  };
  t.deepEqual(again(structure(`${called}${calling}02000000C0FFEE`)), structure(expected) as CallParameters);
  const short = structure(`${called}${calling}020000`);
  t.deepEqual(again(short), short as CallParameters);
});

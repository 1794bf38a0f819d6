import fc from 'fast-check';
import { functionIds } from '../../../src/core/condis/functions.ts';
import { statusCodes } from '../../../src/core/condis/statuses.ts';
import { messageTypes } from '../../../src/core/signalling/message-types.ts';

type Json = Readonly<Record<string, unknown>>;

const word = fc.oneof(fc.nat(20), fc.integer({ min: 0, max: 0xffffffff }));
const integer = fc.oneof(word, fc.maxSafeInteger());
const handle = fc.bigInt({ min: 1n, max: 0xffff_ffff_ffff_ffffn }).map((value) => `0x${value.toString(16)}`);
const handleOrNull = fc.option(handle, { nil: null, freq: 4 });
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'a"b\\', '0x1', '0x01', 'NDIS_STATUS_SUCCESS', '\u0000\n'));
const name = fc.oneof(
  fc.constantFrom('InfoBuffer', 'Flags', '__proto__', 'constructor', '', '0'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const octets = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((value) => Buffer.from(value).toString('hex'));
const status = fc.oneof(fc.constantFrom(...Object.keys(statusCodes)), word.map((code) => `0x${code.toString(16)}`));
const json = fc.jsonValue({ maxDepth: 3 });

const fields = (...names: readonly string[]): fc.Arbitrary<Json> => {
  const value = fc.oneof({ weight: 8, arbitrary: word }, { weight: 1, arbitrary: json });
  const values = Object.fromEntries(names.map((field) => [field, value]));
  return fc.record(values, { requiredKeys: [] });
};
const members = (parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> =>
  fc.record(parts, { requiredKeys: [] });
const withOthers = (part: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(part, fc.option(fc.dictionary(name, json, { maxKeys: 2 }), { nil: {}, freq: 3 }))
    .map(([known, others]) => ({ ...others, ...known }));

const flow = fields('TokenRate', 'PeakBandwidth', 'ServiceType', 'MinimumPolicedSize');
const atmFlow = fields('ServiceCategory', 'PeakCellRate', 'RateIncreaseFactor', 'Reserved3');
const address = fc
  .tuple(fields('AddressType', 'NumberOfDigits'), fc.option(octets))
  .map(([known, digits]) => ({ ...known, ...(digits && { Address: digits }) }));
const q2931 = withOthers(
  members({
    CalledParty: withOthers(address),
    CallingParty: address,
    InfoElementCount: word,
    InfoElements: fc.oneof(octets, fc.constant(''), text),
  }),
);
const atmMedia = withOthers(
  members({
    ConnectionId: withOthers(fields('Vpi', 'Vci')),
    AALType: word,
    DefaultCLP: word,
    Transmit: atmFlow,
    Receive: withOthers(atmFlow),
  }),
);
const atmOctets = fc.uint8Array({ minLength: 152, maxLength: 152 }).map((value) => Buffer.from(value).toString('hex'));
const specific = (structure: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  withOthers(members({ ParamType: fc.constantFrom(1, 1, 1, 2, 'a'), Length: word, Parameters: fc.oneof(structure, octets, json) }));

/** Anything that a trace may have as CallParameters, without an address; texts of even length may be hex in lower case only. */
export const callParameters: fc.Arbitrary<Json> = withOthers(
  members({
    Flags: fc.oneof({ weight: 5, arbitrary: fc.nat(31) }, { weight: 1, arbitrary: json }),
    CallMgrParameters: fc.option(withOthers(members({ Transmit: withOthers(flow), Receive: flow, CallMgrSpecific: specific(q2931) }))),
    MediaParameters: fc.option(
      withOthers(members({ Flags: word, ReceivePriority: word, ReceiveSizeHint: word, MediaSpecific: specific(atmMedia) })),
    ),
  }),
).map((value) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'address')));

const withAddress = fc.tuple(callParameters, fc.option(handle)).map(([value, at]) => (at === null ? value : { ...value, address: at }));
const withOctets = atmOctets.map((Parameters) => ({ MediaParameters: { MediaSpecific: { ParamType: 1, Length: 152, Parameters } } }));

/** Names whose values have a type of their own, and names that are read over. */
const typedOrOwn = /(Handle|Context)$|^(Status|CloseStatus|CallParameters)$|^x-/;
const values = fc
  .dictionary(name, fc.oneof(word, integer, handle, text, json, fc.constant(null)), { maxKeys: 3 })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([key]) => !typedOrOwn.test(key))));
const parameters = fc.tuple(
  values,
  members({
    Status: fc.oneof(status, fc.array(status, { maxLength: 3 }), fc.constant(null)),
    CloseStatus: status,
    CallParameters: fc.oneof(fc.constant(null), withAddress, withOctets),
    ProtocolVcContext: handleOrNull,
    UnknownContext: handleOrNull,
    SourceHandle: fc.oneof(handleOrNull, fc.array(handleOrNull, { maxLength: 3 })),
    NdisBindingHandle: handle,
    Buffer: fc.oneof(handleOrNull, octets),
    Size: fc.oneof(integer, text, fc.boolean()),
    Sap: json,
  }),
).map(([unnumbered, numbered]) => ({ ...unnumbered, ...numbered }));

/** A call: where `args` repeats a handle of the event, they agree, or the function creates the handle. */
const call = fc
  .tuple(
    members({ vc: handleOrNull, party: handleOrNull, af: handleOrNull, sap: handleOrNull }),
    members({
      nbl: fc.oneof(handleOrNull, fc.array(handle, { maxLength: 3 })),
      from: fc.constantFrom('ndis', 'self'),
      irql: fc.oneof(fc.nat(3), fc.integer()),
    }),
    members({ thread: fc.oneof(integer, text), span: integer, args: parameters }),
    fc.record({ fn: fc.oneof(fc.constantFrom(...Object.keys(functionIds)), text), by: fc.constantFrom('client', 'cm', 'miniport') }),
    fc.boolean(),
  )
  .map(([handles, rest, more, needed, repeats]) => {
    if (!repeats) return { ...needed, ...handles, ...rest, ...more };
    const names = { vc: 'NdisVcHandle', party: 'NdisPartyHandle', af: 'NdisAfHandle', sap: 'NdisSapHandle' } as Record<string, string>;
    const repeated = Object.fromEntries(Object.entries(handles).map(([key, value]) => [names[key] as string, value]));
    return { ...needed, ...handles, ...rest, ...more, args: { ...(more['args'] as Json | undefined), ...repeated } };
  });

const q2931Message = fc.tuple(word, fc.uint8Array({ maxLength: 20 })).chain(([reference, rest]) =>
  fc.constantFrom(...Object.entries(messageTypes)).map(([message, type]) => {
    const head = [0x09, 0x03, 0x00, (reference >> 8) & 0xff, reference & 0xff, type];
    return { message, bytes: Buffer.from([...head, ...rest]).toString('hex') };
  }),
);
const signalled = fc.oneof(
  q2931Message,
  q2931Message.map(({ message }) => ({ message })),
  q2931Message.map(({ bytes }) => ({ bytes })),
  text.map((message) => ({ message })),
  octets.map((bytes) => ({ bytes })),
  text.filter((message) => !Object.hasOwn(messageTypes, message)).map((message) => ({ message, bytes: '09030000017f80' })),
);
const signal = fc
  .tuple(
    signalled,
    members({
      vc: handleOrNull,
      party: handleOrNull,
      nbl: fc.oneof(handle, fc.array(handle)),
      callReference: integer,
      endpointReference: integer,
    }),
    fc.constantFrom('tx', 'rx'),
  )
  .map(([message, more, dir]) => ({ dir, ...message, ...more }));

const memory = fc.record(
  { by: fc.constantFrom('client', 'cm', 'miniport', 'ndis'), address: handle, pool: fc.constantFrom('paged', 'nonpaged'), what: text },
  { requiredKeys: ['by', 'address'] },
);
const declarations = members({ multipoint: fc.boolean(), tapi: fc.boolean(), takesIncomingCalls: fc.boolean(), inputValid: fc.boolean() });
const count = fc.oneof(word, fc.maxSafeNat());

const bodies = fc.oneof(
  { weight: 4, arbitrary: call.map((body): Json => ({ kind: 'enter', ...body })) },
  {
    weight: 4,
    arbitrary: fc.tuple(call, members({ status, out: parameters })).map(([body, more]): Json => ({ kind: 'return', ...body, ...more })),
  },
  { weight: 3, arbitrary: signal.map((body): Json => ({ kind: 'signal', ...body })) },
  fc.tuple(memory, count).map(([body, size]): Json => ({ kind: 'alloc', ...body, size })),
  memory.map((body): Json => ({ kind: 'free', ...body })),
  fc.tuple(handle, declarations).map(([vc, body]): Json => ({ kind: 'declare', vc, ...body })),
  fc.record({ lost: fc.option(count), why: fc.constantFrom('overrun', 'crc', 'sequence', 'port-lost', 'truncated') })
    .map((body): Json => ({ kind: 'gap', ...body })),
  text.map((body): Json => ({ kind: 'note', text: body })),
);

const common = members({
  port: text,
  seq: fc.maxSafeNat(),
  tick: fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }).map(String)),
});

/** An event that the format allows, of any kind but end; `at` is left out. */
export const eventBody: fc.Arbitrary<Json> = fc.tuple(bodies, common).map(([body, more]) => ({ ...body, ...more }));

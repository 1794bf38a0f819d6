import test from 'ava';
import fc from 'fast-check';
import { hexOctets } from '../../src/core/octets.ts';
import {
  lastParties, partyAnswers, partyDroppers, pendableNames, type CallProgram, type MultipointProgram,
} from '../../src/core/scenario/call-program.ts';
import { type Course, type CourseName, courseNames, traitsOf } from '../../src/core/scenario/course.ts';
import { decodeMessage } from '../../src/core/signalling/decode-message.ts';
import { messageJson, type ElementJson } from '../../src/core/signalling/message-json.ts';
import { bad, idsOf, judged } from './judging.ts';
import { multipointProgram, outline, party, pendedOnly, plainProgram, recorded, type Seen } from './recorded.ts';

/** One party of each kind, and the initial one. */
const parties = [party(1), party(2, { answer: 'rejected' }), party(3, { droppedBy: 'network' })];

/** The lines about parties alone. */
function partyLines(program: CallProgram): string[] {
  return outline(recorded(program).events).filter((line) => /Party|PARTY/.test(line));
}

test('parties are added, rejected, dropped by the client and by the network (pended)', (t) => {
  for (const topology of ['cm', 'mcm'] as const) {
    const cm = topology === 'cm' ? 'NdisCm' : 'NdisMCm';
    const add = ['E NdisClAddParty', 'E ProtocolCmAddParty', 'tx ADD PARTY', 'R ProtocolCmAddParty PENDING', 'R NdisClAddParty PENDING'];
    const added = [`E ${cm}AddPartyComplete`, 'E ProtocolClAddPartyComplete ndis', 'R ProtocolClAddPartyComplete', `R ${cm}AddPartyComplete`];
    const dropped = [`E ${cm}DropPartyComplete`, 'E ProtocolClDropPartyComplete ndis', 'R ProtocolClDropPartyComplete', `R ${cm}DropPartyComplete`];
    const lines = partyLines(multipointProgram({ parties }, { topology }));
    t.deepEqual(lines.slice(0, -5), [
      ...add, 'rx ADD PARTY ACKNOWLEDGE', ...added,
      ...add, 'rx ADD PARTY REJECT', ...added,
      ...add, 'rx ADD PARTY ACKNOWLEDGE', ...added,
      'E NdisClDropParty', 'E ProtocolCmDropParty', 'tx DROP PARTY', 'R ProtocolCmDropParty PENDING', 'R NdisClDropParty PENDING',
      'rx DROP PARTY ACKNOWLEDGE', ...dropped,
      'rx DROP PARTY', `E ${cm}DispatchIncomingDropParty`, 'E ProtocolClIncomingDropParty', 'R ProtocolClIncomingDropParty',
      `R ${cm}DispatchIncomingDropParty`, 'E NdisClDropParty', 'E ProtocolCmDropParty', 'tx DROP PARTY ACKNOWLEDGE',
      'R ProtocolCmDropParty PENDING',
    ], topology);
    // Nothing is waited for any more: the completion comes from another thread while NdisClDropParty returns.
    t.deepEqual(lines.slice(-5).toSorted(), ['R NdisClDropParty PENDING', ...dropped].toSorted(), topology);
  }
});

test('with nothing pended the client runs its completion handlers by itself, and a rejected party is a documented result', (t) => {
  const lines = partyLines(multipointProgram({ parties }, { pended: pendedOnly() }));
  t.deepEqual(lines.slice(0, 16), [
    'E NdisClAddParty', 'E ProtocolCmAddParty', 'tx ADD PARTY', 'rx ADD PARTY ACKNOWLEDGE', 'R ProtocolCmAddParty SUCCESS',
    'R NdisClAddParty SUCCESS', 'E ProtocolClAddPartyComplete self', 'R ProtocolClAddPartyComplete',
    'E NdisClAddParty', 'E ProtocolCmAddParty', 'tx ADD PARTY', 'rx ADD PARTY REJECT', 'R ProtocolCmAddParty RESOURCES',
    'R NdisClAddParty RESOURCES', 'E ProtocolClAddPartyComplete self', 'R ProtocolClAddPartyComplete',
  ]);
  t.false(lines.some((line) => /Ndis\w*PartyComplete/.test(line)));
});

function enters(events: readonly Seen[], fn: string): Seen[] {
  return events.filter((event) => event.kind === 'enter' && event.fn === fn);
}

test('each party has a handle from NDIS and a context from either side, and the call is closed with the party that is left', (t) => {
  for (const lastParty of lastParties) {
    const { events, counts } = recorded(multipointProgram({ parties, lastParty }));
    t.is(counts.completed, 1);
    const [make] = enters(events, 'ProtocolCmMakeCall') as [Seen];
    const added = enters(events, 'NdisCmAddPartyComplete').filter(({ args }) => args?.['Status'] === 'NDIS_STATUS_SUCCESS');
    const joined = [make.party, ...added.map((event) => event.party)];
    t.is(new Set(joined).size, 3);
    const dropped = enters(events, 'NdisClDropParty').map((event) => event.party);
    const [close] = enters(events, 'ProtocolCmCloseCall') as [Seen];
    t.is(close.party, lastParty === 'initial' ? joined[0] : joined[2]);
    t.deepEqual(dropped, joined.filter((handle) => handle !== close.party));
    const context = lastParty === 'initial'
      ? (enters(events, 'NdisCmMakeCallComplete') as [Seen])[0].args?.['CallMgrPartyContext']
      : added[1]?.args?.['CallMgrPartyContext'];
    t.is(close.args?.['CallMgrPartyContext'], context);
    const [told] = enters(events, 'ProtocolClCloseCallComplete') as [Seen];
    t.is(typeof told.args?.['ProtocolPartyContext'], 'string');
  }
});

test('a call without parties carries no party context, and nothing of it changes', (t) => {
  const { events } = recorded(plainProgram());
  t.is((enters(events, 'NdisClMakeCall') as [Seen])[0].args?.['ProtocolPartyContext'], null);
  t.false(events.some((event) => event.party !== undefined));
});

test('parties carry data forward alone: nothing is received, and the descriptors say so', (t) => {
  const { events } = recorded(multipointProgram({ parties }, { sends: 3 }));
  t.is(enters(events, 'NdisCoSendNetBufferLists').filter(({ by }) => by === 'client').length, 3);
  t.is(enters(events, 'ProtocolCoReceiveNetBufferLists').filter(({ by }) => by === 'client').length, 0);
});

/** The messages of a run, decoded, and one element of each. */
function messages(program: CallProgram): { name: string; reference: ElementJson | undefined; elements: readonly ElementJson[]; flag: number | null }[] {
  return recorded(program).events.filter(({ kind }) => kind === 'signal').map(({ bytes }) => {
    const json = messageJson(decodeMessage(hexOctets(bytes ?? '') as Uint8Array));
    if (json.error !== undefined || json.missing !== undefined || json.unexpected !== undefined) throw new Error(JSON.stringify(json));
    const { elements, message, callReferenceFlag: flag } = json;
    return { name: message ?? '', reference: elements.find(({ name }) => name === 'endpoint reference'), elements, flag };
  });
}

test('the octets are those of a point-to-multipoint call: every message names its party, with the flag of its direction', (t) => {
  const all = messages(multipointProgram({ parties }));
  const said = all.filter(({ reference }) => reference !== undefined).map(({ name, reference }) => [name, reference?.['reference'], reference?.['flag']]);
  t.deepEqual(said, [
    ['SETUP', 0, 0], ['CALL PROCEEDING', 0, 1], ['CONNECT', 0, 1],
    ['ADD PARTY', 1, 0], ['ADD PARTY ACKNOWLEDGE', 1, 1], ['ADD PARTY', 2, 0], ['ADD PARTY REJECT', 2, 1],
    ['ADD PARTY', 3, 0], ['ADD PARTY ACKNOWLEDGE', 3, 1],
    ['DROP PARTY', 1, 0], ['DROP PARTY ACKNOWLEDGE', 1, 1], ['DROP PARTY', 3, 1], ['DROP PARTY ACKNOWLEDGE', 3, 0],
  ]);
  for (const { name, reference, flag } of all) if (reference !== undefined) t.is(flag, reference['flag'] as number, name);
  const elementsOf = (name: string): Map<string, ElementJson> =>
    new Map(all.find((message) => message.name === name)?.elements.map((element) => [element.name, element]));
  t.like(elementsOf('SETUP').get('broadband bearer capability'), { pointToMultipoint: true });
  t.like(elementsOf('SETUP').get('ATM traffic descriptor'), { backwardPeakCellRateClp01: 0 });
  t.like(elementsOf('ADD PARTY').get('called party number'), { number: party(1).called });
  t.like(elementsOf('ADD PARTY REJECT').get('cause'), { cause: 47, location: 2 });
});

test('memory of a party is given back, by whom it was taken, and as soon as the party is gone', (t) => {
  const { events } = recorded(multipointProgram({ parties }, { calls: 3 }));
  const taken = new Map<string, string>();
  const labels: string[] = [];
  for (const { kind, by, address } of events) {
    if (kind === 'alloc') taken.set(address as string, by as string);
    if (kind === 'free') {
      t.is(taken.get(address as string), by);
      taken.delete(address as string);
    }
  }
  for (const event of events) if (event.kind === 'alloc') labels.push((event as Seen & { what: string }).what);
  t.is(taken.size, 0);
  t.is(labels.filter((label) => label === 'ProtocolPartyContext').length, 12);
  t.is(labels.filter((label) => label === 'CallMgrPartyContext').length, 12);
});

for (const topology of ['cm', 'mcm'] as const) {
  for (const name of ['addParty', 'dropParty', 'makeCall', 'closeCall'] as const) {
    test(`${topology}: a multipoint call is green with ${name} alone pended, and with all but ${name}`, (t) => {
      const others = pendableNames.filter((other) => other !== name);
      for (const pended of [pendedOnly(name), pendedOnly(...others)]) {
        for (const lastParty of lastParties) {
          const changes = { topology, calls: 9, concurrency: 3, callsPerVc: 2, pended };
          const judgement = judged(multipointProgram({ parties: [...parties, party(4)], lastParty }, changes), [], { multipoint: true });
          t.deepEqual(idsOf(judgement, ...bad), []);
          t.is(judgement.verdict, 'pass');
          t.is(judgement.orphans, 0);
          t.deepEqual(judgement.notModelled, []);
        }
      }
    });
  }
}

const anyMultipoint: fc.Arbitrary<MultipointProgram> = fc.record({
  parties: fc.array(fc.record({
    called: fc.constant(party(7).called), answer: fc.constantFrom(...partyAnswers), droppedBy: fc.constantFrom(...partyDroppers),
  }), { maxLength: 5 }),
  lastParty: fc.constantFrom(...lastParties),
});

for (const topology of ['cm', 'mcm'] as const) {
  for (const name of courseNames.filter((one) => traitsOf({ name: one }).direction === undefined)) {
    test(`${topology}: a multipoint call of course ${name} is green, pended and not, and its parties leave nothing behind`, (t) => {
      for (const pended of [pendedOnly(...pendableNames), pendedOnly()]) {
        if (name === 'refusedAfterPending' && !pended.makeCall) continue;
        const program = multipointProgram({ parties }, { topology, calls: 4, concurrency: 2, pended, courses: [{ name, ...detailsOf(name) }] });
        const judgement = judged(program, [], { multipoint: true });
        t.deepEqual(idsOf(judgement, ...bad), []);
        t.is(judgement.verdict, 'pass');
        const { events } = recorded(program);
        const count = (kind: string): number => events.filter((event) => event.kind === kind).length;
        t.is(count('alloc'), count('free'));
      }
    });
  }
}

function detailsOf(name: CourseName): Partial<Course> {
  const traits = traitsOf({ name });
  return { ...(traits.givesCause === true ? { cause: 17 } : {}), ...(traits.givesStatus === true ? { status: 0xc000009a } : {}) };
}

test('whatever parties come and go, every call is completed and judged green', (t) => {
  const pended = fc.record(Object.fromEntries(pendableNames.map((name) => [name, fc.boolean()]))) as fc.Arbitrary<CallProgram['pended']>;
  fc.assert(fc.property(anyMultipoint, pended, fc.constantFrom('cm' as const, 'mcm' as const), fc.nat(1000), (multipoint, pends, topology, seed) => {
    const changes = { topology, pended: pends, seed, calls: 6, concurrency: 3, callsPerVc: 2, sends: 2 };
    const judgement = judged(multipointProgram(multipoint, changes), [], { multipoint: true });
    t.deepEqual(idsOf(judgement, ...bad), []);
    t.is(judgement.verdict, 'pass');
    t.is(judgement.requirements.find(({ id }) => id === 'MC-09')?.triggered, 6);
  }), { numRuns: 60 });
});

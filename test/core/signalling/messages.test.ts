import test from 'ava';
import { decodeMessage, type DecodedMessage } from '../../../src/core/signalling/decode-message.ts';
import { elementIds, type ElementName } from '../../../src/core/signalling/element-ids.ts';
import { encodeMessage } from '../../../src/core/signalling/encode-message.ts';
import { elementAction, elementCoding, messageAction } from '../../../src/core/signalling/instructions.ts';
import { judgeElements } from '../../../src/core/signalling/judge-elements.ts';
import { messageElements } from '../../../src/core/signalling/message-elements.ts';
import { messageJson } from '../../../src/core/signalling/message-json.ts';
import { messageTypes, type MessageName } from '../../../src/core/signalling/message-types.ts';
import { octetsOf } from './decode-one.ts';
import { referenceMessages } from './reference-messages.ts';

/** A message with these elements, each of one octet of contents or, where its name ends with `()`, of none. */
function messageOf(name: MessageName, ...elements: string[]): DecodedMessage {
  return decodeMessage(encodeMessage({
    messageType: messageTypes[name], callReference: 1, callReferenceFlag: 0, action: 0x80,
    elements: elements.map((element) => {
      const isEmpty = element.endsWith('()');
      return { id: elementIds[element.replace('()', '') as ElementName], flags: 0x80, contents: new Uint8Array(isEmpty ? 0 : 1) };
    }),
  }));
}

const setup = ['ATM traffic descriptor', 'broadband bearer capability', 'called party number', 'quality of service parameter'];
const nothing = { missing: [], unexpected: [], repeated: [] };

test('the reference messages carry what they must and nothing else', (t) => {
  for (const { title, hex } of referenceMessages) t.deepEqual(judgeElements(decodeMessage(octetsOf(hex))), nothing, title);
});

test('what a message must carry and does not is listed', (t) => {
  t.deepEqual(judgeElements(messageOf('SETUP', ...setup)), nothing);
  t.deepEqual(judgeElements(messageOf('SETUP')), {
    ...nothing, missing: [...setup.slice(0, 3), 'quality of service parameter or extended quality of service parameters'],
  });
  t.deepEqual(judgeElements(messageOf('SETUP', ...setup.slice(0, 3), 'extended quality of service parameters')), nothing);
  t.deepEqual(judgeElements(messageOf('RELEASE'))?.missing, ['cause']);
  t.deepEqual(judgeElements(messageOf('RELEASE', 'cause()'))?.missing, ['cause']);
  t.deepEqual(judgeElements(messageOf('RELEASE COMPLETE')), nothing);
  t.deepEqual(judgeElements(messageOf('ADD PARTY'))?.missing, ['called party number', 'endpoint reference']);
});

test('what must be there in some calls only is asked for where that is known', (t) => {
  const multipoint = '5e8000029081';
  const hex = `090300000105800006${multipoint}`;
  t.true(judgeElements(decodeMessage(octetsOf(hex)))?.missing.includes('endpoint reference'));
  t.false(judgeElements(decodeMessage(octetsOf(hex)), { multipoint: false })?.missing.includes('endpoint reference'));
  for (const name of ['CALL PROCEEDING', 'ALERTING', 'CONNECT'] as const) {
    t.deepEqual(judgeElements(messageOf(name)), nothing);
    t.deepEqual(judgeElements(messageOf(name), { multipoint: true })?.missing, ['endpoint reference']);
    t.deepEqual(judgeElements(messageOf(name), { connectionUnknown: true })?.missing, ['connection identifier']);
    t.deepEqual(judgeElements(messageOf(name, 'connection identifier', 'endpoint reference'), { multipoint: true, connectionUnknown: true }), nothing);
  }
});

test('what a message does not carry, and what stands in it too often, is listed once', (t) => {
  t.deepEqual(judgeElements(messageOf('CONNECT ACKNOWLEDGE', 'cause', 'notification indicator', 'cause', 'call state')), {
    ...nothing, unexpected: ['cause', 'call state'],
  });
  t.deepEqual(judgeElements(messageOf('RELEASE', 'cause', 'cause')), nothing);
  t.deepEqual(judgeElements(messageOf('RELEASE', 'cause', 'cause', 'cause'))?.repeated, ['cause']);
  t.deepEqual(judgeElements(messageOf('NOTIFY', 'endpoint reference', 'endpoint reference'))?.repeated, ['endpoint reference']);
  const blli = 'broadband low-layer information';
  t.deepEqual(judgeElements(messageOf('SETUP', ...setup, 'broadband repeat indicator', blli, blli, blli)), nothing);
  t.deepEqual(judgeElements(messageOf('SETUP', ...setup, blli, blli, blli, blli))?.repeated, [blli]);
});

test('unknown elements, those of another codeset and shifts are not judged; messages without a rule neither', (t) => {
  const other = decodeMessage(octetsOf('090300000175800010' + '3f80000111' + '6080000185' + '088000029090'));
  t.deepEqual(judgeElements(other), nothing);
  for (const name of ['FACILITY', 'LEAF SETUP REQUEST', 'LEAF SETUP FAILURE', 'CO-BI SETUP', 'PROGRESS'] as const) {
    t.is(judgeElements(messageOf(name, 'cause')), undefined);
  }
  t.is(judgeElements(decodeMessage(octetsOf('0903000001ff800000'))), undefined);
});

test('every rule names each element once', (t) => {
  for (const [name, rule] of Object.entries(messageElements)) {
    const all = [rule.must, rule.oneOf, rule.multipoint, rule.unlessKnown, rule.may].flatMap((names) => names ?? []);
    t.deepEqual(all.toSorted(), [...new Set(all)].toSorted(), name);
    for (const element of Object.keys(rule.most ?? {})) t.true(all.includes(element as ElementName), `${name}: ${element}`);
  }
});

test('action indicators count where explicit instructions are to be followed', (t) => {
  t.deepEqual(Array.from({ length: 8 }, (_, code) => elementAction(0x90 | code)), [
    'clear call', 'discard element and proceed', 'discard element, proceed and report status',
    'reserved: discard element, proceed and report status', 'reserved: discard element, proceed and report status',
    'discard message and ignore', 'discard message and report status', 'reserved: discard element, proceed and report status',
  ]);
  t.deepEqual(Array.from({ length: 4 }, (_, code) => messageAction(0x90 | code)), [
    'clear call', 'discard and ignore', 'discard and report status', 'reserved: discard and report status',
  ]);
  for (let code = 0; code < 8; code++) {
    t.is(elementAction(0xe0 | code), 'regular');
    t.is(messageAction(0x80 | code), 'regular');
  }
  t.deepEqual([0x80, 0xa0, 0xc0, 0xe0, 0x9f].map(elementCoding), ['ITU-T', 'ISO/IEC', 'national', 'network', 'ITU-T']);
});

test('after a locking shift elements are of another codeset, after a non-locking one the next alone', (t) => {
  const parts = ['6180000186', '0880000190', '088000028090', '6080000185', '5c80000101', '6180000180', '088000028091', '5480000101', '6080000180', '1480000103'];
  const body = parts.join('');
  const { elements } = decodeMessage(octetsOf(`09030000014d80${(body.length / 2).toString(16).padStart(4, '0')}${body}`));
  t.deepEqual(elements.map(({ name, codeset, fields }) => [name, codeset, fields]), [
    ['broadband non-locking shift', 0, { nextCodeset: 6 }],
    ['element 0x08 of codeset 6', 6, {}],
    ['cause', 0, { location: 0, cause: 16 }],
    ['broadband locking shift', 0, { nextCodeset: 5 }],
    ['element 0x5c of codeset 5', 5, {}],
    ['broadband non-locking shift', 5, { nextCodeset: 0 }],
    ['cause', 0, { location: 0, cause: 17 }],
    ['element 0x54 of codeset 5', 5, {}],
    ['broadband locking shift', 5, { nextCodeset: 0 }],
    ['call state', 0, { state: 3 }],
  ]);
});

test('an empty shift and another element with a shift\'s field change nothing', (t) => {
  const { elements } = decodeMessage(octetsOf('09030000014d80000a6080000008800002' + '8090'));
  t.deepEqual(elements.map(({ name }) => name), ['broadband locking shift', 'cause']);
});

test('as JSON a message has the keys that decode promises, and no others', (t) => {
  t.deepEqual(messageJson(decodeMessage(octetsOf('09038000025a9100090890000580e6333033'))), {
    message: 'RELEASE COMPLETE', messageType: 0x5a, callReference: 2, callReferenceFlag: 1, action: 'discard and ignore',
    elements: [{
      id: 8, name: 'cause', coding: 'ITU-T', action: 'clear call', bytes: '80e6333033', location: 0, cause: 102, diagnostics: '333033', timer: '303',
    }],
  });
  t.deepEqual(messageJson(decodeMessage(octetsOf('09030000010f8000070880000180600000ff'))), {
    message: 'CONNECT ACKNOWLEDGE', messageType: 0x0f, callReference: 1, callReferenceFlag: 0, action: 'regular',
    elements: [
      { id: 8, name: 'cause', coding: 'ITU-T', action: 'regular', bytes: '80', location: 0, error: 'ends within cause value' },
      {
        id: 0x60, name: 'broadband locking shift', coding: 'ITU-T', action: 'regular', bytes: '00', error: '2 octets are too few for an element',
      },
    ],
    unexpected: ['cause'],
    trailing: '00ff',
  } as never);
});

test('as JSON what could not be read is null', (t) => {
  const cut = (octets: number) => messageJson(decodeMessage(octetsOf('090380000105900000').subarray(0, octets)));
  const none = { message: null, messageType: null, callReference: null, callReferenceFlag: null, action: null, elements: [] };
  t.deepEqual(cut(0), { ...none, error: '0 octets are too few for a header of 9' });
  t.deepEqual(cut(2), { ...none, error: '2 octets are too few for a header of 9' });
  t.like(cut(3), { callReferenceFlag: 1, callReference: null });
  t.like(cut(4), { callReference: null });
  t.like(cut(5), { callReference: 1, messageType: null, message: null });
  t.like(cut(6), { message: 'SETUP', messageType: 5, action: null });
  t.like(cut(7), { action: 'clear call' });
  t.like(cut(8), { error: '8 octets are too few for a header of 9', elements: [] });
  t.deepEqual(messageJson(decodeMessage(octetsOf('0803ff'))), { ...none, error: 'protocol discriminator 0x08, not 0x09' });
  t.like(messageJson(decodeMessage(octetsOf('0903000001ff800001'))), {
    message: null, messageType: 0xff, error: 'declares 1 octets, 0 are present; unknown message type 0xff',
  });
});

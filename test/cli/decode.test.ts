import { tmpdir } from 'node:os';
import test from 'ava';
import { inputLines } from '../../src/cli/input-lines.ts';
import { referenceMessages } from '../core/signalling/reference-messages.ts';
import { cli, type CliRun } from './fixtures.ts';

const decode = (words: readonly string[], input = ''): Promise<CliRun> => cli(['decode', ...words], tmpdir(), undefined, {}, input);
const setup = referenceMessages[2]?.hex as string;

test('one message from the argument, as one JSON object on one line', async (t) => {
  const { exitCode, out, err } = await decode(['--json', setup.toUpperCase()]);
  t.is(exitCode, 0);
  t.is(err, '');
  t.is(out.split('\n').length, 2);
  const message = JSON.parse(out) as { message: string; callReference: number; callReferenceFlag: number; elements: Record<string, unknown>[] };
  t.like(message, { message: 'SETUP', callReference: 3, callReferenceFlag: 0 });
  t.like(message.elements[0], {
    id: 0x58, name: 'AAL parameters', bytes: '058c23e48123e48400', type: 5, forwardMaximumCpcsSduSize: 9188, backwardMaximumCpcsSduSize: 9188,
  });
  t.like(message.elements[1], { id: 0x59, forwardPeakCellRateClp01: 1, backwardPeakCellRateClp01: 1, bestEffort: true });
  t.like(message.elements.at(-3), { name: 'called party number', number: '3900000000000000000000000011111111111100' });
});

test('one message a line from standard input, one JSON object a line, lines without a message left out', async (t) => {
  const hex = referenceMessages.map((reference) => reference.hex);
  const { exitCode, out } = await decode(['--json'], `${hex.join('\r\n')}\n\n  \n`);
  t.is(exitCode, 0);
  const messages = out.trimEnd().split('\n').map((line) => (JSON.parse(line) as { message: string }).message);
  t.deepEqual(messages, referenceMessages.map((reference) => reference.message));
  t.is((await decode(['--json'], hex[0] as string)).out, (await decode(['--json', hex[0] as string])).out);
});

test('what could not be decoded whole ends with 2, and the rest is decoded', async (t) => {
  const good = '09030000010f800000';
  for (const [text, part] of [
    ['no hex', { message: null, error: 'character 1 is no hex digit', elements: [] }],
    ['090', { message: null, error: '3 hex digits are no whole number of octets' }],
    ['09 03:00\u202e', { error: 'character 9 is no hex digit' }],
    ['0903', { message: null, callReference: null, error: '2 octets are too few for a header of 9' }],
    ['09030000010f800001', { message: 'CONNECT ACKNOWLEDGE', callReference: 1, error: 'declares 1 octets, 0 are present' }],
    ['0903000001ff800000', { message: null, messageType: 255, error: 'unknown message type 0xff' }],
    ['09030000016e8000050880000180', { message: 'NOTIFY', elements: [{
      id: 8, name: 'cause', coding: 'ITU-T', action: 'regular', bytes: '80', location: 0, error: 'ends within cause value',
    }] }],
  ] as const) {
    const { exitCode, out } = await decode(['--json'], `${good}\n${text}\n${good}\n`);
    t.is(exitCode, 2, text);
    const lines = out.trimEnd().split('\n');
    t.is(lines.length, 3);
    t.is(lines[0], lines[2]);
    t.like(JSON.parse(lines[1] as string), part);
  }
  for (const text of [good, '09030000016e80000408800000', '09030000016e8000053f800001ff', '09030000010f80000000', '09 03:000001 0f 80\t0000']) {
    t.is((await decode(['--json', text])).exitCode, 0, text);
  }
});

/** A message of call 1 as hex: type and action octet, then elements. */
function messageHex(typeAndAction: string, ...elements: string[]): string {
  const body = elements.join('');
  return `0903000001${typeAndAction}${(body.length / 2).toString(16).padStart(4, '0')}${body}`;
}

test('for people: names, values with their meaning, and octets', async (t) => {
  const { exitCode, out } = await decode([messageHex('5a91', '0890000580e6333033', '7fe000040203aa01')]);
  t.is(exitCode, 2);
  t.deepEqual(out.split('\n'), [
    'RELEASE COMPLETE  call reference 1, from the side that allocated it',
    '  action  discard and ignore',
    '  0x08  cause',
    '        action       clear call',
    '        location     0  user',
    '        cause        102  recovery on timer expiry',
    '        diagnostics  333033',
    '        timer        303',
    '        bytes        80 e6 33 30 33',
    '  0x7f  generic identifier transport',
    '        coding           network',
    '        relatedStandard  2  H.245',
    '        bytes            02 03 aa 01',
    '        error            ends within an identifier',
    '',
  ]);
});

test('for people: what is missing, unexpected, repeated and left over is said, and what is no message', async (t) => {
  t.is((await decode([`${messageHex('0580', '3f80000100')}00ff`])).out, [
    'SETUP  call reference 1, from the side that allocated it',
    '  missing   ATM traffic descriptor, broadband bearer capability, called party',
    '            number, quality of service parameter or extended quality of service',
    '            parameters',
    '  trailing  00ff',
    '  0x3f  unknown element 0x3f',
    '        bytes  00',
    '',
  ].join('\n'));
  const { out } = await decode([messageHex('6e80', '088000028091', '5480000300ffff', '5480000300ffff', '27800000')]);
  t.true(out.includes('  unexpected  cause\n  repeated    endpoint reference\n'));
  t.true(out.endsWith('  0x27  notification indicator\n        bytes  (empty)\n'));
  t.is((await decode(['0803'])).out, 'no message\n  error  protocol discriminator 0x08, not 0x09\n');
  t.is((await decode([messageHex('ff80')])).out, [
    'unknown message 0xff  call reference 1, from the side that allocated it', '  error  unknown message type 0xff', '',
  ].join('\n'));
});

test('for people: an element of another codeset has octets and no meanings', async (t) => {
  const { out } = await decode([messageHex('6e80', '6180000185', '088000028090')]);
  t.true(out.includes('  0x61  broadband non-locking shift\n        nextCodeset  5  national\n        bytes        85\n'));
  t.true(out.endsWith('  0x08  element 0x08 of codeset 5\n        bytes  80 90\n'));
});

test('for people: no line is wider than 80 columns, and none can steer a terminal', async (t) => {
  const octets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0')).join('');
  const hostile = [
    `0903000001058001047e800100${octets}`, `090300000105800008788000041b5b321b4a`, '\u001b]0;title\u0007', '\u202e09', setup,
    ...referenceMessages.map((reference) => reference.hex),
  ];
  const { out, err } = await decode([], hostile.join('\n'));
  t.is(err, '');
  for (const line of out.split('\n')) {
    t.true(line.length <= 80, line);
    t.regex(line, /^[\x20-\x7e]*$/);
  }
});

test('without a message on a terminal the command says what to give', async (t) => {
  const { exitCode, out, err } = await cli(['decode'], tmpdir(), undefined, {}, null);
  t.is(exitCode, 2);
  t.is(out, '');
  t.regex(err, /there is no message \[nothing-to-decode\]\n {2}Give its octets as hex/);
});

test('lines come whole whatever the pieces of the input are, and an endless one does not fill the memory', async (t) => {
  async function* pieces(...texts: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
    yield* texts;
  }
  const linesOf = async (...texts: (string | Uint8Array)[]): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of inputLines(pieces(...texts))) lines.push(line);
    return lines;
  };
  t.deepEqual(await linesOf('09', '03\n0', Buffer.from('8\n\n'), 'ff'), ['0903', '08', '', 'ff']);
  t.deepEqual(await linesOf(), []);
  const endless = await linesOf('0'.repeat(299_999), '1'.repeat(10), '2'.repeat(10), '\n3');
  t.deepEqual(endless.map((line) => [line.length, line.at(-1)]), [[300_000, '1'], [1, '3']]);
});

import test from 'ava';
import { utf8Octets } from '../../../src/core/octets.ts';
import { lineOctetsLimit, TraceReader } from '../../../src/core/trace/trace-reader.ts';
import { cmHeader, faultOf, mcmHeader, readLines, refusal, refusalOf } from './trace-kit.ts';

/** Of one event behind a header. */
const ofEvent = (event: string): string => refusal(cmHeader, event);
const head = '"condisTrace":1,"topology":"cm","observes":["calls"]';
const enter = '"at":1,"kind":"enter","fn":"NdisClMakeCall","by":"client"';

test('an empty file, and one without a header', (t) => {
  t.is(refusalOf('▲'), 'empty-trace');
  t.is(refusalOf('▲\uFEFF'), 'empty-trace');
  t.is(refusal(`▲{${enter}}`), 'no-header');
  t.is(refusal('▲{}'), 'no-header');
  t.is(refusalOf('{"condisTrace":1,"topo▲'), 'not-json');
});

test('a version that is not known is refused by name', (t) => {
  const fault = faultOf('{"condisTrace": 2,"new":1}\n');
  t.is(fault.describe(), 'a.jsonl:1:17: trace format version 2 [unknown-version]\n  This program reads version 1.');
  t.is(refusal('{"condisTrace":▲"1"}'), 'unknown-version');
});

test('a line that is not one JSON object', (t) => {
  t.is(ofEvent('▲[]'), 'not-an-object');
  t.is(ofEvent('  ▲"text"'), 'not-an-object');
  t.is(ofEvent('{"at":1} ▲{}'), 'not-json');
  t.is(ofEvent('{"at":▲01}'), 'not-json');
  t.is(ofEvent('{"at":1.▲}'), 'not-json');
  t.is(ofEvent('{"at":1e+▲}'), 'not-json');
  t.is(ofEvent('{"at":1,▲}'), 'not-json');
  t.is(ofEvent('{"at":[1 ▲2]}'), 'not-json');
  t.is(ofEvent('{"at" ▲1}'), 'not-json');
  t.is(ofEvent('{"at":1▲'), 'not-json');
  t.is(ofEvent('{"at":tru▲}'), 'not-json');
  t.is(ofEvent("{▲'at':1}"), 'not-json');
  t.is(ofEvent('{"at":"▲\\x"}'), 'not-json');
  t.is(ofEvent('{"at":"a▲\\u00g0"}'), 'not-json');
  t.is(ofEvent('{"at":"a▲\t"}'), 'not-json');
  const fault = faultOf(Uint8Array.of(...utf8Octets(`${cmHeader}\n{"é":"`), 0xff, 0x22, 0x7d, 0x0a));
  t.like(fault, { code: 'not-json', place: { line: 2, column: 7 }, message: 'this line is not a JSON object: this octet is not UTF-8' });
});

test('a line that is too deep or too long', (t) => {
  t.is(ofEvent(`{"a":${'['.repeat(99)}▲${'['.repeat(100_000)}`), 'not-json');
  t.is(ofEvent(`{${enter},"args":{"A":▲1e999}}`), 'not-json');
  const reader = new TraceReader('a.jsonl', { header: () => {}, batch: () => {} });
  const fault = t.throws(() => {
    for (let i = 0; i <= lineOctetsLimit; i += 1 << 20) reader.push(new Uint8Array(1 << 20).fill(0x20));
  });
  t.like(fault, { code: 'line-too-long', place: { file: 'a.jsonl', line: 1, column: 1 } });
  t.is(ofEvent(`{${enter},"args":{"A":▲"${'a'.repeat(1 << 20)}"}}`), 'value-too-long');
  t.is(ofEvent(`{${enter},"args":{▲"${'a'.repeat(30_000)}":1}}`), 'value-too-long');
  t.is(ofEvent(`{${enter},"nbl":▲[${Array(200_000).fill('"0x1"').join(',')}]}`), 'value-too-long');
});

test('a blank line', (t) => {
  t.is(refusal(cmHeader, '▲'), 'blank-line');
  t.is(refusalOf(`${cmHeader}\r\n▲ \t\r\n`), 'blank-line');
  t.is(refusal('▲'), 'blank-line');
});

test('a duplicate key, however deep and however written', (t) => {
  t.is(refusal(`{${head},"tool":"a",▲"tool":"b"}`), 'duplicate-key');
  t.is(ofEvent('{"at":1,"kind":"note","text":"",▲"\\u0061t":2}'), 'duplicate-key');
  t.is(ofEvent(`{${enter},"args":{"CallParameters":{"A":[{"x":1,▲"x":1}]}}}`), 'duplicate-key');
  const many = Array.from({ length: 60 }, (_, i) => `"key${i}":1`);
  t.is(ofEvent(`{${enter},"args":{${many.join(',')},▲"key7":2}}`), 'duplicate-key');
});

test('an unknown key in the header, in ports and in declares', (t) => {
  t.is(refusal(`{${head},▲"topologie":"cm"}`), 'unknown-header-key');
  t.is(refusal(`{${head},"ports":{"a":{▲"ticks":1}}}`), 'unknown-key');
  t.is(refusal(`{${head},"declares":{▲"multiPoint":true}}`), 'unknown-key');
  t.notThrows(() => readLines(`{${head},"x-a":1,"ports":{"a":{"x-b":1}},"declares":{"x-c":1}}`));
});

test('values of the header', (t) => {
  t.is(refusal('▲{"condisTrace":1,"observes":[]}'), 'missing-key');
  t.is(refusal('▲{"condisTrace":1,"topology":"cm"}'), 'missing-key');
  t.is(refusal('{"condisTrace":1,"topology":▲"xx","observes":[]}'), 'unknown-value');
  t.is(refusal('{"condisTrace":1,"topology":"cm","observes":▲"calls"}'), 'wrong-type');
  t.is(refusal('{"condisTrace":1,"topology":"cm","observes":["calls",▲"call"]}'), 'unknown-value');
  t.is(refusal(`{${head},"sees":[▲"ndis"]}`), 'unknown-role');
  t.is(refusal(`{${head},"sees":▲"cm"}`), 'wrong-type');
  t.is(refusal(`{${head},"hook":▲"export"}`), 'unknown-value');
  t.is(refusal(`{${head},"begins":▲1}`), 'wrong-type');
  t.is(refusal(`{${head},"declares":{"tapi":▲"yes"}}`), 'wrong-type');
  t.is(refusal(`{${head},"ports":▲[]}`), 'wrong-type');
  t.is(refusal(`{${head},"ports":{"a":▲null}}`), 'wrong-type');
  t.is(refusal(`{${head},"ports":{"a":{"clock":▲"atomic"}}}`), 'unknown-value');
  t.is(refusal(`{${head},"ports":{"a":{"tickHz":▲0}}}`), 'wrong-type');
  t.is(refusal(`{${head},"ports":{"a":{"sees":[▲"driver"]}}}`), 'unknown-role');
  t.is(refusal(`{${head},"uncertaintyNs":▲-1}`), 'wrong-type');
  t.is(refusal(`{${head},"complete":▲0}`), 'wrong-type');
  t.is(refusal(`{${head},"startedAt":▲"yesterday"}`), 'wrong-type');
  t.is(refusal(`{${head},"tool":▲5}`), 'wrong-type');
  const ports = Array.from({ length: 257 }, (_, i) => `"p${i}":{}`).join(',');
  t.is(refusal(`▲{${head},"ports":{${ports}}}`), 'too-many-ports');
});

test('an unknown kind, role, direction or reason', (t) => {
  t.is(ofEvent('{"at":1,"kind":▲"leave"}'), 'unknown-kind');
  t.is(ofEvent('{"at":1,"kind":"enter","fn":"A","by":▲"driver"}'), 'unknown-role');
  t.is(ofEvent('{"at":1,"kind":"enter","fn":"A","by":▲"mcm"}'), 'unknown-role');
  t.is(ofEvent('{"at":1,"kind":"enter","fn":"A","by":▲"ndis"}'), 'unknown-role');
  t.is(refusal(mcmHeader, '{"at":1,"kind":"free","by":▲"cm","address":"0x1"}'), 'unknown-role');
  t.is(ofEvent('{"at":1,"kind":"signal","dir":▲"up","message":"SETUP"}'), 'unknown-direction');
  t.is(ofEvent('{"at":1,"kind":"gap","lost":1,"why":▲"loss"}'), 'unknown-gap-reason');
});

test('a required key that is missing', (t) => {
  for (const event of [
    '{"at":1}',
    '{"kind":"note","text":""}',
    '{"at":1,"kind":"enter","by":"cm"}',
    '{"at":1,"kind":"return","fn":"A"}',
    '{"at":1,"kind":"signal","message":"SETUP"}',
    '{"at":1,"kind":"signal","dir":"tx"}',
    '{"at":1,"kind":"alloc","address":"0x1","size":1}',
    '{"at":1,"kind":"alloc","by":"cm","size":1}',
    '{"at":1,"kind":"alloc","by":"cm","address":"0x1"}',
    '{"at":1,"kind":"free","by":"cm"}',
    '{"at":1,"kind":"declare","multipoint":true}',
    '{"at":1,"kind":"gap","why":"crc"}',
    '{"at":1,"kind":"gap","lost":1}',
    '{"at":1,"kind":"note"}',
    '{"at":1,"kind":"end"}',
  ]) t.is(ofEvent(`▲${event}`), 'missing-key', event);
  t.is(faultOf(`${cmHeader}\n{"at":1,"kind":"gap","why":"crc"}\n`).message, 'this gap has no "lost"');
});

test('a key of another type', (t) => {
  t.is(ofEvent('{"at":1,"kind":▲5}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"enter","fn":▲1,"by":"cm"}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"enter","fn":"A","by":▲null}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"note","text":▲[]}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"note","text":"","port":▲0}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"note","text":"","seq":▲1.5}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"note","text":"","tick":▲9007199254740992}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"note","text":"","tick":▲"18446744073709551616"}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"note","text":"","tick":▲"-1"}'), 'wrong-type');
  t.is(ofEvent(`{${enter},"args":▲[]}`), 'wrong-type');
  t.is(ofEvent(`{${enter},"irql":▲"0"}`), 'wrong-type');
  t.is(ofEvent(`{${enter},"thread":▲1.5}`), 'wrong-type');
  t.is(ofEvent(`{${enter},"span":▲"s"}`), 'wrong-type');
  t.is(ofEvent(`{${enter},"from":▲"nobody"}`), 'unknown-value');
  t.is(ofEvent(`{${enter},"args":{"CallParameters":▲5}}`), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"alloc","by":"cm","address":"0x1","size":▲-1}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"alloc","by":"cm","address":▲null,"size":1}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"alloc","by":"cm","address":"0x1","size":1,"pool":▲"swap"}'), 'unknown-value');
  t.is(ofEvent('{"at":1,"kind":"declare","vc":▲null}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"declare","vc":"0x1","tapi":▲1}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"gap","lost":▲"1","why":"crc"}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"gap","lost":▲-1,"why":"crc"}'), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"end","events":▲null}'), 'wrong-type');
});

test('a status that no code stands for', (t) => {
  const leave = '"at":1,"kind":"return","fn":"NdisClMakeCall","by":"client"';
  t.is(ofEvent(`{${leave},"status":▲"NDIS_STATUS_FINE"}`), 'unknown-status');
  t.is(ofEvent(`{${leave},"status":▲0}`), 'wrong-type');
  t.is(ofEvent(`{${enter},"args":{"Status":["NDIS_STATUS_SUCCESS",▲"0x123456789"]}}`), 'unknown-status');
});

test('a time that is no safe integer from 0, or earlier than the line before', (t) => {
  const note = (at: string): string => `{"kind":"note","text":"","at":${at}}`;
  t.is(ofEvent(note('▲-1')), 'bad-time');
  t.is(ofEvent(note('▲1.5')), 'bad-time');
  t.is(ofEvent(note('▲9007199254740992')), 'bad-time');
  t.is(ofEvent(note('▲"1"')), 'wrong-type');
  t.is(refusal(cmHeader, note('5'), note('5'), note('▲4')), 'time-goes-back');
});

test('a malformed handle', (t) => {
  for (const handle of ['"0x0"', '"0x000"', '"0X1"', '"0xA"', '"1001"', '"0x"', '"0x12345678901234567"', '4097', '"0x1 "', '"\\u0030x1"']) {
    t.is(ofEvent(`{${enter},"vc":▲${handle}}`), 'malformed-handle', handle);
    t.is(ofEvent(`{${enter},"args":{"ProtocolVcContext":▲${handle}}}`), 'malformed-handle', handle);
  }
  t.is(ofEvent(`{${enter},"nbl":["0x1",▲"2"]}`), 'malformed-handle');
  t.is(ofEvent(`{${enter},"nbl":["0x1",▲null]}`), 'wrong-type');
  t.is(ofEvent(`{${enter},"args":{"CallParameters":{"address":▲"0x0"}}}`), 'malformed-handle');
  t.is(ofEvent(`{${enter},"args":{"CallParameters":{"address":▲null}}}`), 'wrong-type');
  t.is(ofEvent('{"at":1,"kind":"signal","dir":"tx","message":"SETUP","party":▲"0x0"}'), 'malformed-handle');
});

test('a handle that args contradict', (t) => {
  const close = '"at":1,"kind":"enter","fn":"NdisClCloseCall","by":"client"';
  t.is(ofEvent(`{${close},"vc":"0x1","args":{"NdisVcHandle":▲"0x2"}}`), 'handles-disagree');
  t.is(ofEvent(`{${close},"args":{"NdisVcHandle":▲null},"vc":"0x1"}`), 'handles-disagree');
  t.is(ofEvent(`{${close},"vc":null,"args":{"NdisVcHandle":▲"0x1"}}`), 'handles-disagree');
  t.is(ofEvent(`{${close},"vc":"0x100000001","args":{"NdisVcHandle":▲"0x1"}}`), 'handles-disagree');
  t.is(ofEvent(`{${close},"party":"0x1","args":{"NdisPartyHandle":▲"0x2"}}`), 'handles-disagree');
  t.is(ofEvent(`{${close},"af":"0x1","args":{"NdisAfHandle":▲"0x2"}}`), 'handles-disagree');
  t.is(ofEvent(`{${close},"sap":"0x1","args":{"NdisSapHandle":▲"0x2"}}`), 'handles-disagree');
  t.is(ofEvent(`{${enter},"vc":"0x1","args":{"NdisVcHandle":▲"0x2"}}`), 'handles-disagree');
  const create = '"at":1,"kind":"return","fn":"NdisCoCreateVc","by":"client"';
  t.notThrows(() => readLines(cmHeader, `{${close},"vc":"0x01","args":{"NdisVcHandle":"0x1"}}`));
  t.notThrows(() => readLines(cmHeader, `{${create},"vc":"0x1","args":{"NdisVcHandle":null}}`));
  t.notThrows(() => readLines(cmHeader, `{${enter},"party":"0x1","args":{"NdisPartyHandle":null}}`));
});

test('a message and octets that disagree', (t) => {
  const signal = (rest: string): string => ofEvent(`{"at":1,"kind":"signal","dir":"tx",${rest}}`);
  t.is(signal('"message":▲"CONNECT","bytes":"0903000001058000"'), 'message-disagrees');
  t.is(signal('"message":▲"CONNECT","bytes":"0903000001"'), 'message-disagrees');
  t.is(signal('"message":▲"CONNECT","bytes":"0803000001078000"'), 'message-disagrees');
  t.is(signal('"message":▲"CONNECT","bytes":"0903000001fe8000"'), 'message-disagrees');
  t.is(signal('"message":▲"HELLO","bytes":"0903000001078000"'), 'message-disagrees');
  t.is(signal('"bytes":▲"090"'), 'malformed-octets');
  t.is(signal('"bytes":▲""'), 'malformed-octets');
  t.is(signal('"bytes":▲"zz"'), 'malformed-octets');
  t.notThrows(() => readLines(cmHeader, '{"at":1,"kind":"signal","dir":"tx","message":"CONNECT","bytes":"09030000010780"}'));
});

test('an end that is not last, or miscounts', (t) => {
  const note = '{"at":1,"kind":"note","text":""}';
  const end = '{"at":1,"kind":"end","events":1}';
  t.is(refusal(cmHeader, note, end, `▲${note}`), 'end-not-last');
  t.is(refusalOf([cmHeader, note, end, '▲{"at":'].join('\n')), 'end-not-last');
  t.is(refusal(cmHeader, note, note, '{"at":1,"kind":"end","events":▲1}'), 'end-miscounts');
  t.is(ofEvent('{"at":1,"kind":"end","events":▲1}'), 'end-miscounts');
});

test('columns count characters, not octets', (t) => {
  t.is(ofEvent('{"at":1,"kind":"note","x-ü":"ß€😀","text":▲1}'), 'wrong-type');
  t.is(refusal('\uFEFF{"condisTrace":1,"topology":"cm","observes":[▲"call"]}'), 'unknown-value');
});

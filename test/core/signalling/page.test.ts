import { readFileSync } from 'node:fs';
import test from 'ava';
import { decodeMessage } from '../../../src/core/signalling/decode-message.ts';
import { messageJson } from '../../../src/core/signalling/message-json.ts';
import { octetsOf } from './decode-one.ts';
import { actionsTable, elementSections, messagesTable } from './page-tables.ts';

const page = readFileSync('docs/signalling.md', 'utf8');

test('the page has the messages, the actions and every element with its fields and values', (t) => {
  for (const part of [messagesTable(), actionsTable('message'), actionsTable('element')]) t.true(page.includes(`\n\n${part}`), part);
  t.deepEqual(page.slice(page.indexOf('### 0x08')).split('\n').filter((line) => line.startsWith('### ')).length, elementSections().length);
  t.is(page.slice(page.indexOf('### 0x08')), elementSections().join('\n'));
});

test('the example of the page is what decode writes', (t) => {
  const [, hex = '', json = ''] = /decode --json ([0-9a-f]+)\n(\{.*\})\n/.exec(page) ?? [];
  t.deepEqual(JSON.parse(json), messageJson(decodeMessage(octetsOf(hex))));
});

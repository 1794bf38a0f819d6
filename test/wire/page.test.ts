import { readFileSync } from 'node:fs';
import test from 'ava';
import { argumentIds } from '../../src/core/condis/argument-names.ts';
import { functionIds } from '../../src/core/condis/functions.ts';
import { statusCodes } from '../../src/core/condis/statuses.ts';
import { delayNames, pendableNames } from '../../src/core/scenario/call-program.ts';
import { courseNames, courses } from '../../src/core/scenario/course.ts';
import { requests } from '../../src/core/scenario/steps/acts.ts';
import { counterLimit, operations, rowLimit, strandLimit } from '../../src/core/scenario/steps/step-program.ts';
import { messageTypes } from '../../src/core/signalling/message-types.ts';
import { declarationBits, tailTags, valueTypes } from '../../src/core/trace/tail.ts';
import { firstDelayKey, programKeys } from '../../src/wire/call-program-codec.ts';
import { frameTypes } from '../../src/wire/frame.ts';
import { agentSteps, networkSteps } from '../../src/wire/hello.ts';
import { parseTextLine } from '../../src/wire/text-line.ts';

const page = readFileSync('docs/probe-protocol.md', 'utf8');

/** The part under a heading, up to the next. */
function section(heading: string): string {
  const start = page.indexOf(`${heading}\n`);
  const end = page.slice(start + heading.length).search(/\n#+ /);
  return end < 0 ? page.slice(start) : page.slice(start, start + heading.length + end);
}

/** Cells of the table rows whose first cell matches. */
function rows(text: string, first: RegExp): string[][] {
  const all = [...text.matchAll(/^\|(.*)\|$/gm)].map((row) => (row[1] as string).split('|').map((cell) => cell.trim().replaceAll('`', '')));
  return all.filter((row) => first.test(row[0] as string));
}

const tables = { Functions: functionIds, Arguments: argumentIds, 'Message types': messageTypes, Statuses: statusCodes };
for (const [heading, numbers] of Object.entries(tables)) {
  test(`the page lists every number: ${heading}`, (t) => {
    const listed = rows(section(`### ${heading}`), /^0x/).map(([number, name]) => [name, Number(number)]);
    t.deepEqual(listed, Object.entries(numbers));
  });
}

test('the page lists every frame type', (t) => {
  const listed = rows(section('## Frame types'), /^0x/).map(([number, name, direction]) => [
    `${(name as string).toLowerCase()}${direction === 'bench → device' ? 'Command' : ''}`, Number(number),
  ]);
  t.deepEqual(Object.fromEntries(listed), frameTypes);
});

test('the page lists every tail tag and value type', (t) => {
  const text = section('### Tail entries');
  const types = rows(text, /^\d /).map(([cell]) => (cell as string).split(' '));
  t.deepEqual(Object.fromEntries(types.map(([number, name]) => [name, Number(number)])), valueTypes);
  const tags = Object.fromEntries(rows(text, /^\d+$/).map(([number, name]) => [name, Number(number)]));
  const { count: _, ...sent } = tailTags;
  t.deepEqual(tags, sent, 'count belongs to kinds that are not sent');
});

test('the page lists every key of a call program, and every bit', (t) => {
  const keys = Object.fromEntries(rows(section('### LOAD: the call program'), /^\d+$/).map(([number, name]) => [name, Number(number)]));
  t.deepEqual(keys, { ...programKeys, ...Object.fromEntries(delayNames.map((name, index) => [name, firstDelayKey + index])) });
  const listed = rows(section('### Courses of a call'), /^\d+$/).map(([number, name, summary]) => ({ name, number: Number(number), summary }));
  t.deepEqual(listed, courseNames.map((name) => ({ name, number: courses[name].number, summary: courses[name].summary.replaceAll('`', '') })));
  const pended = Object.fromEntries(pendableNames.map((name, bit) => [name, 1 << bit]));
  const text = page.replaceAll('`', '').replaceAll('bit ', '');
  for (const names of [agentSteps, networkSteps, declarationBits, pended]) {
    for (const [name, bit] of Object.entries(names)) t.true(text.includes(`${Math.log2(bit)} ${name}`), name);
  }
});

test('the page lists every operation of a row, and every act with what it takes', (t) => {
  const text = section('### Steps of a call');
  const [operationRows, actRows] = text.split('| number | act |') as [string, string];
  const listed = rows(operationRows, /^\d$/).map(([number, name]) => [name, Number(number)]);
  t.deepEqual(listed, Object.entries(operations));
  const acts = rows(actRows, /^\d+$/).map(([number, name]) => [name, Number(number)]);
  t.deepEqual(acts, Object.entries(requests).map(([name, { number }]) => [name, number]));
  const limits = [strandLimit, counterLimit, rowLimit.toLocaleString('en')];
  for (const limit of limits) t.true(text.includes(` to ${limit}`), String(limit));
});

test('the example lines of the text form are right to the checksum', (t) => {
  const lines = [...page.matchAll(/^ {4}(@.*)$/gm)].map((match) => new TextEncoder().encode(match[1]));
  t.is(lines.length, 2);
  for (const line of lines) t.like(parseTextLine(line, 0, line.length), { kind: line[1] === 0x31 ? 'enter' : 'hello' });
});

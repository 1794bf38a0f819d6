import type { ElementCodec } from '../../../src/core/signalling/element-codec.ts';
import { elementName } from '../../../src/core/signalling/element-ids.ts';
import { elementCodecs } from '../../../src/core/signalling/elements/element-table.ts';
import { elementAction, messageAction } from '../../../src/core/signalling/instructions.ts';
import { messageElements } from '../../../src/core/signalling/message-elements.ts';
import { messageTypes, type MessageName } from '../../../src/core/signalling/message-types.ts';

/** The table of messages as docs/signalling.md has it. */
export function messagesTable(): string {
  const rows = Object.entries(messageTypes).map(([name, type]) => `| ${hexOctet(type)} | ${name} | ${carried(name as MessageName)} |`);
  return ['| type | message | must carry | may carry |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function carried(name: MessageName): string {
  const rule = messageElements[name];
  if (rule === undefined) return 'no rule | no rule';
  const { must = [], oneOf, multipoint = [], unlessKnown = [], may, most = {} } = rule;
  const counted = (element: keyof typeof most): string => (most[element] === undefined ? element : `${element} (${most[element]})`);
  const required = [
    ...must.map(counted), ...(oneOf === undefined ? [] : [oneOf.join(' or ')]), ...multipoint.map((element) => `${element} ¹`),
    ...unlessKnown.map((element) => `${element} ²`),
  ];
  return `${required.length === 0 ? 'nothing' : required.join(', ')} | ${may.map(counted).join(', ')}`;
}

/** The table of action indicators of messages or of elements, without the reserved ones. */
export function actionsTable(of: 'message' | 'element'): string {
  const names = Array.from({ length: 8 }, (_, code) => (of === 'element' ? elementAction(0x90 | code) : messageAction(0x90 | code)));
  const codes = of === 'element' ? names : names.slice(0, 4);
  const rows = codes.flatMap((name, code) => (name.startsWith('reserved') ? [] : [`| ${code} | ${name} |`]));
  return [`| code | ${of} |`, '|---|---|', ...rows, ''].join('\n');
}

/** The part about each element, in order. */
export function elementSections(): readonly string[] {
  return elementCodecs.map((codec, i) => {
    const heading = `### ${hexOctet(codec.id)} ${elementName(codec.id)}\n\n`;
    const same = elementCodecs.slice(0, i).find(({ fields }) => fields === codec.fields);
    const coding = codec.networkCoded === true ? 'Written in network coding.\n\n' : '';
    return heading + coding + (same === undefined ? fieldsTable(codec) : `Fields as in ${hexOctet(same.id)} ${elementName(same.id)}.\n`);
  });
}

function fieldsTable({ fields }: ElementCodec<never>): string {
  const rows = Object.entries(fields).map(([field, { meaning, values = {} }]) => {
    const named = Object.entries(values).map(([value, name]) => `${value} ${name}`);
    return `| \`${field}\` | ${[meaning, ...(named.length === 0 ? [] : [named.join('; ')])].join(': ')} |`;
  });
  return rows.length === 0 ? 'It has no fields.\n' : ['| field | meaning |', '|---|---|', ...rows, ''].join('\n');
}

function hexOctet(octet: number): string {
  return `0x${octet.toString(16).padStart(2, '0')}`;
}

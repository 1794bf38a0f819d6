import { argumentName } from '../../src/core/condis/argument-names.ts';
import { decodeCallParameters } from '../../src/core/condis/call-parameters.ts';
import { statusText } from '../../src/core/condis/statuses.ts';
import { tailTags, valueTypes } from '../../src/core/trace/tail.ts';
import { handleAt, type Value } from './value.ts';

const headOctets = 40;

/** The arguments and results in the tail of an event record; a signal's octets are the argument `octets`, as hex. */
export function decodeTail(view: DataView, payload: Buffer): { args: Record<string, Value>; out: Record<string, Value> } {
  const args: Record<string, Value> = {};
  const out: Record<string, Value> = {};
  let at = headOctets;
  while (at < payload.length) {
    const header = view.getUint32(at, true);
    const tag = header & 0xff;
    const type = (header >>> 8) & 0xf;
    const end = at + 4 + (header >>> 12);
    if (tag === tailTags.argument || tag === tailTags.out) {
      const nameLength = view.getUint16(at + 6, true);
      const name = argumentName(view.getUint16(at + 4, true)) ?? payload.toString('utf8', at + 8, at + 8 + nameLength);
      const start = at + 8 + Math.ceil(nameLength / 4) * 4;
      (tag === tailTags.out ? out : args)[name] = decodeValue(view, payload, type, start, end);
    } else if (tag === tailTags.octets) {
      args['octets'] = payload.toString('hex', at + 4, end);
    }
    at += 4 + Math.ceil((header >>> 12) / 4) * 4;
  }
  return { args, out };
}

function decodeValue(view: DataView, payload: Buffer, type: number, start: number, end: number): Value {
  switch (type) {
    case valueTypes.null:
      return null;
    case valueTypes.unsigned:
      return view.getUint32(start, true);
    case valueTypes.handle:
      return handleAt(view, start);
    case valueTypes.status:
      return statusText(view.getUint32(start, true));
    case valueTypes.text:
      return payload.toString('utf8', start, end);
    case valueTypes.octets:
      return payload.toString('hex', start, end);
    case valueTypes.json:
      return JSON.parse(payload.toString('utf8', start, end)) as Value;
    case valueTypes.callParameters: {
      const words = Int32Array.from({ length: (end - start) / 4 }, (_, i) => view.getInt32(start + i * 4, true));
      return decodeCallParameters(words, 0, words.length);
    }
    default:
      return Array.from({ length: (end - start) / 8 }, (_, i) => handleAt(view, start + i * 8));
  }
}

import { hexText } from '../octets.ts';
import type { FieldValue } from './contents-reader.ts';
import type { DecodedElement, DecodedMessage } from './decode-message.ts';
import { elementAction, elementCoding, messageAction } from './instructions.ts';
import { judgeElements } from './judge-elements.ts';

/** One element as `condis-bench decode --json` writes it; its fields stand beside these keys. */
export interface ElementJson {
  readonly id: number;
  readonly name: string;
  /** Left out in codeset 0, that of Q.2931. */
  readonly codeset?: number;
  readonly coding: string;
  readonly action: string;
  /** Contents, hex. */
  readonly bytes: string;
  readonly error?: string;
  readonly [field: string]: FieldValue | undefined;
}

/** One message as `condis-bench decode --json` writes it. `null` stands for what could not be read. */
export interface MessageJson {
  readonly message: string | null;
  readonly messageType: number | null;
  readonly callReference: number | null;
  readonly callReferenceFlag: 0 | 1 | null;
  readonly action: string | null;
  readonly elements: readonly ElementJson[];
  /** Elements that the message must carry and does not; left out, like the next three, where there is none. */
  readonly missing?: readonly string[];
  readonly unexpected?: readonly string[];
  readonly repeated?: readonly string[];
  /** Octets after the declared length, hex. */
  readonly trailing?: string;
  /** What is wrong with the message itself; its elements have their own. */
  readonly error?: string;
}

/** What could be read of a message, for programs. */
export function messageJson(decoded: DecodedMessage): MessageJson {
  const { message, headerOctets, elements, trailing, errors } = decoded;
  const judgement = Object.entries(judgeElements(decoded) ?? {}).filter(([, names]) => (names as readonly string[]).length > 0);
  return {
    message: message ?? null,
    messageType: headerOctets > 5 ? decoded.messageType : null,
    callReference: headerOctets > 4 ? decoded.callReference : null,
    callReferenceFlag: headerOctets > 2 ? decoded.callReferenceFlag : null,
    action: headerOctets > 6 ? messageAction(decoded.action) : null,
    elements: elements.map(elementJson),
    ...Object.fromEntries(judgement),
    ...(headerOctets > 0 && trailing.length > 0 ? { trailing: hexText(trailing) } : {}),
    ...(errors.length > 0 ? { error: errors.join('; ') } : {}),
  };
}

/** What stands for a text that is no octets. */
export function unreadableJson(error: string): MessageJson {
  return { message: null, messageType: null, callReference: null, callReferenceFlag: null, action: null, elements: [], error };
}

function elementJson({ id, name, codeset, flags, contents, fields, error }: DecodedElement): ElementJson {
  return {
    id,
    name,
    ...(codeset === 0 ? {} : { codeset }),
    coding: elementCoding(flags),
    action: elementAction(flags),
    bytes: hexText(contents),
    ...fields,
    ...(error === undefined ? {} : { error }),
  };
}

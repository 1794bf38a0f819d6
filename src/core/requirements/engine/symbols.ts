import { functionIds, functionIdLimit, mcmTwin, type FunctionName } from '../../condis/functions.ts';
import { messageTypes } from '../../signalling/message-types.ts';
import { directionIds, kindIds, unnumberedMessage } from '../../trace/event-record.ts';

/**
 * The alphabet of the rules: what an event is, without its arguments.
 *
 * `E f` and `R f` are enter and return of a function. The two names of a call that a stand-alone call manager and an MCM make by
 * different names are one symbol, written with the NdisCm (or NdisCo) name; a rule that cares which was used asks for the fact
 * `rightTwin`. `S m tx` and `S m rx` are signalling messages. Names in capitals stand for something the engine raises itself.
 */

/** Symbols raised by transitions and by the engine. */
const raised = [
  /** Completion of a request, first sign of it (catalogue, 0.2). */
  'MKDONE', 'CLMKDONE', 'ACTDONE', 'DEACTDONE', 'CLDONE', 'INDONE',
  /** A call begins: for the client, for the call manager. */
  'CLIENT CALL', 'CM CALL',
  /** A call is over: the next begins on the VC, the VC has been deleted, or the trace ends. */
  'CALL END',
  /** The life of a VC is over: it has been deleted, or the trace ends. */
  'VC END',
  /** ProtocolCmMakeCall returns after the VC of its call was deleted; it will not be seen to return any more. */
  'LATE RETURN', 'RETURN LOST',
  /** The address family of a VC that exists is being closed. */
  'AF CLOSED',
  /** The SAP of a call that came in is being deregistered. */
  'SAP CLOSED',
  /** A SAP is gone, or the trace ends. */
  'SAP END',
  /** A party is gone for good, or the trace ends. */
  'PARTY END',
  /** A list is back where it came from, is handed over anew, or the trace ends. */
  'LIST END',
  /** Any enter of a driver's call. */
  'ANY CALL',
] as const;

const otherNames: Readonly<Record<string, FunctionName>> = {
  NdisMCmCreateVc: 'NdisCoCreateVc',
  NdisMCmDeleteVc: 'NdisCoDeleteVc',
  NdisMCmOidRequest: 'NdisCoOidRequest',
  NdisMCmOidRequestComplete: 'NdisCoOidRequestComplete',
};

const names: string[] = [];
const numbers = new Map<string, number>();

function define(name: string): number {
  const number = names.length;
  names.push(name);
  numbers.set(name, number);
  return number;
}

/** Symbol of the enter of a function number; the return's is one more. -1: no function. */
const functionSymbols = new Int16Array(functionIdLimit).fill(-1);
/** Symbol of a message received, by type octet; the one sent is one less. */
const signalSymbols = new Int16Array(256).fill(-1);

for (const [name, id] of Object.entries(functionIds)) {
  if (otherNames[name] !== undefined || id >> 8 === 4) continue;
  functionSymbols[id] = define(`E ${name}`);
  define(`R ${name}`);
}
for (const [name, id] of Object.entries(functionIds)) {
  const other = otherNames[name];
  if (other !== undefined) functionSymbols[id] = functionSymbols[functionIds[other]] as number;
  else if (id >> 8 === 3 && mcmTwin(id) !== id) functionSymbols[mcmTwin(id)] = functionSymbols[id] as number;
}
// Names that only an MCM has.
for (const [name, id] of Object.entries(functionIds)) {
  if (functionSymbols[id] !== -1) continue;
  functionSymbols[id] = define(`E ${name}`);
  define(`R ${name}`);
}
for (const [name, type] of Object.entries(messageTypes)) {
  define(`S ${name} tx`);
  signalSymbols[type] = define(`S ${name} rx`);
}
const allocSymbol = define('ALLOC');
const freeSymbol = define('FREE');
for (const name of raised) define(name);

/** How many symbols there are. */
export const symbolCount = names.length;

/** The number of a symbol; a rule that names an unknown one is a mistake in the program. */
export function symbolOf(name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new RangeError(`no symbol is called ${name}`);
  return number;
}

export function symbolName(symbol: number): string {
  return names[symbol] as string;
}

/** The symbol of an event by its identity word and detail, `fn` after renaming; -1 where no rule can care. */
export function symbolOfEvent(kind: number, fn: number, detail: number): number {
  switch (kind) {
    case kindIds.enter:
      return fn < functionIdLimit ? (functionSymbols[fn] as number) : -1;
    case kindIds.return: {
      const enter = fn < functionIdLimit ? (functionSymbols[fn] as number) : -1;
      return enter < 0 ? -1 : enter + 1;
    }
    case kindIds.signal: {
      const received = fn < 256 && fn !== unnumberedMessage ? (signalSymbols[fn] as number) : -1;
      return received < 0 ? -1 : detail === directionIds.tx ? received - 1 : received;
    }
    case kindIds.alloc:
      return allocSymbol;
    case kindIds.free:
      return freeSymbol;
    default:
      return -1;
  }
}

/** Roles as bits, for what a port sees and what a symbol needs. An MCM counts as call manager and miniport. */
export const roleBits = { client: 1, cm: 2, miniport: 4, signalling: 8 } as const;
export const everyRole = 15;

/** The roles whose instrumentation shows a symbol. */
export function rolesOfSymbol(name: string): number {
  const fn = name.slice(2);
  if (name.startsWith('S ')) return roleBits.cm | roleBits.signalling;
  if (/^(NdisCl|ProtocolCl|ProtocolCoAfRegisterNotify)/.test(fn)) return roleBits.client;
  if (/^(NdisCm|NdisMCm|ProtocolCm|ProtocolBind|ProtocolUnbind|NdisOpenAdapter)/.test(fn)) return roleBits.cm;
  if (/^(NdisMCo|Miniport)/.test(fn)) return roleBits.miniport;
  return roleBits.client | roleBits.cm;
}

/** The bits of some roles, as a header or a port names them. Signalling is the call manager's. */
export function rolesOf(sees: readonly string[]): number {
  let roles = 0;
  for (const role of sees) {
    if (role === 'client') roles |= roleBits.client;
    if (role === 'cm' || role === 'mcm') roles |= roleBits.cm | roleBits.signalling;
    if (role === 'miniport' || role === 'mcm') roles |= roleBits.miniport;
  }
  return roles;
}

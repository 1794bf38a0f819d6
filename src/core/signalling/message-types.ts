/**
 * Message types of Q.2931, Q.2971 and the UNI texts, by the names that traces and reports use. The numbers are those on which
 * Wireshark's dissector, ngatm and linux-atm agree, or the one of them that knows the message.
 */
export const messageTypes = {
  ALERTING: 0x01,
  'CALL PROCEEDING': 0x02,
  PROGRESS: 0x03,
  SETUP: 0x05,
  CONNECT: 0x07,
  'SETUP ACKNOWLEDGE': 0x0b,
  'CONNECT ACKNOWLEDGE': 0x0f,
  'CO-BI SETUP': 0x15,
  RESTART: 0x46,
  RELEASE: 0x4d,
  'RESTART ACKNOWLEDGE': 0x4e,
  'RELEASE COMPLETE': 0x5a,
  FACILITY: 0x62,
  NOTIFY: 0x6e,
  'STATUS ENQUIRY': 0x75,
  INFORMATION: 0x7b,
  STATUS: 0x7d,
  'ADD PARTY': 0x80,
  'ADD PARTY ACKNOWLEDGE': 0x81,
  'ADD PARTY REJECT': 0x82,
  'DROP PARTY': 0x83,
  'DROP PARTY ACKNOWLEDGE': 0x84,
  'PARTY ALERTING': 0x85,
  'MODIFY REQUEST': 0x88,
  'MODIFY ACKNOWLEDGE': 0x89,
  'MODIFY REJECT': 0x8a,
  'CONNECTION AVAILABLE': 0x8b,
  'LEAF SETUP FAILURE': 0x90,
  'LEAF SETUP REQUEST': 0x91,
} as const;

export type MessageName = keyof typeof messageTypes;

const typesByName = new Map<string, number>(Object.entries(messageTypes));
const namesByType = new Map<number, MessageName>(Object.entries(messageTypes).map(([name, type]) => [type, name as MessageName]));

/** The message type octet of a name, or `undefined` for a name that no message has. */
export function messageTypeOf(name: string): number | undefined {
  return typesByName.get(name);
}

/** The name of a message type octet, or `undefined` for a number that no message has. */
export function messageName(type: number): MessageName | undefined {
  return namesByType.get(type);
}

import { codingStandards } from './message.ts';

/** In octet 7 of a message and octet 2 of an element: the receiver follows the action indicator instead of the normal handling. */
const explicitInstructions = 0x10;

const messageActions = ['clear call', 'discard and ignore', 'discard and report status'] as const;
const elementActions = [
  'clear call', 'discard element and proceed', 'discard element, proceed and report status', undefined, undefined,
  'discard message and ignore', 'discard message and report status',
] as const;

/** What is done where the sender asks for nothing special: the normal error handling of Q.2931, 5.6. */
export const regularAction = 'regular';
/** What a receiver of an indicator without a meaning does (Q.2931, 5.7.2). */
const reservedElementAction = 'reserved: discard element, proceed and report status';
const reservedMessageAction = 'reserved: discard and report status';

/** What the sender of a message asks of a receiver that does not know it, by octet 7 (Q.2931, 4.4). */
export function messageAction(octet: number): string {
  return (octet & explicitInstructions) === 0 ? regularAction : (messageActions[octet & 0x03] ?? reservedMessageAction);
}

/** What the sender of an element asks of a receiver that does not know it, by octet 2 (Q.2931, 4.5.1). */
export function elementAction(flags: number): string {
  return (flags & explicitInstructions) === 0 ? regularAction : (elementActions[flags & 0x07] ?? reservedElementAction);
}

const codingNames = new Map<number, string>([
  [codingStandards.itu, 'ITU-T'], [codingStandards.iso, 'ISO/IEC'], [codingStandards.national, 'national'],
  [codingStandards.network, 'network'],
]);

/** The coding standard of an element by octet 2; `network` is also that of the ATM Forum. */
export function elementCoding(flags: number): string {
  return codingNames.get(flags & codingStandards.mask) as string;
}

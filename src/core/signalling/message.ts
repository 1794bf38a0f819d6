/** Octet 1 of every message of this protocol. */
export const protocolDiscriminator = 0x09;

/** Octets of a message before its elements, with the call reference of three octets that Q.2931 uses. */
export const messageHeaderOctets = 9;

/** Octets of an element before its contents. */
export const elementHeaderOctets = 4;

/** Octet 7 of a message, octet 2 of an element: ITU-T coding, the receiver follows the normal error handling. */
export const regularInstructions = 0x80;

/** Octet 2 of an element in network specific (ATM Forum) coding, otherwise regular. */
export const networkInstructions = 0xe0;

/** The coding standard in octet 2 of an element. */
export const codingStandards = { mask: 0x60, itu: 0x00, iso: 0x20, national: 0x40, network: 0x60 } as const;

/** One information element as it stands on the wire. */
export interface SignallingElement {
  /** Identifier, 0 to 255 (`element-ids.ts`). */
  readonly id: number;
  /** Octet 2: 0x80, coding standard (0x60), follow explicit instructions (0x10), action indicator (0x07). */
  readonly flags: number;
  /** At most 65,535 octets. */
  readonly contents: Uint8Array;
}

/** One message as it stands on the wire (Q.2931, section 4). */
export interface SignallingMessage {
  /** Octet 6, 0 to 255 (`message-types.ts`). */
  readonly messageType: number;
  /** 0 to 2^23 - 1; 0 is the global call reference. */
  readonly callReference: number;
  /** 0: sent by the side that allocated the reference. 1: sent to that side. */
  readonly callReferenceFlag: 0 | 1;
  /** Octet 7: 0x80, follow explicit instructions (0x10), action indicator (0x03). */
  readonly action: number;
  /** In the order of the message, repeated ones included. */
  readonly elements: readonly SignallingElement[];
}

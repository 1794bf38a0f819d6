/**
 * Information element identifiers, by the names of Q.2931, Q.2971 and UNI 4.0. Our sources disagree about two of them: in linux-atm
 * the minimum traffic descriptor is 0x80 and the alternative one 0x81, in ngatm they are 0x81 and 0x82. So 0x81 has a name of its
 * own that says both; the contents are read alike.
 */
export const elementIds = {
  cause: 0x08,
  'call state': 0x14,
  facility: 0x1c,
  'progress indicator': 0x1e,
  'notification indicator': 0x27,
  'end-to-end transit delay': 0x42,
  'connected number': 0x4c,
  'connected subaddress': 0x4d,
  'endpoint reference': 0x54,
  'endpoint state': 0x55,
  'AAL parameters': 0x58,
  'ATM traffic descriptor': 0x59,
  'connection identifier': 0x5a,
  'OAM traffic descriptor': 0x5b,
  'quality of service parameter': 0x5c,
  'broadband high-layer information': 0x5d,
  'broadband bearer capability': 0x5e,
  'broadband low-layer information': 0x5f,
  'broadband locking shift': 0x60,
  'broadband non-locking shift': 0x61,
  'broadband sending complete': 0x62,
  'broadband repeat indicator': 0x63,
  'calling party number': 0x6c,
  'calling party subaddress': 0x6d,
  'called party number': 0x70,
  'called party subaddress': 0x71,
  'transit network selection': 0x78,
  'restart indicator': 0x79,
  'narrowband low layer compatibility': 0x7c,
  'narrowband high layer compatibility': 0x7d,
  'user-user': 0x7e,
  'generic identifier transport': 0x7f,
  'minimum ATM traffic descriptor': 0x80,
  'minimum or alternative ATM traffic descriptor': 0x81,
  'alternative ATM traffic descriptor': 0x82,
  'ABR setup parameters': 0x84,
  'broadband report type': 0x89,
  'ABR additional parameters': 0xe4,
  'leaf initiated join call identifier': 0xe8,
  'leaf initiated join parameters': 0xe9,
  'leaf sequence number': 0xea,
  'connection scope selection': 0xeb,
  'extended quality of service parameters': 0xec,
  'minimum desired cell rate': 0xf0,
} as const;

export type ElementName = keyof typeof elementIds;

const namesById = new Map<number, string>(Object.entries(elementIds).map(([name, id]) => [id, name]));

/** What people call an element: its name, or `unknown element 0x..`. Names are those of codeset 0, the one that Q.2931 begins in. */
export function elementName(id: number, codeset = 0): string {
  const hex = `0x${id.toString(16).padStart(2, '0')}`;
  return codeset === 0 ? (namesById.get(id) ?? `unknown element ${hex}`) : `element ${hex} of codeset ${codeset}`;
}

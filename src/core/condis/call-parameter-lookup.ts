import { fieldCount, groupIdAt, groupIds, nextGroup } from './call-parameter-groups.ts';

/** Result of looking up a part of a structure. */
export const lookup = { absent: -1, null: -2 } as const;

/** Word index of MediaParameters' (CallMgrParameters') own group, or a {@link lookup} code. */
export function findStructure(words: Int32Array, start: number, end: number, name: 'CallMgrParameters' | 'MediaParameters'): number {
  const own = name === 'MediaParameters' ? 9 : 2;
  const none = name === 'MediaParameters' ? groupIds.mediaNull : groupIds.callMgrNull;
  for (let at = start; at < end; at = nextGroup(words, at)) {
    const id = groupIdAt(words, at);
    if (id === own) return at;
    if (id === none) return lookup.null;
  }
  return lookup.absent;
}

/** Word index of a field's value, by group number and bit, or `lookup.absent`. */
export function findFieldOf(words: Int32Array, start: number, end: number, groupId: number, bit: number): number {
  for (let at = start; at < end; at = nextGroup(words, at)) {
    if (groupIdAt(words, at) !== groupId) continue;
    const presence = words[at + 1] as number;
    if ((presence & (1 << bit)) === 0) return lookup.absent;
    return at + 2 + fieldCount(presence & ((1 << bit) - 1));
  }
  return lookup.absent;
}

/** Group number and bit of `Flags`, for {@link findFieldOf}. */
export const flagsField = { group: 1, bit: 0 } as const;
/** Group number and bits of the connection identifier. */
export const connectionIdField = { group: 12, vpi: 0, vci: 1 } as const;

/** Word index of the structure's address (low word), or `lookup.absent`. */
export function findAddress(words: Int32Array, start: number, end: number): number {
  for (let at = start; at < end; at = nextGroup(words, at)) {
    if (groupIdAt(words, at) === groupIds.address) return at + 1;
  }
  return lookup.absent;
}

/**
 * Who acted: the parties between which CoNDIS calls travel. In topology `mcm` one driver, the miniport call manager,
 * is both `cm` and `miniport` and is called `mcm` in both capacities.
 */
export const roleIds = { client: 1, cm: 2, mcm: 3, miniport: 4, ndis: 5 } as const;

export type Role = keyof typeof roleIds;
export type RoleId = (typeof roleIds)[Role];

/** Where call management lives: a protocol driver of its own, or inside the miniport. */
export type Topology = 'cm' | 'mcm';

const roleNames = new Map<number, Role>(Object.entries(roleIds).map(([name, id]) => [id, name as Role]));

/** The role's name for its number in an event record, or `undefined` for a number that no role has. */
export function roleName(id: number): Role | undefined {
  return roleNames.get(id);
}

/** The roles that exist in a topology, NDIS left out: NDIS is the observed channel, not an instrumented driver. */
export function rolesOf(topology: Topology): readonly Role[] {
  return topology === 'cm' ? ['client', 'cm', 'miniport'] : ['client', 'mcm'];
}

import { branchConditions } from '../steps/step.ts';
import { watchLimits, type WatchPlan } from './watch-plan.ts';

/** Whether what a capture holds is a plan that can be watched by: it may be from another version, or from anybody. */
export function isWatchPlan(value: unknown): value is WatchPlan {
  const { rows, timers, columns, isAlone, passes } = (value ?? {}) as Partial<Record<keyof WatchPlan, unknown>>;
  if (!areNames(timers, watchLimits.timers) || !areNames(columns, watchLimits.columns) || !isFlag(isAlone)) return false;
  if (!isOptional(passes, Number.MAX_SAFE_INTEGER)) return false;
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > watchLimits.rows) return false;
  const known: Known = { rows: rows.length, timers: timers.length, columns: columns.length };
  const last = rows.at(-1) as { op?: unknown } | null;
  return last?.op === 'end' && rows.every((row: unknown) => isRow(row, known)) && areGroupsSmall(rows as { group?: number }[]);
}

/** How many there are of what rows name by number. */
interface Known {
  readonly rows: number;
  readonly timers: number;
  readonly columns: number;
}

type Members = Readonly<Record<string, unknown>>;

function isRow(value: unknown, known: Known): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Members;
  const { rows, timers } = known;
  const isTimed = [row['starts'], row['stops']].every((list) => list === undefined || areBelow(list, timers, watchLimits.timers));
  switch (row['op']) {
    case 'act':
      return isTimed && isBelow(row['act'], 32) && isOptional(row['lists'], 10_001) && isFlag(row['fails']);
    case 'expect':
      return isTimed && isExpectation(row, known.columns);
    case 'again':
      return isBelow(row['to'], rows) && isBelow(row['times'], 65_536) && isBelow(row['counter'], watchLimits.counters);
    case 'fork':
      return areBelow(row['strands'], rows, watchLimits.strands) && isBelow(row['join'], rows);
    case 'branch':
      return branchConditions.some((condition) => condition === row['condition']) && isBelow(row['otherwise'], rows);
    case 'jump':
      return isBelow(row['to'], rows);
    case 'join':
    case 'end':
      return true;
    default:
      return false;
  }
}

function isExpectation(row: Members, columns: number): boolean {
  const { text, writtenAt, optional, keeps } = row;
  const areKept = keeps === undefined || (Array.isArray(keeps) && keeps.every((each: unknown) => {
    return Array.isArray(each) && isBelow(each[0], columns) && typeof each[1] === 'string';
  }));
  return typeof text === 'string' && typeof writtenAt === 'string' && isFlag(optional) && areKept &&
    isOptional(row['withinNs'], Number.MAX_SAFE_INTEGER) && isOptional(row['group'], Number.MAX_SAFE_INTEGER) && isEvent(row['event']);
}

function isEvent(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Members;
  if (event['kind'] === 'signal') {
    return (event['dir'] === 'tx' || event['dir'] === 'rx') && isBelow(event['message'], 256) && isOptional(event['cause'], 128);
  }
  const { args = {} } = event;
  return (event['kind'] === 'enter' || event['kind'] === 'return') && isBelow(event['fn'], 0xb00) && isOptional(event['status'], 2 ** 32) &&
    typeof args === 'object' && args !== null && Object.values(args).every((number: unknown) => isBelow(number, 2 ** 32));
}

function areGroupsSmall(rows: readonly { group?: number }[]): boolean {
  const sizes = new Map<number, number>();
  for (const { group } of rows) if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].every((size) => size <= watchLimits.group);
}

function areNames(value: unknown, most: number): value is string[] {
  return Array.isArray(value) && value.length <= most && value.every((name) => typeof name === 'string');
}

function areBelow(value: unknown, limit: number, most: number): boolean {
  return Array.isArray(value) && value.length <= most && value.every((each) => isBelow(each, limit));
}

function isFlag(value: unknown): boolean {
  return value === undefined || value === true;
}

function isOptional(value: unknown, limit: number): boolean {
  return value === undefined || isBelow(value, limit);
}

function isBelow(value: unknown, limit: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < limit;
}

import test from 'ava';
import {
  requirementById, requirementFamilies, requirementIndex, requirements,
} from '../../../src/core/requirements/catalogue/catalogue.ts';

/** How many rows each family of the catalogue has, in its order, with the prefix of their ids. */
const rowsOfFamilies = [
  ['MC', 42], ['CC', 36], ['MM', 11], ['CV', 25], ['MK', 27], ['AV', 27], ['SD', 17], ['QS', 17], ['IC', 18], ['CL', 22], ['IX', 12],
  ['DA', 15], ['DV', 14], ['MP', 28], ['AF', 21], ['PV', 5], ['IR', 7], ['SG', 14], ['PM', 3],
] as const;

function count<T>(of: (row: (typeof requirements)[number]) => readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const row of requirements) for (const key of of(row)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

test('holds every row of every family once, numbered without a hole', (t) => {
  t.is(requirements.length, 361);
  t.is(new Set(requirements.map((row) => row.id)).size, 361);
  t.deepEqual(
    requirementFamilies.map((family) => [family.entries[0]?.id.slice(0, 2), family.entries.length]),
    rowsOfFamilies.map((entry) => [...entry]),
  );
  for (const [index, family] of requirementFamilies.entries()) {
    const [prefix, rows] = rowsOfFamilies[index] as readonly [string, number];
    const expected = Array.from({ length: rows }, (_, i) => `${prefix}-${String(i + 1).padStart(2, '0')}`);
    t.deepEqual(family.entries.map((entry) => entry.id).toSorted(), expected, family.name);
  }
});

test('keeps the order of the table, in which SG-14 follows SG-10', (t) => {
  const order = requirementFamilies.flatMap((family) => family.entries.map((entry) => entry.id));
  t.deepEqual(requirements.map((row) => row.id), order);
  const outOfNumber = order.filter((id, i) => i > 0 && id.slice(0, 2) === order[i - 1]?.slice(0, 2) && id < (order[i - 1] as string));
  t.deepEqual(outOfNumber, ['SG-11']);
  t.is(requirementIndex('SG-14'), requirementIndex('SG-10') + 1);
});

test('has the totals that the catalogue counts', (t) => {
  t.deepEqual(count((row) => [row.severity]), new Map([['must', 236], ['should', 57], ['may', 26], ['self-check', 34], ['info', 8]]));
  t.deepEqual(count((row) => row.observes), new Map([['A', 47], ['T', 255], ['D', 11], ['M', 25], ['S', 49], ['Q', 9]]));
  t.is(requirements.filter((row) => row.guard).length, 36);
  t.is(requirements.filter((row) => row.seed).length, 78);
});

test('guards are the permissions, what is only recorded, and two durations', (t) => {
  const others = requirements.filter((row) => row.guard && row.severity !== 'may' && row.severity !== 'info');
  t.deepEqual(others.map((row) => row.id), ['MK-13', 'CV-24'].toSorted((a, b) => requirementIndex(a) - requirementIndex(b)));
  t.deepEqual(requirements.filter((row) => !row.guard && (row.severity === 'may' || row.severity === 'info')), []);
});

test('manual are the rows that no trace decides', (t) => {
  t.deepEqual(
    requirements.filter((row) => row.manual).map((row) => row.id),
    ['MC-35', 'MC-36', 'CC-36', 'MK-24', 'MK-25', 'QS-10', 'MP-12'],
  );
});

test('settled severity and the page\'s verb stand side by side', (t) => {
  const words = ['CC-15', 'MC-31', 'CC-24', 'MC-11', 'MK-02', 'AF-11', 'CC-25', 'CV-06'].map((id) => {
    const row = requirementById(id);
    return [id, row?.severity, row?.modal];
  });
  t.deepEqual(words, [
    ['CC-15', 'must', 'should'],
    ['MC-31', 'should', 'may'],
    ['CC-24', 'must', 'should'],
    ['MC-11', 'self-check', 'must'],
    ['MK-02', 'self-check', 'must'],
    ['AF-11', 'should', 'should'],
    ['CC-25', 'must', 'may'],
    ['CV-06', 'must', 'must'],
  ]);
});

test('a row of one topology is known as such, and so are the rows that judge both kinds of call manager', (t) => {
  const expected = {
    cm: 'MC-22 MC-26 MC-41 CC-01 CC-19 CC-26 CV-02 AV-04 DA-07 CL-14 IR-01',
    mcm: 'MC-16 MC-23 MC-27 MC-42 CC-33 MM-01 MM-08 CV-04 AV-27 DA-13 DV-07 IR-02',
    both: 'DV-06 CC-32 MM-11 AV-26 DA-15 CC-20 CC-30 MC-24 SD-05 DA-04 CL-16 CV-07',
  };
  for (const [topology, ids] of Object.entries(expected)) {
    for (const id of ids.split(' ')) t.is(requirementById(id)?.topology, topology as 'both', id);
  }
  for (const row of requirements) {
    if (row.actor === 'CM') t.is(row.topology, 'cm', row.id);
    if (row.actor.startsWith('MCM') && row.id !== 'MM-11') t.is(row.topology, 'mcm', row.id);
  }
});

test('an unknown id is nobody\'s', (t) => {
  t.is(requirementById('CC-99'), undefined);
  t.is(requirementIndex('toString'), -1);
});

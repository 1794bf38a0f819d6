import test from 'ava';
import { measureExample, rowValue } from './measure.ts';

/** Every value worked out by hand from the lines of the example. */
test('a pended call with a stand-alone call manager', (t) => {
  const measured = measureExample('cm1-pended-octets');
  t.deepEqual(
    Object.fromEntries(measured.measurements.map(({ id, values }) => [id, values])),
    {
      'TI-01': [6000, 10000],
      'TI-02': [25000],
      'TI-03': [2000],
      'TI-04': [21000],
      'TI-05': [2000],
      'TI-06': [4016000],
      'TI-07': [4016000],
      'TI-08': [8032000],
      'TI-09': [37000],
      'TI-10': [2000, 2000],
      'TI-11': [2000, 56000],
      'TI-12': [2000],
      'TI-13': [6000],
      'TI-14': [2000],
      'TI-15': [8146000],
      'TI-16': [6000],
      'TI-17': [11000],
      'TI-21': [4091000],
      'TI-22': [7000],
      'TI-23': [4016000],
      'TI-24': [18000],
      'TI-25': [40000, 6000],
      'TI-26': [6000],
      'TI-27': [10000, 6000],
      'TI-34': [13000, 13000, 10000, 13000],
      'TI-36': [6000, 60000],
      'TI-37': [97000],
    },
  );
  t.true(measured.measurements.every((measurement) => measurement.clock === 'device'));
});

test('its call makes one row, with what belongs to its VC alone', (t) => {
  const { rows } = measureExample('cm1-pended-octets');
  t.is(rows.length, 1);
  const row = rows[0];
  t.like(row, { call: 1, port: 'main', vc: '0x1001', topology: 'cm', result: 'connected', startedNs: 62000 });
  const of = (id: string) => rowValue(row, id);
  t.deepEqual(['TI-01', 'TI-11', 'TI-25', 'TI-27', 'TI-34', 'TI-36'].map(of), [10000, 56000, 40000, 10000, 10000, 60000]);
  t.deepEqual(['TI-18', 'TI-20', 'TI-28'].map(of), [undefined, undefined, undefined]);
});

test('a miniport call manager: activation is NDIS\'s part, and only TI-37 holds the programming of the NIC', (t) => {
  const measured = measureExample('mcm1-activation-pended');
  t.deepEqual(measured.values('TI-36'), [54000]);
  t.deepEqual(measured.values('TI-37'), [59000]);
  t.deepEqual(measured.values('TI-09'), [5000]);
  t.deepEqual(measured.values('TI-05'), [3000]);
  t.deepEqual(measured.values('TI-13'), [4000]);
  t.deepEqual(measured.values('TI-25'), [2000]);
  t.deepEqual(measured.values('TI-26'), [6000]);
  for (const id of ['TI-10', 'TI-11', 'TI-12']) t.deepEqual(measured.values(id), [], id);
  t.is(measured.rows[0]?.topology, 'mcm');
});

test('parties are told apart by their handles', (t) => {
  const measured = measureExample('cm5-multipoint');
  t.deepEqual(measured.values('TI-31'), [8259000 - 4214000, 12310000 - 8265000]);
  t.is(measured.values('TI-32').length, 2);
  t.deepEqual(measured.values('TI-15'), [4192000 - 62000]);
});

test('a completion that comes before the activation it should wait for has no TI-13', (t) => {
  const measured = measureExample('cc15-before-activation-done-cm');
  t.deepEqual(measured.values('TI-13'), []);
  t.deepEqual(measured.values('TI-36'), [6000, 4192000 - 4124000]);
  t.deepEqual(measured.values('TI-14'), [2000]);
});

test('nothing is measured across the gap that may hide an end', (t) => {
  const measured = measureExample('gap-hides-completion');
  for (const id of ['TI-13', 'TI-14', 'TI-15', 'TI-16']) t.deepEqual(measured.values(id), [], id);
  t.deepEqual(measured.values('TI-37'), [4184000 - 4087000]);
});

test('ports: the order of close stamps may be open, their difference is measured with its uncertainty', (t) => {
  const measured = measureExample('ports-fault-undecidable');
  t.is(measured.rows.length, 1);
  t.is(measured.values('TI-15').length, 1);
});

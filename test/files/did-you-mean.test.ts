import test from 'ava';
import { suggestion } from '../../src/files/did-you-mean.ts';

test('a word that ends names of several parts stands for each of them rather than for a near one', (t) => {
  const categories = ['UBR', 'CBR', 'rt-VBR', 'nrt-VBR', 'ABR'];
  t.is(suggestion('VBR', categories), 'Did you mean `rt-VBR` or `nrt-VBR`?');
  t.is(suggestion('UBRR', categories), 'Did you mean `UBR`?');
});

test('a near name is suggested; else few names are told, and of many the command that lists them', (t) => {
  const many = Array.from({ length: 13 }, (_, i) => `fault-number-${i}`);
  t.is(suggestion('fault-nunber-7', many, 'faults'), 'Did you mean `fault-number-7`?');
  t.is(suggestion('zzzzzz', many, 'faults'), '`condis-bench faults` lists the 13 that there are.');
  t.is(suggestion('zzzzzz', many.slice(0, 3), 'faults'), 'There are: fault-number-0, fault-number-1, fault-number-2.');
  t.is(suggestion('zzzzzz', many), `There are: ${many.join(', ')}.`);
  t.is(suggestion('zzzzzz', [], 'faults'), 'There is none.');
});

import test from 'ava';
import fc from 'fast-check';
import { utf8Octets } from '../../../src/core/octets.ts';
import { depthLimit, JsonScanner } from '../../../src/core/trace/json-scanner.ts';

const scanner = new JsonScanner();

function scan(text: string): { readonly valid: boolean; readonly value?: unknown; readonly duplicate: boolean } {
  const octets = utf8Octets(text);
  const valid = scanner.parse(octets, 0, octets.length);
  return valid ? { valid, value: scanner.tape.valueOf(0), duplicate: scanner.duplicateAt >= 0 } : { valid, duplicate: false };
}

function parse(text: string): { readonly valid: boolean; readonly value?: unknown } {
  try {
    return { valid: true, value: JSON.parse(text) };
  } catch {
    return { valid: false };
  }
}

test('what JSON.parse reads is read alike', (t) => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false, maxDepth: 5 }), fc.boolean(), (text, spaced) => {
      const given = spaced ? text.replaceAll(/([[{,:])/g, '$1 \t') : text;
      // Inside texts the spaces are part of the value; both readers see the same text.
      const { valid, value } = parse(given);
      if (valid) t.deepEqual(scan(given).value, value, given);
    }),
    { numRuns: 500 },
  );
});

test('what JSON.parse refuses is refused', (t) => {
  const piece = fc.constantFrom(
    '{', '}', '[', ']', ',', ':', '"', '"a"', '"b"', '1', '-', '0', '.5', 'e1', 'E-2',
    'true', 'null', 'fals', ' ', '\\', '\\n"', '\\u12', 'x', '\r',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')), (text) => {
      const { valid, value } = parse(text);
      const scanned = scan(text);
      t.is(scanned.valid, valid, text);
      if (valid && !scanned.duplicate) t.deepEqual(scanned.value, value, text);
    }),
    { numRuns: 3000 },
  );
});

test('lone surrogates, escapes and __proto__ are kept', (t) => {
  const text = '{"__proto__":{"a":1},"\\ud800":"\\u00e9\\/\\b\\f\\n\\r\\t\\"\\\\😀","":[[],{}]}';
  const { value } = scan(text);
  t.deepEqual(JSON.stringify(value), JSON.stringify(JSON.parse(text)));
  t.is(Object.getPrototypeOf(value), Object.prototype);
});

test('texts that share a place in the cache are told apart', (t) => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `0x${(i * 7919).toString(16)}`);
  t.deepEqual(scan(JSON.stringify(texts)).value, texts);
  // "Aa" and "BB" have the same hash.
  t.deepEqual(scan('["Aa","BB","Aa"]').value, ['Aa', 'BB', 'Aa']);
  t.false(scan('{"Aa":1,"BB":2}').duplicate);
});

test('nesting is bounded', (t) => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  t.true(scan(nested(depthLimit)).valid);
  t.false(scan(nested(depthLimit + 1)).valid);
  t.true(scanner.error?.limit);
});

test('the error of a text that ends too soon is at its end', (t) => {
  for (const text of ['{', '{"a', '{"a"', '{"a":', '{"a":1', '[1', '[1,', 'tr', '-', '1.', '1e', '"\\', '"\\u1', '']) {
    t.false(scan(text).valid);
    t.like(scanner.error, { offset: text.length, message: 'the line ends inside a value', limit: false }, text);
  }
});

test('octets that are not UTF-8 are refused where they stand', (t) => {
  for (const bad of [[0x80], [0xc3], [0xc3, 0x28], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff]]) {
    const octets = Uint8Array.of(0x22, 0x61, ...bad, 0x22);
    t.false(scanner.parse(octets, 0, octets.length));
    t.is(scanner.error?.offset, 2, bad.join(' '));
  }
  t.is(scan('"\uFFFD"').value, '\uFFFD');
});

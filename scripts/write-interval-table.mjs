/**
 * Puts the table of intervals into docs/run-folder.md: a part of `npm run schemas`, after a build. With `--check` it changes nothing, and
 * ends with 1 where the page says something else than the program.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { intervals } from '../build/src/core/timing/intervals.js';

const page = new URL('../docs/run-folder.md', import.meta.url);
const head = '<!-- npm run schemas: intervals -->\n';

const rows = intervals.map(({ id, from, to, question, documentedLimit = '', note }) =>
  `| ${id} | \`${from}\` | \`${to}\` | ${question}${note === undefined ? '' : `; ${note}`} | ${documentedLimit} |\n`);
const table = `| id | from | to | tells | documented limit |\n|---|---|---|---|---|\n${rows.join('')}`;

const text = readFileSync(page, 'utf8');
const from = text.indexOf(head) + head.length;
if (from < head.length) throw new Error('docs/run-folder.md has no place for the table of intervals');
const [, old = ''] = /^((?:\|[^\n]*\n)*)/.exec(text.slice(from)) ?? [];
if (!process.argv.includes('--check')) writeFileSync(page, text.slice(0, from) + table + text.slice(from + old.length));
else if (old !== table) {
  process.stdout.write('The table of intervals in docs/run-folder.md is not that of src/core/timing/intervals.ts: npm run schemas.\n');
  process.exitCode = 1;
}

/**
 * `npm start`: set-up, then the main job. `npm start -- WORDS`: where the first word begins with `-` they are options of that job,
 * else a command.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './setup.mjs';

const words = process.argv.slice(2);
const isCommand = words.length > 0 && !words[0].startsWith('-');
const named = words.some((word) => word === '--device' || word.startsWith('--device='));
const devices = named ? [] : ['--device', 'emulated-cm', 'emulated-mcm'];

setUp();
const main = join(root, 'build', 'src', 'cli', 'main.js');
process.argv = [process.execPath, main, ...(isCommand ? words : ['run', 'outgoing-call', ...devices, ...words])];
await import(pathToFileURL(main).href);

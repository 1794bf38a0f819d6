import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Fault } from '../core/fault.ts';
import { suggestion } from './did-you-mean.ts';
import { listFiles, shownPath, type FoundFile, type Places } from './find-file.ts';

const suffix = '.yaml';
const namePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const nameLimit = 64;
/** Names that mean a device to Windows, whatever follows their dot. */
const windowsDevices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Names of the templates that come with the package. */
export async function templateNames(packageRoot: string): Promise<string[]> {
  const entries = await readdir(join(packageRoot, 'templates'));
  return entries.filter((entry) => entry.endsWith(suffix)).map((entry) => entry.slice(0, -suffix.length)).sort();
}

/**
 * Writes `<cwd>/scenarios/<name>.yaml` from a template, and never over anything.
 * @throws Fault `malformed-name`, `unknown-template`, `scenario-exists`, `file-not-written`
 */
export async function newScenario(name: string, template: string, places: Places): Promise<FoundFile> {
  if (name.length > nameLimit || !namePattern.test(name) || windowsDevices.test(name)) {
    throw new Fault('malformed-name', `\`${name}\` cannot be the name of a scenario`, {
      next: `Use up to ${nameLimit} small letters and digits, words joined by \`-\`, such as \`busy-number\`.`,
    });
  }
  const templates = await templateNames(places.packageRoot);
  if (!templates.includes(template)) {
    throw new Fault('unknown-template', `there is no template named \`${template}\``, { next: suggestion(template, templates) });
  }
  const taken = (await listFiles('scenarios', places)).find((file) => file.name === name);
  if (taken !== undefined) throw alreadyThere(name, taken.shown);
  const path = join(places.cwd, 'scenarios', `${name}${suffix}`);
  const shown = shownPath(path, places.cwd);
  const text = await readFile(join(places.packageRoot, 'templates', `${template}${suffix}`), 'utf8');
  const schema = relative(dirname(path), join(places.packageRoot, 'docs', 'scenario.schema.json')).split(sep).join('/');
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `# yaml-language-server: $schema=${schema}\n${text}`, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw alreadyThere(name, shown);
    throw new Fault('file-not-written', message, { place: { file: shown }, next: 'Check the folder and its permissions.', cause: error });
  }
  return { name, path, shown };
}

function alreadyThere(name: string, shown: string): Fault {
  return new Fault('scenario-exists', `there is a scenario named \`${name}\` already`, {
    place: { file: shown }, next: 'Choose another name; nothing was written.',
  });
}

import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Fault, placeText } from '../../core/fault.ts';
import { nearest, suggestion } from '../did-you-mean.ts';
import { issueFaults } from '../issue-faults.ts';
import { readText } from '../read-text.ts';
import { summary } from '../shared-schema.ts';
import { parseYaml, type YamlFile } from '../yaml-file.ts';
import { innerSteps } from './step-forms.ts';
import { faultAt, faultAtKey, inside, isGroup, type WrittenValue } from './written-value.ts';

const fragmentName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The key `fragments` of a scenario file: steps by a name, to be used by other steps. */
export const fragments = z.record(z.string().regex(fragmentName), innerSteps).meta({ description: 'Steps by a name, for `use`' });

/** A file that holds nothing but steps for others. */
const fragmentFile = z
  .strictObject({ summary: summary.exactOptional(), steps: innerSteps.exactOptional(), fragments: fragments.exactOptional() })
  .meta({ description: 'Fragments: `use: file.yaml` takes its `steps`, `use: file.yaml#name` one of its `fragments`' });

/** A file whose steps are read. */
export interface StepsFile {
  readonly yaml: YamlFile;
  readonly path: string;
  readonly shown: string;
}

/** Finds the fragments that steps use, each file read once. */
export class Fragments {
  private readonly files = new Map<string, Promise<StepsFile | readonly Fault[]>>();
  private readonly own: StepsFile;
  private readonly used = new Set<string>();

  /** `own` is the scenario's file. */
  constructor(own: StepsFile) {
    this.own = own;
  }

  /** The steps that a `use` step in `file` means, as they are written, or what is wrong with it. */
  async find(file: StepsFile, use: WrittenValue): Promise<{ readonly steps: WrittenValue; readonly file: StepsFile } | readonly Fault[]> {
    const text = String(use.value);
    const [, before = '', fragment] = /^([^#]*)(?:#(.*))?$/.exec(text) ?? [];
    const isFile = fragment !== undefined || before.endsWith('.yaml');
    const target = isFile ? await this.other(file, before, use) : file;
    if ('length' in target) return target;
    const root: WrittenValue = { yaml: target.yaml, path: [], value: target.yaml.value, scope: use.scope };
    const name = isFile ? fragment : text;
    if (name === undefined) {
      const steps = inside(root, 'steps');
      if (steps.value !== undefined) return { steps, file: target };
      return [faultAt(use, 'unknown-fragment', `${target.shown} has no \`steps\``, `Name one of its fragments: ${namesOf(root)}.`)];
    }
    const steps = inside(root, 'fragments', name);
    if (steps.value === undefined || !Object.hasOwn((root.value as { fragments: object }).fragments, name)) {
      const known = Object.keys(groupOf(root));
      // The one that is likely meant is not told of a second time, as unused.
      const meant = nearest(name, known);
      if (target === this.own && meant !== undefined) this.used.add(meant);
      const next = known.length === 0
        ? 'Write it under `fragments:`, or name a file beside this one: `file.yaml`.'
        : suggestion(name, known);
      return [faultAt(use, 'unknown-fragment', `there is no fragment \`${name}\``, next)];
    }
    if (target === this.own) this.used.add(name);
    return { steps, file: target };
  }

  /** Fragments of the scenario's own file that nothing uses. */
  unused(root: WrittenValue): Fault[] {
    return Object.keys(groupOf(root)).filter((name) => !this.used.has(name)).map((name) => {
      const next = `Write \`- use: ${name}\`, or take it out.`;
      return faultAtKey(inside(root, 'fragments'), name, 'unused-fragment', `nothing uses the fragment \`${name}\``, next);
    });
  }

  private async other(file: StepsFile, name: string, use: WrittenValue): Promise<StepsFile | readonly Fault[]> {
    if (!/^[\w.-]+(\/[\w.-]+)*\.yaml$/.test(name) || name.split('/').includes('..')) {
      const next = 'Name a `.yaml` file that lies beside this one or in a folder below, such as `fragments/closing.yaml`.';
      return [faultAt(use, 'malformed-name', `\`${name}\` cannot be a file of fragments`, next)];
    }
    const path = join(dirname(file.path), name);
    const shown = join(dirname(file.shown), name);
    let read = this.files.get(path);
    if (read === undefined) this.files.set(path, read = readFragmentFile(path, shown));
    const found = await read;
    if (!('length' in found)) return found;
    // A file that is not there is a mistake of the step that names it.
    return found.map((fault) => {
      return fault.place?.line === undefined ? faultAt(use, fault.code, `${shown}: ${fault.message}`, fault.next ?? '') : fault;
    });
  }
}

async function readFragmentFile(path: string, shown: string): Promise<StepsFile | readonly Fault[]> {
  let text: string;
  try {
    text = await readText(path, shown);
  } catch (error) {
    if (error instanceof Fault) return [error];
    throw error;
  }
  const parsed = parseYaml(shown, text);
  if ('faults' in parsed) return parsed.faults;
  const checked = fragmentFile.safeParse(parsed.file.value, { reportInput: true });
  return checked.success ? { yaml: parsed.file, path, shown } : issueFaults(parsed.file, fragmentFile, checked.error.issues);
}

function groupOf({ value }: WrittenValue): Readonly<Record<string, unknown>> {
  const group = isGroup(value) ? value['fragments'] : undefined;
  return isGroup(group) ? group : {};
}

function namesOf(root: WrittenValue): string {
  return Object.keys(groupOf(root)).join(', ') || 'it has none';
}

/** Where a step stands, for those that are found wrong because of it. */
export function placeTextOf({ yaml, path }: WrittenValue): string {
  return placeText(yaml.placeOf(path).place);
}

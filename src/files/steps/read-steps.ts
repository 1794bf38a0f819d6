import type { z } from 'zod';
import type { Topology } from '../../core/condis/roles.ts';
import type { Fault } from '../../core/fault.ts';
import { stepRoles, type ExpectStep, type StepSpec } from '../../core/scenario/steps/step.ts';
import { nearest } from '../did-you-mean.ts';
import { issueFaults } from '../issue-faults.ts';
import { actNamed, parametersOf, pendedOf, refuseUnknownBeside, type ListOctets } from './act-step.ts';
import { expectedEventOf } from './expected-event.ts';
import { Fragments, placeTextOf, type StepsFile } from './fragments.ts';
import { namesPutIn, namePattern } from './names.ts';
import { PartyNames } from './party-names.ts';
import type { Scope } from './scope.ts';
import { actForms, stepForms, type ExpectFile, type StepKey } from './step-forms.ts';
import { faultAt, faultAtKey, inside, isGroup, placing, type WrittenValue } from './written-value.ts';

/** Steps that a scenario may have once every fragment is put in. */
const stepsLimit = 2000;
/** Keys whose steps are read one by one. */
const innerKeys = ['steps', 'then', 'else', 'parallel', 'in any order'];
const roles: readonly string[] = stepRoles;
const leadingKeys = [...roles, ...Object.keys(stepForms)];

/** What the reading of steps needs of the rest of the scenario. */
export interface StepsSurroundings {
  readonly file: StepsFile;
  readonly topologies: readonly Topology[];
  readonly octets: ListOctets;
  readonly names: ReadonlyMap<string, unknown>;
}

/** The steps of a scenario in their inner form, or what is wrong with them. */
export interface ReadSteps {
  readonly steps: readonly StepSpec[];
  readonly parties: PartyNames;
  readonly faults: readonly Fault[];
  /** Names of `surroundings.names` that the steps ask for. */
  readonly asked: ReadonlySet<string>;
}

/** Reads the key `steps` of a scenario, and the fragments that it uses. */
export async function readSteps(surroundings: StepsSurroundings): Promise<ReadSteps> {
  const { file, names } = surroundings;
  const scope: Scope = { names, asked: new Set(), within: [] };
  const root: WrittenValue = { yaml: file.yaml, path: [], value: file.yaml.value, scope };
  const reader = new StepReader(surroundings);
  const steps = await reader.list(inside(root, 'steps'), file);
  reader.faults.push(...reader.parties.strangers(), ...reader.fragments.unused(root));
  return { steps, parties: reader.parties, faults: reader.faults, asked: scope.asked };
}

class StepReader {
  readonly faults: Fault[] = [];
  readonly parties = new PartyNames();
  readonly fragments: Fragments;
  private readonly around: StepsSurroundings;
  private read = 0;
  private groups = 0;

  constructor(around: StepsSurroundings) {
    this.around = around;
    this.fragments = new Fragments(around.file);
  }

  async list(at: WrittenValue, file: StepsFile): Promise<StepSpec[]> {
    if (!Array.isArray(at.value)) {
      this.faults.push(faultAt(at, 'wrong-type', 'steps are a list', 'Begin each with `- `, one below the other.'));
      return [];
    }
    const steps: StepSpec[] = [];
    for (const i of at.value.keys()) steps.push(...await this.step(inside(at, i), file));
    return steps;
  }

  private async step(at: WrittenValue, file: StepsFile): Promise<StepSpec[]> {
    if (++this.read > stepsLimit) {
      if (this.read === stepsLimit + 1) {
        const message = `with the fragments put in these are more than ${stepsLimit} steps`;
        this.faults.push(faultAt(at, 'too-many-steps', message, 'Use `repeat`.'));
      }
      return [];
    }
    const { value } = at;
    if (!isGroup(value)) {
      const next = 'Write who does what, `- client: make call`, or `- expect: …`, `- wait: …`.';
      this.faults.push(faultAt(at, 'wrong-type', 'a step is a group of keys', next));
      return [];
    }
    const leading = this.leadingKey(at, Object.keys(value));
    if (leading === undefined) return [];
    const before = this.faults.length;
    const put: WrittenValue = { ...at, value: namesPutIn(at, this.faults, innerKeys) };
    if (this.faults.length > before) return [];
    if (roles.includes(leading)) return this.act(put, leading);
    return this.structure(put, leading as StepKey, file);
  }

  /** The key that says what kind of step it is. */
  private leadingKey(at: WrittenValue, keys: readonly string[]): string | undefined {
    const found = keys.filter((key) => leadingKeys.includes(key));
    const [only, second] = found;
    if (only === undefined) {
      for (const key of keys) {
        const near = nearest(key, leadingKeys);
        if (near === undefined) continue;
        this.faults.push(faultAtKey(at, key, 'unknown-role', notLeading(key), `Did you mean \`${near}\`?`));
        return undefined;
      }
      const [key] = keys;
      const next = `A step begins with one of: ${leadingKeys.join(', ')}.`;
      this.faults.push(key === undefined ? faultAt(at, 'empty-step', 'the step is empty', next)
        : faultAtKey(at, key, 'unknown-role', notLeading(key), next));
      return undefined;
    }
    if (second === undefined) return only;
    const next = `Begin a step of its own with \`- ${second}: …\`.`;
    this.faults.push(faultAtKey(at, second, 'two-steps-in-one', `\`${only}\` and \`${second}\` in one step`, next));
    return undefined;
  }

  private checked<Schema extends z.ZodType>(at: WrittenValue, schema: Schema): z.output<Schema> | undefined {
    const checked = schema.safeParse(at.value, { reportInput: true });
    if (checked.success) return checked.data;
    this.faults.push(...issueFaults(placing(at), schema, checked.error.issues));
    return undefined;
  }

  private act(at: WrittenValue, role: string): StepSpec[] {
    const name = actNamed(at, role, this.faults);
    const form = name === undefined ? undefined : actForms.get(name);
    if (name === undefined || form === undefined) return [];
    const known = Object.keys((form as unknown as { shape: object }).shape).filter((key) => key !== role);
    const unknown = Object.keys(at.value as object).filter((key) => key !== role && !known.includes(key));
    if (unknown.length > 0) {
      refuseUnknownBeside(at, name, unknown, known, this.faults);
      return [];
    }
    const file = this.checked(at, form);
    if (file === undefined) return [];
    const parameters = parametersOf(at, name, file, this.parties, this.around.octets, this.faults);
    return [{ kind: 'act', act: name, parameters, written: writtenOf(at), ...pendedOf(file), ...timersOf(at, file) }];
  }

  private async structure(at: WrittenValue, key: StepKey, file: StepsFile): Promise<StepSpec[]> {
    const given: unknown = this.checked(at, stepForms[key]);
    if (given === undefined) return [];
    const written = writtenOf(at);
    switch (key) {
      case 'expect':
        return this.expect(at, given as ExpectFile);
      case 'wait':
        return [{ kind: 'wait', written, delay: (given as z.output<typeof stepForms.wait>).wait }];
      case 'repeat': {
        const { repeat: times } = given as z.output<typeof stepForms.repeat>;
        return [{ kind: 'repeat', written, times, steps: await this.list(inside(at, 'steps'), file) }];
      }
      case 'parallel': {
        const strands: StepSpec[][] = [];
        const { parallel } = given as z.output<typeof stepForms.parallel>;
        for (const i of parallel.keys()) strands.push(await this.list(inside(at, 'parallel', i), file));
        return [{ kind: 'parallel', written, strands }];
      }
      case 'if': {
        const { if: condition, else: other } = given as z.output<typeof stepForms.if>;
        const met = await this.list(inside(at, 'then'), file);
        const otherwise = other === undefined ? [] : await this.list(inside(at, 'else'), file);
        return [{ kind: 'branch', written, condition, met, otherwise }];
      }
      case 'in any order':
        return this.anyOrder(inside(at, 'in any order'), file);
      case 'use':
        return this.use(at, given as z.output<typeof stepForms.use>, file);
    }
  }

  private expect(at: WrittenValue, file: ExpectFile): StepSpec[] {
    const event = expectedEventOf(at, file, this.around.topologies, this.faults);
    if (event === undefined) return [];
    return [{
      kind: 'expect', written: writtenOf(at), event, isOptional: file.optional ?? false, ...timersOf(at, file),
      ...(file.within !== undefined && { withinNs: file.within }),
      ...(file.keep !== undefined && { keeps: file.keep }),
    }];
  }

  private async anyOrder(at: WrittenValue, file: StepsFile): Promise<StepSpec[]> {
    const group = ++this.groups;
    const steps = await this.list(at, file);
    const other = steps.findIndex(({ kind }) => kind !== 'expect');
    if (other >= 0) {
      const next = 'What is done at the same time stands under `parallel`.';
      this.faults.push(faultAt(inside(at, other), 'not-allowed', 'only expectations can be met in any order', next));
    }
    return steps.map((step) => ({ ...(step as ExpectStep), anyOrder: group }));
  }

  private async use(at: WrittenValue, given: z.output<typeof stepForms.use>, file: StepsFile): Promise<StepSpec[]> {
    const named = inside(at, 'use');
    const found = await this.fragments.find(file, named);
    if ('length' in found) {
      this.faults.push(...found);
      return [];
    }
    const self = `${found.file.path}#${String(found.steps.path.at(-1))}`;
    const { within } = at.scope;
    if (within.includes(self)) {
      const chain = [...within.slice(within.indexOf(self)), self].map((each) => `\`${each.slice(each.lastIndexOf('#') + 1)}\``);
      const message = `a fragment that uses itself has no end: ${chain.join(' uses ')}`;
      this.faults.push(faultAt(named, 'endless-use', message, 'Use `repeat` for steps that are done again.'));
      return [];
    }
    const names = new Map(Object.entries(given.with ?? {}));
    const scope: Scope = { names, asked: new Set(), usedAt: placeTextOf(at), within: [...within, self] };
    const before = this.faults.length;
    const steps = await this.list({ ...found.steps, scope }, found.file);
    if (this.faults.length === before) this.refuseUnasked(inside(at, 'with'), given.use, scope);
    return steps;
  }

  private refuseUnasked(at: WrittenValue, fragment: string, { names, asked }: Scope): void {
    for (const name of names.keys()) {
      if (asked.has(name)) continue;
      const near = nearest(name, [...asked]);
      const plain = namePattern.test(name) ? `Take it out, or write \`\${${name}}\` in the fragment.`
        : 'A name has letters and digits, a letter first.';
      const next = near === undefined ? plain : `Did you mean \`${near}\`?`;
      this.faults.push(faultAtKey(at, name, 'unused-name', `\`${fragment}\` makes no use of \`${name}\``, next));
    }
  }
}

function notLeading(key: string): string {
  return `\`${key}\` is neither a role nor a kind of step`;
}

/** The timers of a step, each with the place of its name. */
function timersOf(at: WrittenValue, { starts, stops }: { readonly starts?: readonly string[]; readonly stops?: readonly string[] }) {
  if (starts === undefined && stops === undefined) return {};
  const places = (key: string, names: readonly string[]) => names.map((_, i) => writtenOf(inside(at, key, i)));
  const timersWritten = {
    ...(starts !== undefined && { starts: places('starts', starts) }), ...(stops !== undefined && { stops: places('stops', stops) }),
  };
  return { ...(starts !== undefined && { starts }), ...(stops !== undefined && { stops }), timersWritten };
}

function writtenOf({ yaml, path }: WrittenValue) {
  return yaml.placeOf(path);
}

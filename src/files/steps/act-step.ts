import { statusCodes } from '../../core/condis/statuses.ts';
import type { Fault } from '../../core/fault.ts';
import { actNames, acts, defaultStatusOf, parameterDefaults, type ActName, type ActParameter } from '../../core/scenario/steps/acts.ts';
import type { ActStep } from '../../core/scenario/steps/step.ts';
import { causeValues } from '../../core/signalling/elements/cause-values.ts';
import { nearest } from '../did-you-mean.ts';
import type { PartyNames } from './party-names.ts';
import { wordsOf, type ActFile } from './step-forms.ts';
import { faultAt, faultAtKey, inside, type WrittenValue } from './written-value.ts';

/** The act that a step names under a role, or `undefined` where there is none: why is among the faults then. */
export function actNamed(step: WrittenValue, role: string, faults: Fault[]): ActName | undefined {
  const at = inside(step, role);
  const words = actNames.filter((name) => acts[name].role === role).map(wordsOf);
  if (typeof at.value !== 'string') {
    const next = `Write what the ${role} does, such as \`${role}: ${words[0]}\`.`;
    faults.push(faultAt(at, 'wrong-type', `\`${role}\` takes the words of one act`, next));
    return undefined;
  }
  const text = at.value.trim();
  const name = actNames.find((each) => acts[each].role === role && wordsOf(each) === text);
  if (name !== undefined) return name;
  const near = nearest(text, words);
  const elsewhere = actNames.find((each) => wordsOf(each) === text);
  const next = elsewhere !== undefined
    ? `That is what the ${acts[elsewhere].role} does: write \`${acts[elsewhere].role}: ${text}\`.`
    : near !== undefined ? `Did you mean \`${near}\`?` : `It can: ${words.join(', ')}.`;
  faults.push(faultAt(at, 'unknown-act', `the ${role} does no \`${text}\``, next));
  return undefined;
}

/** Octets of a net buffer list: what a step has that says none, and the most that the call carries. */
export interface ListOctets {
  readonly usual: number;
  readonly most: number;
}

const plainCauses: Partial<Record<ActName, number>> = {
  'network: release': causeValues['normal call clearing'], 'network: give up': causeValues['normal call clearing'],
};

/** What is said with an act, as integers, with every default filled in. */
export function parametersOf(
  step: WrittenValue, name: ActName, file: ActFile, parties: PartyNames, octets: ListOctets, faults: Fault[],
): Partial<Record<ActParameter, number>> {
  const parameters: Partial<Record<ActParameter, number>> = {};
  for (const parameter of acts[name].takes ?? []) {
    switch (parameter) {
      case 'lists':
      case 'times':
        parameters[parameter] = file[parameter] ?? parameterDefaults[parameter];
        break;
      case 'octets':
        if (file.octets !== undefined && file.octets > octets.most) {
          const next = 'Send less, or raise `maxSdu` under `call`.';
          faults.push(faultAt(inside(step, 'octets'), 'out-of-range', `longer than the call's SDU of ${octets.most} octets`, next));
        }
        parameters.octets = file.octets ?? octets.usual;
        break;
      case 'party':
        parameters.party = parties.placeOf(step, name, file, faults);
        break;
      case 'peakCellRate':
        if (file.peakCellRate !== undefined) parameters.peakCellRate = file.peakCellRate;
        break;
      case 'cause':
        parameters.cause = causeOf(file.cause) ?? plainCauses[name] ?? parameterDefaults.cause;
        break;
      case 'status':
        parameters.status = file.status === undefined ? defaultStatusOf(name) : statusCodes[file.status];
        break;
    }
  }
  return parameters;
}

/** How drivers answer while an act lasts, where it says so. */
export function pendedOf({ requests = {} }: ActFile): Pick<ActStep, 'requests'> {
  const told = Object.entries(requests).map(([name, answer]) => [name, answer === 'pended']);
  return told.length === 0 ? {} : { requests: Object.fromEntries(told) as ActStep['requests'] & object };
}

function causeOf(cause: string | number | undefined): number | undefined {
  return typeof cause === 'string' ? causeValues[cause as keyof typeof causeValues] : cause;
}

/** What else stands beside an act that takes nothing of the kind. */
export function refuseUnknownBeside(
  step: WrittenValue, name: ActName, keys: readonly string[], known: readonly string[], faults: Fault[],
): void {
  for (const key of keys) {
    const near = nearest(key, known);
    const next = near !== undefined ? `Did you mean \`${near}\`?`
      : known.length === 0 ? 'Nothing can stand beside it.' : `It takes: ${known.join(', ')}.`;
    faults.push(faultAtKey(step, key, 'unknown-key', `\`${name}\` takes no \`${key}\``, next));
  }
}

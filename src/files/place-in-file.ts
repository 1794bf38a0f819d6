import { Fault } from '../core/fault.ts';
import { readText } from './read-text.ts';
import { parseYaml, type ValuePath } from './yaml-file.ts';

/** A fault about a file that loads, at a value of it. Where the file cannot be read any more, the fault as it was. */
export async function placeInFile(fault: Fault, path: string, shown: string, at: ValuePath): Promise<Fault> {
  try {
    const parsed = parseYaml(shown, await readText(path, shown));
    return 'faults' in parsed ? fault : parsed.file.fault(fault.code, fault.message, at, fault.next ?? '');
  } catch (error) {
    if (error instanceof Fault) return fault;
    throw error;
  }
}

import { pendableNames } from '../call-program.ts';
import { courseNames, courses, isWhole } from '../course.ts';
import { requests, requestTraits, type RequestName } from './acts.ts';
import { answerNumbers, isAnsweredByCourse } from './answered.ts';
import { counterLimit, operations, rowAt, rowLimit, rowWords, strandLimit, type StepProgram, type StepRow } from './step-program.ts';

const names = Object.keys(requests) as RequestName[];

/**
 * Why a device cannot carry out a program that came in from outside, naming the row, from 0; `undefined` where it can. Rows lead
 * forward but for `again`, whose counter no other has, so whatever passes here comes to an end.
 */
export function checkProgram(program: StepProgram): string | undefined {
  const { rows, strands, counters } = program;
  const length = rows.length / rowWords;
  if (length === 0 || length > rowLimit) return `${length} rows`;
  if (strands < 1 || strands > strandLimit) return `${strands} strands`;
  if (counters > counterLimit) return `${counters} counters`;
  const used = new Set<number>();
  for (let row = 0; row < length; row++) {
    const values = rowAt(rows, row);
    const wrong = rowProblem(values, row, length, program);
    if (wrong !== undefined) return `row ${row}: ${wrong}`;
    if (values.operation === operations.pend && ((rows[(row + 1) * rowWords] as number) & 0xff) !== operations.act) {
      return `row ${row}: no act follows it`;
    }
    if (values.operation !== operations.again) continue;
    if (used.has(values.x)) return `row ${row}: counter ${values.x} is used twice`;
    used.add(values.x);
  }
  return rowAt(rows, length - 1).operation === operations.end ? undefined : 'the last row is no end';
}

function rowProblem(row: StepRow, at: number, length: number, { strands, counters, delays, parties }: StepProgram): string | undefined {
  const { operation, x, a, b } = row;
  const isAhead = a > at && a < length;
  switch (operation) {
    case operations.act:
      return actProblem(row, parties?.length ?? 0);
    case operations.wait:
      return a < delays.length ? undefined : `there is no delay ${a}`;
    case operations.again:
      if (x >= counters) return `there is no counter ${x}`;
      return a < at && b >= 2 ? undefined : `it goes to row ${a}, ${b} times`;
    case operations.pend:
      return b > 0 && b < 1 << pendableNames.length && (a & ~b) === 0 ? undefined : `it pends ${a} of ${b}`;
    case operations.fork:
      return x >= 1 && x < strands && isAhead ? undefined : `it forks strand ${x} at row ${a}`;
    case operations.join:
      return (a & 1) === 0 && a < 1 << strands ? undefined : `it joins strands ${a}`;
    case operations.branch:
      if (x < 1 || x > 2) return `there is no condition ${x}`;
      return isAhead ? undefined : `it goes to row ${a}`;
    case operations.jump:
      return isAhead ? undefined : `it goes to row ${a}`;
    case operations.end:
      return x < strands ? undefined : `there is no strand ${x}`;
    default:
      return `there is no operation ${operation}`;
  }
}

function actProblem({ x: act, y: answer, z: cause, a: party, b: status }: StepRow, parties: number): string | undefined {
  const name = names.find((one) => requests[one].number === act);
  if (name === undefined) return `there is no act ${act}`;
  if (!answerNumbers(name).includes(answer)) return `act ${act} has no answer ${answer}`;
  const course = isAnsweredByCourse(name) ? courseNames.find((one) => courses[one].number === answer) : undefined;
  if (course !== undefined && !isWhole(course, cause, status)) return `answer ${answer} has cause ${cause} and status ${status}`;
  return requestTraits(name).party !== undefined && party > parties ? `there is no party ${party}` : undefined;
}

import { InvalidArgumentError, type Command } from 'commander';

/** The options of commands that run scenarios. */
export function withRunOptions(command: Command): Command {
  return command
    .option('--device <device...>', 'names or paths of devices (default: the emulated ones that fit)')
    .option('--fault <name...>', 'faults to give to emulated devices: NAME, or with limits, as NAME@calls=3,7-9')
    .option('--seed <n>', 'in place of the scenario\'s seed', wholeNumber(0, 0xffffffff))
    .option('--calls <n>', 'calls a device, in place of the scenario\'s', wholeNumber(1, 1_000_000))
    .option('--out <dir>', 'folder for the run folders', 'runs')
    .option('--json', 'say what was run as JSON on standard output');
}

/** Reads a whole number of a range. */
export function wholeNumber(min: number, max: number) {
  return (text: string): number => {
    const value = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Allowed: whole numbers from ${min} to ${max}.`);
  };
}

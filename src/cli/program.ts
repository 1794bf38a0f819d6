import { Command, CommanderError } from 'commander';
import { Fault } from '../core/fault.ts';
import { safeText } from '../core/safe-text.ts';
import { checkCommand } from './commands/check.ts';
import { coverageCommand } from './commands/coverage.ts';
import { decodeCommand } from './commands/decode.ts';
import { devicesCommand } from './commands/devices.ts';
import { explainCommand } from './commands/explain.ts';
import { faultsCommand } from './commands/faults.ts';
import { portsCommand } from './commands/ports.ts';
import { reportCommand } from './commands/report.ts';
import { replayCommand } from './commands/replay.ts';
import { requirementsCommand } from './commands/requirements.ts';
import { runCommand } from './commands/run.ts';
import { scenariosCommand } from './commands/scenarios.ts';
import { traceCommand } from './commands/trace.ts';
import { CommandFailure, type CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';

/** Does what the words of a command line say (without `node` and the program) and gives the exit code. */
export async function runCli(words: readonly string[], context: CliContext): Promise<number> {
  let exitCode: number = exitCodes.pass;
  const program = new Command('condis-bench')
    .description('Test bench controller for connection-oriented NDIS (CoNDIS) network cards and drivers')
    .version(context.toolVersion, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help of a command')
    // What stands behind the name of a command is for that, also where the command around it has an option of the same name.
    .enablePositionalOptions()
    .configureHelp({ helpWidth: 80 })
    .showHelpAfterError('(add --help for the forms of this command)')
    .addHelpText('after', helpFooter)
    .configureOutput({
      writeOut: (text) => context.out.write(text),
      writeErr: (text) => context.err.write(text),
    })
    .exitOverride();
  for (const make of [
    runCommand, replayCommand, checkCommand, traceCommand, reportCommand, explainCommand, coverageCommand, decodeCommand, scenariosCommand,
    devicesCommand, portsCommand, faultsCommand, requirementsCommand,
  ]) {
    const command = make(context, (code) => {
      exitCode = code;
    });
    program.addCommand(command.copyInheritedSettings(program));
    for (const inner of command.commands) inner.copyInheritedSettings(command);
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error, context);
  }
}

const helpFooter = `
Exit codes: 0 pass, 1 fail, 2 refused, 3 inconclusive, 4 error, 130 interrupted.`;

function failed(error: unknown, context: CliContext): number {
  if (error instanceof CommanderError) {
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return exitCodes.pass;
    return error.code === 'commander.help' && error.exitCode === 0 ? exitCodes.pass : exitCodes.refused;
  }
  if (error instanceof CommandFailure) {
    for (const fault of error.faults) printFault(fault, context);
    return error.exitCode ?? exitCodes.refused;
  }
  if (error instanceof Fault) {
    printFault(error, context);
    return exitCodes.refused;
  }
  return unexpectedError(error, context);
}

/** Tells a fault on standard error. What it quotes cannot steer the terminal. */
export function printFault(fault: Fault, context: CliContext): void {
  const [first = '', ...rest] = fault.describe().split('\n').map(safeText);
  context.err.line(`${context.err.style('red', 'error:')} ${first}`);
  for (const line of rest) context.err.line(line);
}

/** What broke outside of any command; where nobody foresaw it, its stack is for whoever mends the program, and shown when asked for. */
export function unexpectedError(error: unknown, context: CliContext): number {
  if (error instanceof Fault) {
    printFault(error, context);
    return exitCodes.error;
  }
  const message = error instanceof Error ? error.message : String(error);
  context.err.line(`${context.err.style('red', 'internal error:')} ${safeText(message)}`);
  if (context.env['CONDIS_BENCH_DEBUG'] === '1') context.err.line(error instanceof Error ? String(error.stack) : '(no stack)');
  else context.err.line('  This is a fault of condis-bench. CONDIS_BENCH_DEBUG=1 shows where.');
  return exitCodes.error;
}

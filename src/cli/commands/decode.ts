import { Command } from 'commander';
import { Fault } from '../../core/fault.ts';
import type { DecodedMessage } from '../../core/signalling/decode-message.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';

/** `decode [--json] [HEX]`: signalling messages, one from the argument or one a line from standard input. */
export function decodeCommand(context: CliContext, exit: (code: number) => void): Command {
  return new Command('decode')
    .description('take signalling messages (Q.2931, UNI 3.1 and 4.0) apart')
    .argument('[hex...]', 'one message; without it one a line from standard input')
    .option('--json', 'one JSON object a message')
    .action(async (hex: readonly string[], options: { json?: true }) => {
      const show = await shower(context, options.json === true);
      for await (const text of hex.length > 0 ? [hex.join('')] : inputMessages(context)) {
        if (!show(text)) exit(exitCodes.refused);
        await context.out.drained();
        if (context.out.closed) return;
      }
    });
}

/** Shows one message, given as hex, and says whether it could be decoded whole. */
async function shower(context: CliContext, asJson: boolean): Promise<(text: string) => boolean> {
  const [{ decodeMessage }, { messageJson, unreadableJson }, { messageText }, { messageOctets }] = await Promise.all([
    import('../../core/signalling/decode-message.ts'), import('../../core/signalling/message-json.ts'),
    import('../message-text.ts'), import('../message-octets.ts'),
  ]);
  return (text) => {
    const octets = messageOctets(text);
    const decoded = typeof octets === 'string' ? undefined : decodeMessage(octets);
    const json = decoded === undefined ? unreadableJson(octets as string) : messageJson(decoded);
    if (asJson) context.out.line(JSON.stringify(json));
    else for (const line of messageText(json, context.out)) context.out.line(line);
    return decoded !== undefined && isWhole(decoded);
  };
}

function isWhole({ errors, elements }: DecodedMessage): boolean {
  return errors.length === 0 && elements.every(({ error }) => error === undefined);
}

/** The lines of standard input that hold something. */
async function* inputMessages(context: CliContext): AsyncGenerator<string> {
  const input = context.input();
  if (input.isTTY === true) {
    throw new Fault('nothing-to-decode', 'there is no message', {
      next: 'Give its octets as hex, or pipe one message a line into `condis-bench decode`.',
    });
  }
  const { inputLines } = await import('../input-lines.ts');
  for await (const line of inputLines(input)) if (line.trim() !== '') yield line;
}

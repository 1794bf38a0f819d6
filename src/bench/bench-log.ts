import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createLogger, format, transports } from 'winston';

/** The log of one run: decisions, never frames. JSON lines with `at` (RFC 3339), `level`, `message` and the facts of the decision. */
export interface BenchLog {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** Resolves when every line is written, or rejects with the error that kept one from the disk. */
  close(): Promise<void>;
}

/** Where winston keeps the line that it is about to write. */
const written = Symbol.for('message');

/**
 * What could steer a terminal stands as an escape of JSON: control characters above those that JSON escapes itself, directional marks,
 * line separators.
 */
function escaped(json: string): string {
  return json.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) =>
    found.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
}

/** Opens `bench.log` in a run's folder. A log that cannot be written holds up nothing: {@link BenchLog.close} tells of it. */
export function openBenchLog(path: string): BenchLog {
  // Winston's own file transport never ends where the disk is full.
  const file = createWriteStream(path);
  file.on('error', () => undefined);
  const transport = new transports.Stream({ stream: file, eol: '\n' });
  const logger = createLogger({
    level: 'info',
    format: format.combine(
      format((info) => ({ at: new Date().toISOString(), ...info }))(),
      format.json(),
      format((info) => Object.assign(info, { [written]: escaped(String(info[written])) }))(),
    ),
    transports: [transport],
  });
  // As one object: in a message of its own winston would take percent signs for places to fill in, and the facts for what fills them.
  const line = (level: string, message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    logger.log({ ...facts, level, message });
  };
  return {
    info: (message, facts) => line('info', message, facts),
    warn: (message, facts) => line('warn', message, facts),
    error: (message, facts) => line('error', message, facts),
    close: async () => {
      const handedOn = once(transport, 'finish');
      logger.end();
      await handedOn;
      file.end();
      await finished(file);
    },
  };
}

import { createLogger, format, transports, type Logger } from 'winston';

/** The log of one run: decisions, never frames. JSON lines with `at` (RFC 3339), `level`, `message` and the facts of the decision. */
export interface BenchLog {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** Resolves when every line is written, or rejects with the error that kept one from the disk. */
  close(): Promise<void>;
}

/** Opens `bench.log` in a run's folder. */
export function openBenchLog(path: string): BenchLog {
  const file = new transports.File({ filename: path });
  const logger: Logger = createLogger({
    level: 'info',
    format: format.combine(format((info) => ({ at: new Date().toISOString(), ...info }))(), format.json()),
    transports: [file],
  });
  let failure: Error | undefined;
  file.on('error', (error: Error) => (failure = error));
  // As one object: in a message of its own winston would take percent signs for places to fill in, and the facts for what fills them.
  const line = (level: string, message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    logger.log({ ...facts, level, message });
  };
  return {
    info: (message, facts) => line('info', message, facts),
    warn: (message, facts) => line('warn', message, facts),
    error: (message, facts) => line('error', message, facts),
    close: () =>
      new Promise((resolve, reject) => {
        const done = (): void => (failure === undefined ? resolve() : reject(failure));
        file.once('finish', done);
        file.once('error', done);
        logger.end();
      }),
  };
}

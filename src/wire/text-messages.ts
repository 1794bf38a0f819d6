import { roleIds, type Role } from '../core/condis/roles.ts';
import { observationNames } from '../core/trace/header.ts';
import { type Hello, protocolVersion } from './hello.ts';
import { type DeviceState, runStates, type RunState } from './messages.ts';
import type { TextLine } from './text-line.ts';

/** The values of a line that is no event. */
export class TextValues {
  private readonly line: TextLine;

  constructor(line: TextLine) {
    this.line = line;
  }

  /** The line's tick. */
  get tick(): bigint | undefined {
    return this.line.tick === undefined ? undefined : BigInt(this.line.tick);
  }

  /** A safe integer ≥ 0; `undefined` where the key is absent or is none. */
  number(key: string): number | undefined {
    const text = this.line.values.get(key);
    const value = text === undefined ? Number.NaN : Number(text);
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  }

  /** A text; empty where the key is absent. */
  text(key: string): string {
    const text = this.line.values.get(key);
    if (text?.startsWith('"') !== true) return text ?? '';
    try {
      return String(JSON.parse(text));
    } catch {
      return text;
    }
  }

  /** Texts between commas. */
  list(key: string): readonly string[] {
    return this.text(key).split(',');
  }
}

/** The HELLO of a `hello` line, or what is wrong with it. A device that prints can only be watched: it takes no program. */
export function textHello(values: TextValues): Hello | string {
  const version = values.number('version');
  if (version !== protocolVersion) {
    return `the device speaks probe protocol version ${version ?? '?'}, this bench version ${protocolVersion}`;
  }
  const topology = values.text('topology');
  const hook = values.text('hook');
  const begins = values.text('begins');
  if (!isOne(topology, ['cm', 'mcm']) || !isOne(hook, ['source', 'import']) || !isOne(begins, ['load', 'attached'])) {
    return 'the hello line names an unknown topology, hook or beginning';
  }
  return {
    topology,
    hook,
    begins,
    freeRunning: values.text('freeRunning') === 'true',
    observes: observationNames.filter((name) => values.list('observes').includes(name)),
    sees: (Object.keys(roleIds) as Role[]).filter((role) => role !== 'ndis' && values.list('sees').includes(role)),
    tickHz: values.number('tickHz') ?? 0,
    tick: values.tick ?? 0n,
    events: values.number('events') ?? 0,
    start: values.number('start') ?? 0,
    maxProgramOctets: 0,
    agent: [],
    network: [],
    identity: values.text('identity'),
    firmware: values.text('firmware'),
  };
}

function isOne<T extends string>(text: string, names: readonly T[]): text is T {
  return (names as readonly string[]).includes(text);
}

/** The STATE of a `state` line; `undefined` where it names no known run state or does not count the frames. */
export function textState(values: TextValues): DeviceState | undefined {
  const run = values.text('run');
  const framesSent = values.number('framesSent');
  if (!isOne<RunState>(run, runStates) || framesSent === undefined) return undefined;
  return {
    run,
    ...(values.tick !== undefined && { tick: values.tick }),
    framesSent,
    offered: values.number('offered') ?? 0,
    completed: values.number('completed') ?? 0,
    failed: values.number('failed') ?? 0,
    abandoned: values.number('abandoned') ?? 0,
  };
}

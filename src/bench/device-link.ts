import { EMPTY, filter, firstValueFrom, map, merge, mergeMap, type Observable, of, take, throwError, timer } from 'rxjs';
import { Fault } from '../core/fault.ts';
import { commands, type CommandName, encodeCommand } from '../wire/commands.ts';
import { FrameEncoder } from '../wire/frame-encoder.ts';
import { answerText, type CommandAnswer, type DeviceState, type TimeAnswer } from '../wire/messages.ts';
import type { Hello } from '../wire/hello.ts';
import type { DeviceMessage } from './device-message.ts';

/** A command that goes unanswered is sent this often: its frame, or the answer's, may have been damaged on the line. */
const tries = 3;

/** The bench's side of the conversation with one device: commands out, each with an answer before its deadline. */
export class DeviceLink {
  readonly messages$: Observable<DeviceMessage>;
  private readonly frames = new FrameEncoder();
  private readonly write: (octets: Uint8Array) => Promise<void>;
  private readonly lost$: Observable<Fault>;
  private nextId = 1;

  /**
   * `write` sends octets and records them. `lost$` emits the reason when the port has gone: whatever waits for an answer is then
   * rejected with it.
   */
  constructor(messages$: Observable<DeviceMessage>, lost$: Observable<Fault>, write: (octets: Uint8Array) => Promise<void>) {
    this.messages$ = messages$;
    this.lost$ = lost$;
    this.write = write;
  }

  /** Asks the device who it is. */
  async hello(): Promise<Hello> {
    const hello$ = this.messages$.pipe(
      mergeMap((message) => {
        if (message.kind === 'malformed') return throwError(() => notUnderstood(message.what));
        return message.kind === 'hello' ? of(message.hello) : EMPTY;
      }),
    );
    return this.ask('hello', new Uint8Array(), () => hello$);
  }

  /** One exchange for the alignment of clocks. */
  async sync(cookie: Uint8Array): Promise<TimeAnswer> {
    return this.ask('sync', cookie, (id) =>
      this.messages$.pipe(mergeMap((message) => (message.kind === 'time' && message.time.id === id ? of(message.time) : EMPTY))),
    );
  }

  /** Sends a command and gives the answer, whatever it says. */
  async command(name: Exclude<CommandName, 'hello' | 'sync'>, octets: Uint8Array = new Uint8Array()): Promise<CommandAnswer> {
    return this.ask(name, octets, (id) =>
      this.messages$.pipe(mergeMap((message) => (message.kind === 'answer' && message.answer.id === id ? of(message.answer) : EMPTY))),
    );
  }

  /** As {@link command}; any answer but `ok` is a Fault. */
  async demand(name: Exclude<CommandName, 'hello' | 'sync'>, octets?: Uint8Array): Promise<void> {
    const answer = await this.command(name, octets);
    if (answer.code === 'ok') return;
    const text = answerText(answer);
    throw new Fault('command-refused', `the device answered ${name.toUpperCase()} with ${answer.code}${text === '' ? '' : `: ${text}`}`, {
      next: 'Compare the scenario with what the device says it can do, or update its firmware.',
    });
  }

  /** The first state that satisfies `wanted`, from now on; rejects when the port is lost. No deadline of its own. */
  state(wanted: (state: DeviceState) => boolean): Promise<DeviceState> {
    const state$ = this.messages$.pipe(
      filter((message) => message.kind === 'state'),
      map((message) => message.state),
      filter(wanted),
    );
    return firstValueFrom(merge(state$, this.failure()).pipe(take(1)));
  }

  private async ask<Answer>(name: CommandName, octets: Uint8Array, answers: (id: number) => Observable<Answer>): Promise<Answer> {
    const id = this.nextId++;
    const { deadlineMs } = commands[name];
    for (let attempt = 1; ; attempt++) {
      const deadline$ = timer(deadlineMs).pipe(map(() => undefined));
      // Subscribed before the command leaves: the answer may be back before the write is reported done.
      const answer = firstValueFrom(merge(answers(id), deadline$, this.failure()).pipe(take(1)));
      answer.catch(() => undefined);
      await this.write(encodeCommand(this.frames, name, id, octets));
      const answered = await answer;
      if (answered !== undefined) return answered;
      if (attempt === tries) throw unanswered(name, deadlineMs);
    }
  }

  private failure(): Observable<never> {
    return this.lost$.pipe(mergeMap((fault) => throwError(() => fault)));
  }
}

function unanswered(name: CommandName, deadlineMs: number): Fault {
  return new Fault('device-silent', `the device did not answer ${name.toUpperCase()} within ${deadlineMs} ms, ${tries} times`, {
    next: 'Check that the device is powered, that its probe speaks on this port, and that the line speed of the device file is its own.',
  });
}

function notUnderstood(what: string): Fault {
  return new Fault('protocol-not-understood', `the device does not speak this bench's probe protocol: ${what}`, {
    next: 'Build the probe for the protocol version in docs/probe-protocol.md, or use the bench that fits it.',
  });
}

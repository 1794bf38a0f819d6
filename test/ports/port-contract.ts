import test, { type ExecutionContext } from 'ava';
import { Fault } from '../../src/core/fault.ts';
import type { Port } from '../../src/ports/port.ts';
import type { TestThatNeeds } from '../needs.ts';
import { pattern } from './octet-patterns.ts';
import { RecordingListener } from './recording-listener.ts';
import { aWhile, settling, uncaughtIn } from './waiting.ts';

/** The other end of the line, in the hands of the test. */
export interface FarEnd {
  /** What has come from the port. */
  readonly heard: RecordingListener;
  send(octets: Uint8Array): Promise<void>;
  /** Stops (starts again) taking what the port writes. */
  pause(): void;
  resume(): void;
  /** Pulls the plug. */
  pull(): Promise<void>;
}

/** A port, not opened yet, and its far end. */
export interface Line {
  readonly port: Port;
  readonly far: FarEnd;
  /** More octets than can lie between the two ends while the reader stalls; 1 MiB where this is absent. */
  readonly stallOctets?: number;
  /** Another port at the same place can be had after this. */
  dispose(): Promise<void>;
}

const mebibyte = 1024 * 1024;

/** Registers the tests that every implementation of `Port` passes. `makeLine` is called once a test. */
export function portContract(kind: string, makeLine: () => Promise<Line>, register: TestThatNeeds = test.serial): void {
  const onLine = (title: string, body: (t: ExecutionContext, line: Line, near: RecordingListener) => Promise<void>): void => {
    register(`${kind}: ${title}`, async (t) => {
      const line = await makeLine();
      try {
        await body(t, line, new RecordingListener());
      } finally {
        await line.port.close();
        await line.dispose();
      }
    });
  };
  const rejected = async (t: ExecutionContext, code: string, promise: Promise<unknown>): Promise<void> => {
    const fault = await t.throwsAsync(promise, { instanceOf: Fault });
    t.is(fault?.code, code);
  };

  onLine('carries all 256 octet values unchanged, both ways', async (t, { port, far }, near) => {
    await port.open(near);
    const all = Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256));
    await far.send(all);
    await near.until(all.length);
    await port.write(all);
    await far.heard.until(all.length);
    t.deepEqual(near.octets(), all);
    t.deepEqual(far.heard.octets(), all);
  });

  onLine('carries 1 MiB both ways at once, in order', async (t, { port, far }, near) => {
    await port.open(near);
    const [inward, outward] = [pattern(mebibyte, 1), pattern(mebibyte, 2)];
    await Promise.all([far.send(inward), port.write(outward), near.until(mebibyte), far.heard.until(mebibyte)]);
    t.true(near.octets().equals(inward));
    t.true(far.heard.octets().equals(outward));
  });

  onLine('writes keep the order in which they were called', async (t, { port, far }, near) => {
    await port.open(near);
    const pieces = Array.from({ length: 200 }, (_, i) => pattern(1 + ((i * 37) % 3000), i + 1));
    const whole = Buffer.concat(pieces);
    const done: number[] = [];
    await Promise.all([...pieces.map((piece, i) => port.write(piece).then(() => done.push(i))), far.heard.until(whole.length)]);
    t.true(far.heard.octets().equals(whole));
    t.deepEqual(done, pieces.map((_, i) => i));
  });

  onLine('a large write waits for a reader that has stalled, and goes on with it', async (t, { port, far, stallOctets = mebibyte }, near) => {
    await port.open(near);
    await port.write(Buffer.from('x'));
    await far.heard.until(1);
    far.pause();
    const large = pattern(stallOctets);
    const written = port.write(large);
    const state = settling(written);
    await aWhile();
    t.false(state.settled);
    far.resume();
    await Promise.all([written, far.heard.until(1 + large.length)]);
    t.true(far.heard.octets().subarray(1).equals(large));
  });

  onLine('pause stops delivery and makes the sender wait; resume loses nothing', async (t, { port, far, stallOctets = mebibyte }, near) => {
    await port.open(near);
    await far.send(pattern(1000, 7));
    await near.until(1000);
    port.pause();
    const large = pattern(stallOctets, 8);
    const sent = far.send(large);
    const state = settling(sent);
    await aWhile();
    t.is(near.length, 1000);
    t.false(state.settled);
    port.resume();
    await Promise.all([sent, near.until(1000 + stallOctets)]);
    t.true(near.octets().subarray(1000).equals(large));
  });

  onLine('a listener may pause from within, batch by batch', async (t, { port, far }, near) => {
    let during = 0;
    await port.open({
      received(batch) {
        during++;
        t.is(during, 1);
        near.received(batch);
        port.pause();
        setTimeout(() => { during--; port.resume(); }, 1);
      },
      ended: (reason) => near.ended(reason),
    });
    const octets = pattern(100_000);
    await Promise.all([far.send(octets), near.until(octets.length)]);
    t.true(near.octets().equals(octets));
  });

  onLine('stamps of arrival are safe integers and never go back', async (t, { port, far }, near) => {
    await port.open(near);
    await Promise.all([far.send(pattern(300_000)), near.until(300_000)]);
    t.true(near.stamps.length > 1);
    t.true(near.stamps.every((stamp, i) => Number.isSafeInteger(stamp) && stamp >= (near.stamps[i - 1] ?? 0)));
  });

  onLine('passes through its states; control lines are there only while it is open', async (t, { port }, near) => {
    t.is(port.state, 'new');
    t.is(port.controlLines, undefined);
    const opening = port.open(near);
    t.true(port.state === 'opening' || port.state === 'open');
    await opening;
    t.is(port.state, 'open');
    const closing = port.close();
    t.true(port.state === 'closing' || port.state === 'closed');
    await closing;
    t.is(port.state, 'closed');
    t.is(port.controlLines, undefined);
  });

  onLine('close is idempotent, also at once and several times; ended comes once and without reason', async (t, { port }, near) => {
    await port.open(near);
    await Promise.all([port.close(), port.close(), port.close()]);
    await port.close();
    await aWhile();
    t.deepEqual(near.endings, [undefined]);
    t.is(port.state, 'closed');
  });

  onLine('a port that was never opened closes, and then cannot be opened', async (t, { port }, near) => {
    await port.close();
    t.is(port.state, 'closed');
    await rejected(t, 'port-opened-once', port.open(near));
    await rejected(t, 'port-closed', port.write(Buffer.from('x')));
    t.deepEqual(near.endings, []);
  });

  onLine('is opened once', async (t, { port }, near) => {
    await rejected(t, 'port-not-open', port.write(Buffer.from('x')));
    await port.open(near);
    await rejected(t, 'port-opened-once', port.open(near));
    t.is(port.state, 'open');
  });

  onLine('a write after close is rejected, and so is one that close overtakes', async (t, { port, far, stallOctets = mebibyte }, near) => {
    await port.open(near);
    await port.write(Buffer.from('x'));
    await far.heard.until(1);
    far.pause();
    const stalled = [port.write(pattern(stallOctets)), port.write(Buffer.from('y'))];
    await Promise.all([...stalled.map((write) => rejected(t, 'port-closed', write)), aWhile().then(() => port.close())]);
    await rejected(t, 'port-closed', port.write(Buffer.from('z')));
  });

  onLine('a pulled plug ends it once, with the reason; writes are rejected and close still resolves', async (t, { port, far, stallOctets = mebibyte }, near) => {
    await port.open(near);
    await port.write(Buffer.from('x'));
    await far.heard.until(1);
    far.pause();
    const stalled = rejected(t, 'port-lost', port.write(pattern(stallOctets)));
    await aWhile();
    await far.pull();
    t.is((await near.untilEnded())?.code, 'port-lost');
    await stalled;
    t.is(port.state, 'lost');
    await rejected(t, 'port-lost', port.write(Buffer.from('y')));
    await Promise.all([port.close(), port.close()]);
    await aWhile();
    t.is(near.endings.length, 1);
    t.is(port.state, 'lost');
  });

  onLine('nothing arrives after the end', async (t, { port, far }, near) => {
    await port.open(near);
    const sent = far.send(pattern(mebibyte)).catch(() => {});
    await near.until(1);
    await port.close();
    const atEnd = near.length;
    await aWhile();
    t.is(near.length, atEnd);
    await Promise.race([sent, aWhile()]);
  });

  onLine('what a listener throws surfaces as an uncaught exception and does not harm the port', async (t, { port, far }, near) => {
    const errors = await uncaughtIn(async () => {
      await port.open({
        received: (batch) => { near.received(batch); throw new Error('from received'); },
        ended: (reason) => { near.ended(reason); throw new Error('from ended'); },
      });
      await far.send(Buffer.from('a'));
      await near.until(1);
      await far.send(Buffer.from('b'));
      await near.until(2);
      await port.close();
      t.is(port.state, 'closed');
    });
    t.is(near.octets().toString(), 'ab');
    t.deepEqual(errors.map((error) => (error as Error).message), ['from received', 'from received', 'from ended']);
  });
}

import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readSync, writeSync } from 'node:fs';
import test from 'ava';
import { openPty, type PtyListener } from '../../../firmware-stubs/pty/pty.ts';
import { Fault } from '../../../src/core/fault.ts';

/** Hears a line and lets a test wait for what happens on it. */
class Ear implements PtyListener {
  heard = Buffer.alloc(0);
  readonly happenings: string[] = [];
  #wake: () => void = () => {};

  received(octets: Uint8Array): void {
    this.heard = Buffer.concat([this.heard, octets]);
    this.#wake();
  }
  opened(): void {
    this.happenings.push('opened');
    this.#wake();
  }
  hungUp(): void {
    this.happenings.push('hung up');
    this.#wake();
  }
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => { this.#wake = resolve; });
  }
}

const openOther = (path: string): number => openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);

function readAll(fd: number): Buffer {
  const buffer = Buffer.alloc(1024 * 1024);
  let length = 0;
  try {
    for (;;) length += readSync(fd, buffer, length, buffer.length - length, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return buffer.subarray(0, length);
}

const allOctets = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

test.serial('carries every octet unchanged both ways, without echo, signals or line editing, whoever opens it', async (t) => {
  const ear = new Ear();
  const pty = await openPty(ear);
  const fd = openOther(pty.path);
  await ear.until(() => pty.inUse);
  writeSync(fd, allOctets);
  await ear.until(() => ear.heard.length >= 256);
  t.deepEqual(ear.heard, allOctets);
  await pty.write(allOctets);
  const read = readAll(fd);
  t.deepEqual(read, allOctets);
  closeSync(fd);
  await pty.close();
});

test.serial('what is written while nobody has it open is lost, counted, and never heard by the next one', async (t) => {
  const ear = new Ear();
  const pty = await openPty(ear);
  await pty.write(Buffer.from('nobody'));
  t.is(pty.unheardOctets, 6);
  const first = openOther(pty.path);
  await pty.write(Buffer.from('unread'));
  closeSync(first);
  await ear.until(() => !pty.inUse);
  const second = openOther(pty.path);
  await pty.write(Buffer.from('heard'));
  t.is(readAll(second).toString(), 'heard');
  t.deepEqual(ear.happenings, ['opened', 'hung up', 'opened']);
  t.is(pty.unheardOctets, 6);
  closeSync(second);
  await pty.close();
});

test.serial('a write that waits when the reader goes away is given up and counted', async (t) => {
  const ear = new Ear();
  const pty = await openPty(ear);
  const fd = openOther(pty.path);
  const length = 1024 * 1024;
  const written = pty.write(Buffer.alloc(length));
  await new Promise((resolve) => setTimeout(resolve, 50));
  closeSync(fd);
  await written;
  t.true(pty.unheardOctets > length / 2 && pty.unheardOctets < length);
  await pty.close();
});

test.serial('it stays usable through many openings and leaves no loop behind', async (t) => {
  const ear = new Ear();
  const pty = await openPty(ear);
  for (let i = 1; i <= 5; i++) {
    const fd = openOther(pty.path);
    writeSync(fd, Buffer.from('x'));
    await ear.until(() => ear.heard.length === i);
    closeSync(fd);
    await ear.until(() => !pty.inUse);
  }
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { user, system } = process.cpuUsage(before);
  t.true((user + system) / 200_000 < 0.6);
  await pty.close();
});

test.serial('a reader that stalls does not hold up the event loop, nor a timer of it', async (t) => {
  const pty = await openPty(new Ear());
  const fd = openOther(pty.path);
  let settled = false;
  const written = pty.write(Buffer.alloc(4 * 1024 * 1024)).catch((fault: Fault) => fault).finally(() => { settled = true; });
  for (let turns = 0; turns < 1000; turns++) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
  t.false(settled);
  await pty.close();
  t.is(((await written) as Fault).code, 'pty-closed');
  closeSync(fd);
});

test.serial('more than 16 MiB waiting is refused, not kept', async (t) => {
  const pty = await openPty(new Ear());
  const fd = openOther(pty.path);
  const held = pty.write(Buffer.alloc(10 * 1024 * 1024)).catch(() => {});
  const fault = await t.throwsAsync(pty.write(Buffer.alloc(10 * 1024 * 1024)), { instanceOf: Fault });
  t.is(fault?.code, 'pty-queue-full');
  await pty.close();
  await held;
  closeSync(fd);
});

test.serial('pause makes the writer wait; resume loses nothing', async (t) => {
  const ear = new Ear();
  const pty = await openPty(ear);
  const fd = openOther(pty.path);
  pty.pause();
  let written = 0;
  const writeMore = (): void => {
    try {
      for (;;) written += writeSync(fd, allOctets, written % 256);
    } catch (error) {
      t.is((error as NodeJS.ErrnoException).code, 'EAGAIN');
    }
  };
  writeMore();
  await new Promise((resolve) => setTimeout(resolve, 40));
  writeMore();
  t.is(ear.heard.length, 0);
  pty.resume();
  await ear.until(() => ear.heard.length >= written);
  t.true(ear.heard.every((octet, i) => octet === i % 256));
  closeSync(fd);
  await pty.close();
});

test.serial('close pulls the plug, once; then writes are refused', async (t) => {
  const pty = await openPty(new Ear());
  const fd = openOther(pty.path);
  await pty.write(Buffer.from('x'));
  await Promise.all([pty.close(), pty.close()]);
  await pty.close();
  t.false(existsSync(pty.path));
  t.is(readSync(fd, Buffer.alloc(10), 0, 10, null), 0);
  t.is((await t.throwsAsync(pty.write(Buffer.from('x')), { instanceOf: Fault }))?.code, 'pty-closed');
  closeSync(fd);
});

test.serial('child processes do not inherit it, so that killing its owner is pulling the plug', async (t) => {
  const list = (): string => execFileSync('ls', ['/dev/fd']).toString();
  const before = list();
  const pty = await openPty(new Ear());
  const fd = openOther(pty.path);
  await pty.write(Buffer.from('x'));
  t.is(list(), before);
  closeSync(fd);
  await pty.close();
});

test.serial('where there are no pseudo-terminals, a fault says so and what to do', async (t) => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  try {
    const fault = await t.throwsAsync(openPty(new Ear()), { instanceOf: Fault });
    t.is(fault?.code, 'no-pty');
    t.truthy(fault?.next);
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
});

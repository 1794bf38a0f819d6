import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A running `pty-device.ts`. */
export interface DeviceProcess {
  readonly path: string;
  /** Gives a command and resolves with what the device said to it. */
  tell(command: string): Promise<string[]>;
  /** Kills the process, and with it the line. Resolves when it is dead. */
  kill(): Promise<void>;
}

/** Starts an emulated device and waits for its line. */
export async function startDevice(): Promise<DeviceProcess> {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(new URL('pty-device.js', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.stdout === null) throw new Error('the device has no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the device ended');
    return value;
  };
  return {
    path: await nextLine(),
    async tell(command) {
      child.stdin?.write(`${command}\n`);
      const said: string[] = [];
      for (let line = await nextLine(); line !== 'ready'; line = await nextLine()) said.push(line);
      return said;
    },
    kill() {
      child.kill('SIGKILL');
      return exited;
    },
  };
}

import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { Fault } from '../core/fault.ts';

/** Turns what the system said when a port was not opened into a Fault that says what to do. */
export async function openFault(path: string, error: unknown): Promise<Fault> {
  if (error instanceof Fault) return error;
  const said = (error as Error).message.replace(/^Error: /, '');
  if (/cannot lock port|resource busy|device busy|EBUSY/i.test(said)) {
    const holders = await holdersOf(path);
    const who = holders.length === 0 ? 'another program' : holders.join(', ');
    return new Fault('port-busy', `${path} is in use by ${who}`, {
      next: `End ${holders.length === 0 ? 'it (fuser -v names it, on Linux)' : who}, or choose another port.`,
      cause: error,
    });
  }
  if (/no such|not found|cannot find/i.test(said)) {
    return new Fault('port-not-found', `there is no port ${path}`, {
      next: 'See whether the device is plugged in and has power; "condis-bench ports" lists the ports there are.',
      cause: error,
    });
  }
  if (/permission|access(?: is)? denied/i.test(said)) {
    return new Fault('port-not-permitted', `opening ${path} is not permitted`, {
      next:
        'On Linux, join the group that owns the device node (often dialout) and log in again; ' +
        'on Windows, end the program that has it open.',
      cause: error,
    });
  }
  return new Fault('port-open-failed', `${path} could not be opened: ${said}`, {
    next: 'See whether it is a serial port and takes these settings; "condis-bench ports" lists the ports there are.',
    cause: error,
  });
}

/** Which processes have the node open, as far as Linux shows them to this user: `minicom (process 1234)`. */
async function holdersOf(path: string): Promise<string[]> {
  const node = await realpath(path).catch(() => path);
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const holders: string[] = [];
  for (const id of processes) {
    const descriptors = await readdir(`/proc/${id}/fd`).catch(() => []);
    const targets = await Promise.all(descriptors.map((fd) => readlink(`/proc/${id}/fd/${fd}`).catch(() => '')));
    if (!targets.includes(node)) continue;
    const name = (await readFile(`/proc/${id}/comm`, 'utf8').catch(() => 'a process')).trim();
    holders.push(`${name} (process ${id})`);
  }
  return holders;
}

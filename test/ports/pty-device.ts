/**
 * An emulated device as a process of its own, so that killing it is pulling its plug. Prints the path of its pseudo-terminal, then
 * `ready` after each command it has carried out; commands are lines on stdin, whose end ends the process:
 * `flood` writes without end, `hold` stops reading, `go` reads again, `crawl` reads 4 KiB at a time with pauses, `count` prints how many
 * octets were heard.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPty } from '../../firmware-stubs/pty/pty.ts';

let heard = 0;
let crawls = false;

const pty = await openPty({
  received: (octets) => {
    heard += octets.length;
    if (!crawls) return;
    pty.pause();
    void sleep(2).then(() => pty.resume());
  },
});
console.log(pty.path);

async function flood(): Promise<void> {
  const octets = Buffer.alloc(16 * 1024, 0x5a);
  for (;;) await pty.write(octets);
}

const commands: Readonly<Record<string, () => void>> = {
  flood: () => void flood(),
  hold: () => pty.pause(),
  go: () => pty.resume(),
  crawl: () => { crawls = true; },
  count: () => console.log(heard),
};

for await (const command of createInterface({ input: process.stdin })) {
  commands[command]?.();
  console.log('ready');
}
process.exit(0);

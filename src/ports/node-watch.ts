import { type FSWatcher, watch } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How often the node is looked for where the system does not report changes of its folder. */
const lookMs = 500;

/**
 * Watches a device node and calls `gone` once, when it has vanished or another device took its name. A line that nobody reads reports
 * an unplugging by nothing else. The node may be a link such as `/dev/serial/by-id/…`.
 */
export class NodeWatch {
  readonly #path: string;
  readonly #gone: () => void;
  readonly #watchers: FSWatcher[] = [];
  #timer: NodeJS.Timeout | undefined;
  #device: string | undefined;
  #stopped = false;

  constructor(path: string, gone: () => void) {
    this.#path = path;
    this.#gone = gone;
  }

  /** Notes which device the node is now; to be called before the port is opened. A port whose name is no path (`COM3`) has none. */
  async note(): Promise<void> {
    this.#device = await identity(this.#path);
  }

  /** Watches from now on. Resolves when the watch stands. */
  async start(): Promise<void> {
    if (this.#device === undefined || this.#stopped) return;
    const folders = new Set([dirname(this.#path), dirname(await realpath(this.#path).catch(() => this.#path))]);
    if (this.#stopped) return;
    for (const folder of folders) this.#watchFolder(folder);
    this.#timer = setInterval(() => void this.#look(), lookMs).unref();
    // Since the device was noted nobody has watched.
    await this.#look();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
  }

  #watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (event) => {
        if (event === 'rename') void this.#look();
      });
      // The system ran out of watches, or the folder went: the slow look remains.
      watcher.on('error', () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      // As above.
    }
  }

  async #look(): Promise<void> {
    const device = await identity(this.#path);
    if (this.#stopped || device === this.#device) return;
    this.stop();
    this.#gone();
  }
}

/** What tells one device node from the next of the same name; `undefined` where there is none. */
async function identity(path: string): Promise<string | undefined> {
  try {
    const { dev, ino, rdev } = await stat(path);
    return `${dev}:${ino}:${rdev}`;
  } catch {
    return undefined;
  }
}

import { join } from 'node:path';

/** The program of a stub. It runs as a process of its own: nothing of it is loaded here. */
export function stubProgram(packageRoot: string, stub: string): string {
  return join(packageRoot, 'build', 'firmware-stubs', stub, 'main.js');
}

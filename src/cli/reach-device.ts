import type { ReachDevice } from '../bench/reached-device.ts';
import { portOf } from '../ports/port-spec.ts';
import { startStub } from './start-stub.ts';

/** Reaches lines as they are, and stubs by starting their process. `packageRoot` is where the stubs are built. */
export function reachDevice(packageRoot: string): ReachDevice {
  return async (device, faults, said) => {
    const { port } = device;
    if (port.kind === 'stub') return startStub(device, port, faults, packageRoot, said);
    return { port: portOf(port), release: async () => undefined };
  };
}

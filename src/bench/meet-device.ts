import type { DeviceSpec } from '../core/device/device-spec.ts';
import type { Hello } from '../wire/hello.ts';
import { DeviceLink } from './device-link.ts';
import { JudgedLine } from './judged-line.ts';
import type { ReachDevice } from './reached-device.ts';

/** Asks a device what it is and can do, and nothing more. Rejects with the Fault that kept it from answering. */
export type MeetDevice = (device: DeviceSpec) => Promise<Hello>;

/** `said` is handed what a stub writes beside its line. */
export async function meetDevice(device: DeviceSpec, reach: ReachDevice, said: (line: string) => void): Promise<Hello> {
  const reached = await reach(device, [], said);
  const { port } = reached;
  try {
    const line = new JudgedLine(device.port.name, {}, undefined);
    await port.open(line.listener);
    try {
      return await new DeviceLink(line.messages$, line.lost$, (octets) => port.write(octets)).hello();
    } finally {
      await port.close();
    }
  } finally {
    await reached.release();
  }
}

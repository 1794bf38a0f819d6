import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { UsbLineKind } from '../../firmware-stubs/usb/usb-line.ts';
import type { FarEnd } from '../ports/port-contract.ts';
import { RecordingListener } from '../ports/recording-listener.ts';
import type { DeviceCommand, DeviceNotice } from './usb-device-process.ts';

/** An emulated USB device in the lab's only machine. */
export interface PluggedDevice {
  /** `usb://…`, or the path of its serial line. */
  readonly name: string;
  readonly far: FarEnd;
  /** Pulls the device, if it is not pulled yet, and ends its process. */
  end(): Promise<void>;
}

const program = fileURLToPath(new URL('usb-device-process.js', import.meta.url));

/** Plugs a device in; resolves when the system has taken it into use. */
export async function plugDevice(kind: UsbLineKind, serialNumber = 'LAB0001'): Promise<PluggedDevice> {
  const child = fork(program, { serialization: 'advanced', execArgv: [] });
  const heard = new RecordingListener();
  const answers = new Map<number, { resolve(name: string | undefined): void; reject(error: Error): void }>();
  let number = 0;
  const ask = (command: DeviceCommand): Promise<string | undefined> => new Promise((resolve, reject) => {
    answers.set(++number, { resolve, reject });
    child.send({ number, command });
  });
  child.on('message', (notice: DeviceNotice) => {
    if ('heard' in notice) {
      heard.received({ octets: notice.heard, arrivedNs: 0 });
      return;
    }
    const waiting = answers.get(notice.answers);
    answers.delete(notice.answers);
    if (notice.failed === undefined) waiting?.resolve(notice.name);
    else waiting?.reject(new Error(notice.failed));
  });
  const exited = once(child, 'exit');
  const name = await ask({ act: 'plug', kind, serialNumber });
  if (name === undefined) throw new Error('the device has no name');
  return {
    name,
    far: {
      heard,
      send: async (octets) => void (await ask({ act: 'send', octets })),
      pause: () => void ask({ act: 'pause' }),
      resume: () => void ask({ act: 'resume' }),
      pull: async () => void (await ask({ act: 'pull' })),
    },
    async end() {
      child.disconnect();
      await exited;
    },
  };
}

/**
 * An emulated USB device, as a process of its own: what opens it may wait in a system call for answers that only this process gives.
 * `plugged-device.ts` starts it and talks to it.
 */
import { openUsbLine, type UsbLine, type UsbLineKind } from '../../firmware-stubs/usb/usb-line.ts';

/** What the test asks for. */
export type DeviceCommand =
  | { readonly act: 'plug'; readonly kind: UsbLineKind; readonly serialNumber: string }
  | { readonly act: 'send'; readonly octets: Uint8Array }
  | { readonly act: 'pause' | 'resume' | 'pull' };

/** What the device says: an answer to the command of that number, or what it heard. */
export type DeviceNotice =
  | { readonly answers: number; readonly name?: string; readonly failed?: string }
  | { readonly heard: Uint8Array };

let line: UsbLine | undefined;

async function carryOut(command: DeviceCommand): Promise<string | undefined> {
  switch (command.act) {
    case 'plug':
      line = await openUsbLine(command.kind, command.serialNumber, {
        received: (octets) => tell({ heard: Uint8Array.from(octets) }),
        hungUp: () => {},
      });
      return line.name;
    case 'send':
      await line?.write(command.octets);
      break;
    case 'pause':
      line?.pause();
      break;
    case 'resume':
      line?.resume();
      break;
    case 'pull':
      await line?.close();
      break;
  }
  return undefined;
}

function tell(notice: DeviceNotice): void {
  process.send?.(notice);
}

process.on('message', ({ number, command }: { number: number; command: DeviceCommand }) => {
  carryOut(command).then(
    (name) => tell({ answers: number, ...(name !== undefined && { name }) }),
    (error: unknown) => tell({ answers: number, failed: (error as Error).message }),
  );
});
process.on('disconnect', () => process.exit(0));

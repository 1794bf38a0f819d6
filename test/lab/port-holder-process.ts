/** Opens the USB port that its only argument names, says `open` or the fault in one line, and holds it until its standard input ends. */
import { once } from 'node:events';
import { usbDefaults } from '../../src/core/device/port-defaults.ts';
import { readUsbAddress } from '../../src/core/device/usb-address.ts';
import type { Fault } from '../../src/core/fault.ts';
import { UsbPort } from '../../src/ports/usb-port.ts';

const address = readUsbAddress(process.argv[2] ?? '');
if ('problem' in address) throw new Error(address.problem);
const port = new UsbPort({ ...usbDefaults, ...address });
await port.open({ received: () => {}, ended: () => {} }).then(
  () => console.log('open'),
  ({ code, next }: Fault) => console.log(`${code} ${next}`),
);
process.stdin.resume();
await once(process.stdin, 'end');
await port.close();

import { hex4, type UsbAddress, usbAddressText } from '../../core/device/usb-address.ts';
import { Fault } from '../../core/fault.ts';

/** The library's name of what went wrong: `LIBUSB_ERROR_ACCESS`. */
function nameOf(error: unknown): string {
  return (error as Error).message;
}

/** Turns what libusb said while a device was opened into a Fault that says what to do. */
export function usbOpenFault(address: UsbAddress, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const name = usbAddressText(address);
  switch (nameOf(error)) {
    case 'LIBUSB_ERROR_ACCESS':
      return new Fault('port-not-permitted', `opening ${name} is not permitted`, { next: permissionNext(address), cause: error });
    case 'LIBUSB_ERROR_BUSY':
      return new Fault('port-busy', `${name} is in use by another program`, {
        next: 'End it (a virtual machine that the device was handed to counts as well), or choose another interface.',
        cause: error,
      });
    case 'LIBUSB_ERROR_NO_DEVICE':
      return usbNotFound(address, []);
    case 'LIBUSB_ERROR_NOT_SUPPORTED':
    case 'LIBUSB_ERROR_NOT_FOUND':
      return new Fault('usb-no-driver', `the system does not let ${name} be used (${nameOf(error)})`, {
        next: 'On Windows the device needs the WinUSB driver (Zadig installs it); on macOS no other driver may hold it.',
        cause: error,
      });
    default:
      return new Fault('port-open-failed', `${name} could not be opened: ${nameOf(error)}`, {
        next: 'See whether its cable sits and it has power; plug it in again.',
        cause: error,
      });
  }
}

/** One line of udev gives the right to whoever sits at the machine and to a group that servers can be put into. */
function permissionNext({ vendorId, productId }: UsbAddress): string {
  const ids = `ATTR{idVendor}=="${hex4(vendorId)}", ATTR{idProduct}=="${hex4(productId)}"`;
  return (
    `On Linux, put SUBSYSTEM=="usb", ${ids}, MODE="0660", GROUP="plugdev", TAG+="uaccess" into ` +
    '/etc/udev/rules.d/70-condis-bench.rules, then `sudo udevadm control --reload` and plug the device in again.'
  );
}

/** `seen`: serial numbers of devices that are there and of the same kind. */
export function usbNotFound(address: UsbAddress, seen: readonly (string | undefined)[]): Fault {
  const others = seen.length === 0 ? '' : `; there is ${seen.map((serial) => serial ?? 'one without serial number').join(', ')}`;
  return new Fault('port-not-found', `there is no USB device ${usbAddressText(address)}${others}`, {
    next: 'See whether the device is plugged in and has power; "condis-bench ports" lists the USB devices there are.',
  });
}

/** More than one device is meant by an address. */
export function usbSeveral(address: UsbAddress, serials: readonly (string | undefined)[]): Fault {
  const shown = serials.map((serial) => serial ?? 'without serial number').join(', ');
  const serialNumber = serials.find((one) => one !== undefined);
  const next = serialNumber === undefined
    ? 'They have no serial numbers to tell them apart: leave one plugged in.'
    : `Add a serial number to the address, such as ${usbAddressText({ ...address, serialNumber })}`;
  return new Fault('usb-several-devices', `${serials.length} USB devices are ${usbAddressText(address)}: ${shown}`, { next });
}

/** An interface or endpoint that the device does not have, or not in the form that is needed. */
export function usbNoChannel(name: string, problem: string, there: readonly string[]): Fault {
  const none = 'It has no interface with a bulk endpoint each way: it is no debug channel.';
  return new Fault('usb-no-channel', `${name}: ${problem}`, { next: there.length === 0 ? none : `It has ${there.join('; ')}.` });
}

/** What a transfer that failed says of the line. */
export function usbLoss(doing: 'reading' | 'writing', error: Error): string {
  switch (nameOf(error)) {
    case 'LIBUSB_TRANSFER_NO_DEVICE':
    case 'LIBUSB_ERROR_NO_DEVICE':
      return 'the device was unplugged';
    case 'LIBUSB_TRANSFER_STALL':
      return `${doing} failed: the device halted the endpoint`;
    case 'LIBUSB_TRANSFER_OVERFLOW':
      return `${doing} failed: the device sent more than its packets hold`;
    default:
      return `${doing} failed: ${nameOf(error)}`;
  }
}

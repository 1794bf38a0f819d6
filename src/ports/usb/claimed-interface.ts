import type { UsbChannel } from './usb-channel.ts';
import type { UsbDevice } from './usb-library.ts';

/** An interface that belongs to this process. */
export interface ClaimedInterface {
  /** Gives the interface back to the kernel's drivers that had the device, and closes it. No transfer is under way any more. */
  release(): Promise<void>;
}

/**
 * Claims an interface of an open device, taking it from a driver of the kernel where one has it, and selects its setting 0: by that
 * the device learns that somebody new is there, and both ends of the endpoints begin anew (USB 2.0, section 9.1.1.5). Rejects with what
 * libusb says; the device is open still.
 */
export async function claimInterface(device: UsbDevice, { interfaceNumber }: UsbChannel): Promise<ClaimedInterface> {
  // A driver of several interfaces (cdc_acm) lets go of all when it loses one, and is given back all.
  const driven = numbersOf(device).filter((number) => isDriven(device, number));
  const giveBack = (): void => {
    for (const number of driven) attempt(() => device.__attachKernelDriver(number));
  };
  try {
    if (driven.includes(interfaceNumber)) device.__detachKernelDriver(interfaceNumber);
    device.__claimInterface(interfaceNumber);
  } catch (error) {
    giveBack();
    throw error;
  }
  const release = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      // A device that is gone has nothing to release.
      attempt(() => device.__releaseInterface(interfaceNumber, () => resolve()), resolve);
    });
    giveBack();
    attempt(() => device.close());
  };
  try {
    await new Promise<void>((resolve, reject) => {
      device.__setInterface(interfaceNumber, 0, (error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

function numbersOf(device: UsbDevice): number[] {
  return (device.configDescriptor?.interfaces ?? []).flatMap(([first]) => (first === undefined ? [] : [first.bInterfaceNumber]));
}

/** Only some systems can say. */
function isDriven(device: UsbDevice, interfaceNumber: number): boolean {
  try {
    return device.__isKernelDriverActive(interfaceNumber);
  } catch {
    return false;
  }
}

/** Does what a device that was unplugged may refuse. */
function attempt(act: () => void, otherwise = (): void => {}): void {
  try {
    act();
  } catch {
    otherwise();
  }
}

import { isPlainStub, type DeviceSpec } from '../core/device/device-spec.ts';
import { CommandFailure, type CliContext } from './context.ts';
import { loadAll } from './load-all.ts';

/** The devices that the bench starts itself. A broken device file is a refusal. */
export async function emulatedDevices(context: CliContext): Promise<DeviceSpec[]> {
  const { specs, faults } = await loadAll('devices', context);
  if (faults.length > 0) throw new CommandFailure(faults);
  return specs.filter(isPlainStub);
}

import type { ContentsReader } from '../contents-reader.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Call state (Q.2931, 4.5.10) or endpoint state (Q.2971): 0 to 63. */
export type State = Readonly<{ state: number }>;

function decode(reader: ContentsReader): void {
  const octet = reader.octet('state');
  if (octet !== undefined) reader.set('state', octet & 0x3f);
}

function encode({ state }: State): readonly number[] {
  return [within(state, 0x3f)];
}

export const callState: ElementCodec<State> = { id: elementIds['call state'], decode, encode };
export const endpointState: ElementCodec<State> = { id: elementIds['endpoint state'], decode, encode };

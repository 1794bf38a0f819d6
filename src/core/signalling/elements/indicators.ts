import { hexOctets } from '../../octets.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Restart indicator (Q.2931, 4.5.20). 0: the VC indicated, 1: all VCs of the VPC, 2: all VCs of the signalling entity. */
export type RestartIndicator = Readonly<{ restartClass: number }>;

export const restartIndicator: ElementCodec<RestartIndicator> = {
  id: elementIds['restart indicator'],

  decode(reader) {
    const octet = reader.octet('restart class');
    if (octet !== undefined) reader.set('restartClass', octet & 0x07);
  },

  encode({ restartClass }) {
    return [0x80 | within(restartClass, 7)];
  },
};

/** Notification indicator (Q.2931, 4.5.23): hex, passed on between users. */
export type NotificationIndicator = Readonly<{ notification: string }>;

export const notificationIndicator: ElementCodec<NotificationIndicator> = {
  id: elementIds['notification indicator'],

  decode(reader) {
    reader.hex('notification');
  },

  encode({ notification }) {
    return [...(hexOctets(notification) ?? [])];
  },
};

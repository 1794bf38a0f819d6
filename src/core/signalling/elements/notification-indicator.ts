import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { hexField } from '../octet-fields.ts';

/** Notification indicator (Q.2931, 4.5.23), passed on between users. */
export type NotificationIndicator = Readonly<{ notification: string }>;

export const notificationIndicator: ElementCodec<NotificationIndicator> = {
  id: elementIds['notification indicator'],
  fields: { notification: { meaning: 'hex, passed on between users' } },

  decode(reader) {
    reader.hex('notification');
  },

  encode({ notification }) {
    return hexField(notification);
  },
};

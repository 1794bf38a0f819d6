import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';
import { locationNames } from './locations.ts';

/** Progress indicator (Q.931, 4.5.23, as B-ISDN carries it from a narrowband network). */
export type ProgressIndicator = Readonly<{ progressCoding?: number; location: number; progress: number }>;

export const progressIndicator: ElementCodec<ProgressIndicator> = {
  id: elementIds['progress indicator'],

  fields: {
    progressCoding: {
      meaning: 'coding standard of the contents; 0 by default', values: { 0: 'ITU-T', 1: 'ISO/IEC', 2: 'national', 3: 'network' },
    },
    location: { meaning: 'where the progress was made', values: locationNames },
    progress: {
      meaning: 'what happened, 0 to 127',
      values: {
        1: 'call is not end-to-end ISDN', 2: 'destination is not ISDN', 3: 'origin is not ISDN', 4: 'call has returned to the ISDN',
        5: 'interworking has changed the service', 8: 'in-band information is available',
      },
    },
  },

  decode(reader) {
    const first = reader.octet('location');
    if (first === undefined) return;
    reader.set('progressCoding', (first >> 5) & 0x03);
    reader.set('location', first & 0x0f);
    const second = reader.octet('progress');
    if (second !== undefined) reader.set('progress', second & 0x7f);
  },

  encode({ progressCoding = 0, location, progress }) {
    return [0x80 | (within(progressCoding, 3) << 5) | within(location, 0x0f), 0x80 | within(progress, 0x7f)];
  },
};

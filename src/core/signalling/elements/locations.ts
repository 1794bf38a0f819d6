import type { ValueNames } from '../field-note.ts';

/** Values of `location` in a cause and in a progress indicator. */
export const locationNames: ValueNames = {
  0: 'user', 1: 'private network serving the local user', 2: 'public network serving the local user', 3: 'transit network',
  4: 'public network serving the remote user', 5: 'private network serving the remote user', 7: 'international network',
  10: 'network beyond interworking point',
};

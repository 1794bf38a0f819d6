import { elementIds } from '../element-ids.ts';
import { opaqueElement } from './opaque-element.ts';

const meaning = 'contents of the element of this name in Q.931';

/** Narrowband low layer compatibility, as B-ISDN carries it. */
export const narrowbandLowLayerCompatibility = opaqueElement(elementIds['narrowband low layer compatibility'], meaning);
/** Narrowband high layer compatibility, as B-ISDN carries it. */
export const narrowbandHighLayerCompatibility = opaqueElement(elementIds['narrowband high layer compatibility'], meaning);

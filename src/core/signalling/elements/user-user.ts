import { elementIds } from '../element-ids.ts';
import { opaqueElement } from './opaque-element.ts';

/** User-user information (Q.2957). */
export const userUser = opaqueElement(elementIds['user-user'], 'information of the users, its first octet their protocol');

import { needs } from '../needs.ts';

/** A test that runs inside the virtual lab; elsewhere it only says that it did not run. */
export const labTest = needs(process.env['LAB'] === '1', 'the virtual lab has no kernel here; `npm run lab` builds it');

/**
 * The tests of the signalling codec as one file, so that a mutant costs one process. The witnesses outside this repository (tshark) are
 * left out: what a test here does not notice is to count as unnoticed. Property tests draw from a fixed seed, so that a mutant's fate
 * is the same every time.
 */
/* oxlint-disable import/no-unassigned-import -- a test file registers its tests by being loaded */
import fc from 'fast-check';
import '../core/signalling/codec.test.ts';
import '../core/signalling/contents.test.ts';
import '../core/signalling/damage.test.ts';
import '../core/signalling/messages.test.ts';
import '../core/signalling/page.test.ts';
import '../core/signalling/fields.test.ts';

fc.configureGlobal({ seed: 20_260_312 });

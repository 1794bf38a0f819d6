import { z } from 'zod';
import { codedRate, voiceRate } from '../core/scenario/aal1-rate.ts';
import {
  aal1Subtypes, aalNames, clockRecoveries, errorCorrections, mostMid, sublayers, type Aal1Spec, type AalName, type AalSpec,
} from '../core/scenario/call-elements.ts';
import { kbitPerSecond, octetsOfCell, sduOctets } from './quantities.ts';

/** A rate that has no code, and what to do about it. */
const codeless = {
  error: 'the AAL parameters have no code for this rate',
  params: { next: 'A multiple of 64 kbit/s, of 8 kbit/s below that, or 1544, 6312, 32064, 44736, 97728, 8448, 34368 or 139264 kbit/s.' },
};

const words = <Word extends string>(values: Readonly<Record<Word, number>>) => z.enum(Object.keys(values) as [Word]);

const aal1 = z.strictObject({
  subtype: words(aal1Subtypes).exactOptional().meta({ description: 'What is carried; default circuit transport; voice is at 64 kbit/s' }),
  cbrRate: kbitPerSecond
    .refine((rate) => codedRate(rate) !== undefined, codeless)
    .exactOptional()
    .meta({ description: 'The rate of the stream; default 64 kbit/s' }),
  clockRecovery: words(clockRecoveries).exactOptional().meta({ description: 'How the source clock is recovered; default none' }),
  errorCorrection: words(errorCorrections).exactOptional()
    .meta({ description: 'Forward error correction for signals that suffer from loss, or from delay; default none' }),
  blockSize: sduOctets.exactOptional().meta({ description: 'Octets of a block of structured data transfer; default no structure' }),
  partialFill: octetsOfCell.exactOptional().meta({ description: 'Octets of a cell in use; default all 47' }),
}).refine(({ subtype, cbrRate = voiceRate }) => subtype !== 'voice' || cbrRate === voiceRate, {
  path: ['cbrRate'], error: 'voice band signals are carried at 64 kbit/s', params: { next: 'Take it out, or choose another `subtype`.' },
});

const sscs = words(sublayers).exactOptional().meta({ description: 'Service specific convergence sublayer; default none' });
const mid = z.int().min(0).max(mostMid).exactOptional();
const aal34 = z.strictObject({
  sscs,
  lowestMid: mid.meta({ description: 'Lowest multiplexing identifier; default 0' }),
  highestMid: mid.meta({ description: `Highest multiplexing identifier; default ${mostMid}` }),
}).refine(({ lowestMid = 0, highestMid = mostMid }) => lowestMid <= highestMid, {
  path: ['lowestMid'], error: 'the lowest identifier is above the highest', params: { next: 'Lower it, or raise `highestMid`.' },
});
const aal5 = z.strictObject({ sscs });

function aal1Of({ subtype, cbrRate, clockRecovery, errorCorrection, blockSize, partialFill }: z.output<typeof aal1>): Aal1Spec {
  return {
    kind: 'AAL1',
    subtype: subtype ?? 'circuit transport',
    kbitPerSecond: cbrRate ?? voiceRate,
    clockRecovery: clockRecovery ?? 'none',
    errorCorrection: errorCorrection ?? 'none',
    ...(blockSize !== undefined && { blockOctets: blockSize }),
    ...(partialFill !== undefined && { filledOctets: partialFill }),
  };
}

const byName: Readonly<Record<AalName, AalSpec>> = {
  AAL0: { kind: 'AAL0' },
  AAL1: aal1Of({}),
  'AAL3/4': { kind: 'AAL3/4', sscs: 'none', lowestMid: 0, highestMid: mostMid },
  AAL5: { kind: 'AAL5', sscs: 'none' },
};

/** The key `aal` of a scenario file: a name, or a name with what goes with it. */
export const aal = z
  .union([
    z.enum(aalNames as [AalName]).transform((name) => byName[name]),
    z.strictObject({ AAL1: aal1.exactOptional(), 'AAL3/4': aal34.exactOptional(), AAL5: aal5.exactOptional() })
      .refine((given) => Object.keys(given).length === 1, {
        error: 'a call has one adaptation layer', params: { next: 'Keep one of AAL1, AAL3/4 and AAL5.' },
      })
      .transform(({ AAL1, 'AAL3/4': AAL34, AAL5 }): AalSpec => {
        if (AAL1 !== undefined) return aal1Of(AAL1);
        return AAL34 === undefined ? { ...byName.AAL5, ...AAL5 } : { ...byName['AAL3/4'], ...AAL34 };
      }),
  ])
  .meta({ description: 'The adaptation layer: AAL0, AAL1, AAL3/4 or AAL5; default AAL5' });

import type { AalSpec, CallElementsSpec, HighLayerName } from '../core/scenario/call-elements.ts';

/** `AAL5`, and what goes with an adaptation layer: over what the calls of a scenario go. */
export function layerText(aal: AalSpec | undefined): string {
  if (aal === undefined) return 'AAL5';
  if (aal.kind === 'AAL0') return 'AAL0 (cells as they are)';
  if (aal.kind !== 'AAL1') {
    const more = [
      ...(aal.sscs === 'none' ? [] : [`with ${aal.sscs} above it`]),
      ...(aal.kind === 'AAL5' ? [] : [`with identifiers ${aal.lowestMid} to ${aal.highestMid}`]),
    ];
    return [aal.kind, ...more].join(' ');
  }
  const { subtype, kbitPerSecond, clockRecovery, errorCorrection, blockOctets, filledOctets } = aal;
  const details = [
    `${subtype === 'none' ? 'a stream' : subtype} at ${kbitPerSecond} kbit/s`,
    ...(clockRecovery === 'none' ? [] : [`clock recovery ${clockRecovery}`]),
    ...(errorCorrection === 'none' ? [] : [`error correction against ${errorCorrection}`]),
    ...(blockOctets === undefined ? [] : [`in blocks of ${blockOctets} octets`]),
    ...(filledOctets === undefined ? [] : [`${filledOctets} octets in a cell`]),
  ];
  return `AAL1 (${details.join(', ')})`;
}

const highLayerWords: Readonly<Record<HighLayerName, string>> = { iso: 'ISO', user: 'the user', vendor: 'a vendor' };

/** What the client says of a call beside its addresses, rates and adaptation layer. */
export function elementSentences({
  bearer, calledSubaddress, callingSubaddress, qosClass, bhli, blli,
}: CallElementsSpec = {}): string[] {
  const clipping = bearer?.susceptibleToClipping === true ? '; its data suffer when their beginning is cut off' : '';
  const ends = [
    ...(calledSubaddress === undefined ? [] : [`${calledSubaddress} of the called party`]),
    ...(callingSubaddress === undefined ? [] : [`${callingSubaddress} of the caller`]),
  ];
  const layers = [blli?.layer2, blli?.layer3 === 'SNAP' ? `SNAP ${blli.snap}` : blli?.layer3].filter((layer) => layer !== undefined);
  return [
    ...(bearer === undefined ? [] : [`The bearer class is ${bearer.bearerClass}${clipping}.`]),
    ...(ends.length === 0 ? [] : [`Subaddresses are given: ${ends.join(', ')}.`]),
    ...(qosClass === undefined ? [] : [`The quality of service class is ${qosClass}.`]),
    ...(layers.length === 0 ? [] : [`Above the adaptation layer is ${layers.join(' with ')}.`]),
    ...(bhli === undefined ? [] : [`Higher-layer information as ${highLayerWords[bhli.by]} defines it: ${bhli.octets}.`]),
  ];
}

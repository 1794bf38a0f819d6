import type { AalSpec, CallElementsSpec } from './call-elements.ts';

/** Information elements as the keys of `call` say them in a scenario file; what is left to defaults is left out. */
export function elementWords({ bearer, aal, qosClass, bhli, blli, ...subaddresses }: CallElementsSpec): object {
  return {
    ...(bearer !== undefined && bearer.bearerClass !== 'BCOB-X' && { bearerClass: bearer.bearerClass }),
    ...(bearer?.susceptibleToClipping === true && { susceptibleToClipping: true }),
    ...(aal !== undefined && { aal: aalWords(aal) }),
    ...subaddresses,
    ...(qosClass !== undefined && { qosClass }),
    ...(bhli !== undefined && { bhli: { [bhli.by]: bhli.octets } }),
    ...(blli !== undefined && { blli }),
  };
}

function aalWords(aal: AalSpec): unknown {
  if (aal.kind === 'AAL0') return aal.kind;
  if (aal.kind !== 'AAL1') {
    const { kind, ...detail } = aal;
    return { [kind]: detail };
  }
  const { kind, kbitPerSecond, blockOctets, filledOctets, ...words } = aal;
  return {
    [kind]: {
      ...words,
      cbrRate: `${kbitPerSecond} kbit/s`,
      ...(blockOctets !== undefined && { blockSize: `${blockOctets} octets` }),
      ...(filledOctets !== undefined && { partialFill: `${filledOctets} octets` }),
    },
  };
}

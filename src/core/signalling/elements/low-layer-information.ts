import type { ContentsReader } from '../contents-reader.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import type { FieldNote } from '../field-note.ts';
import { hexField, within } from '../octet-fields.ts';

/** Broadband low-layer information (Q.2931, 4.5.9). A layer that is not given is left out. */
export type LowLayerInformation = Readonly<{
  layer1Protocol?: number;
  layer2Protocol?: number;
  layer2Mode?: number;
  layer2Window?: number;
  layer2UserInformation?: number;
  layer3Protocol?: number;
  layer3Mode?: number;
  layer3DefaultPacketSize?: number;
  layer3Window?: number;
  layer3UserInformation?: number;
  layer3TerminalType?: number;
  layer3TerminalCapability?: number;
  layer3ForwardMultiplexing?: number;
  layer3BackwardMultiplexing?: number;
  initialProtocolIdentifier?: number;
  snapOui?: string;
  snapPid?: string;
}>;

/** Protocols that are followed by octets of their own. */
const userSpecified = 0x10;
const tr9577 = 0x0b;
const h310 = 0x0c;
const snap = 0x80;
const extension = 0x80;

const mode: FieldNote['values'] = { 1: 'normal', 2: 'extended' };
const multiplexing: FieldNote['values'] = {
  0: 'none', 1: 'transport stream', 2: 'transport stream with forward error correction', 3: 'program stream',
  4: 'program stream with forward error correction', 5: 'H.221',
};

export const lowLayerInformation: ElementCodec<LowLayerInformation> = {
  id: elementIds['broadband low-layer information'],

  fields: {
    layer1Protocol: { meaning: 'layer 1 protocol, 0 to 31' },
    layer2Protocol: {
      meaning: 'layer 2 protocol, 0 to 31',
      values: {
        1: 'basic mode', 2: 'Q.921', 6: 'X.25 link', 7: 'X.25 multilink', 8: 'extended LAPB', 9: 'HDLC ARM', 10: 'HDLC NRM',
        11: 'HDLC ABM', 12: 'LLC (ISO/IEC 8802-2)', 13: 'X.75 single link', 14: 'Q.922', 16: 'user specified', 17: 'ISO 7776',
      },
    },
    layer2Mode: { meaning: 'layer 2 mode', values: mode },
    layer2Window: { meaning: 'layer 2 window size, 0 to 127; needs layer2Mode' },
    layer2UserInformation: { meaning: 'user specified layer 2 protocol, 0 to 127' },
    layer3Protocol: {
      meaning: 'layer 3 protocol, 0 to 31',
      values: {
        6: 'X.25', 7: 'ISO/IEC 8208', 8: 'X.223', 9: 'ISO/IEC 8473', 10: 'T.70', 11: 'ISO/IEC TR 9577', 12: 'H.310', 13: 'H.321',
        16: 'user specified',
      },
    },
    layer3Mode: { meaning: 'layer 3 mode', values: mode },
    layer3DefaultPacketSize: { meaning: 'power of two, 0 to 15; needs layer3Mode' },
    layer3Window: { meaning: 'packet window size, 0 to 127; needs layer3DefaultPacketSize' },
    layer3UserInformation: { meaning: 'user specified layer 3 protocol, 0 to 127' },
    layer3TerminalType: { meaning: 'H.310: 0 to 15', values: { 1: 'receive only', 2: 'send only', 3: 'both' } },
    layer3TerminalCapability: { meaning: 'H.310: 0 to 7', values: { 0: 'no indication', 1: 'AAL1', 2: 'AAL5', 3: 'AAL1 and AAL5' } },
    layer3ForwardMultiplexing: { meaning: 'H.310: towards the called party, 0 to 7', values: multiplexing },
    layer3BackwardMultiplexing: { meaning: 'H.310: towards the calling party, 0 to 7', values: multiplexing },
    initialProtocolIdentifier: { meaning: 'TR 9577: initial protocol identifier', values: { 0x80: 'SNAP', 0xcc: 'IP' } },
    snapOui: { meaning: 'SNAP: organisation, hex of three octets' },
    snapPid: { meaning: 'SNAP: protocol, hex of two octets' },
  },

  decode(reader) {
    while (reader.left > 0) {
      const octet = reader.octet('layer') as number;
      const layer = (octet >> 5) & 0x03;
      if (layer === 0) {
        reader.fail('layer 0 is not defined');
        return;
      }
      const protocol = octet & 0x1f;
      reader.set(`layer${layer}Protocol`, protocol);
      if ((octet & extension) === 0) decodeLayer(reader, layer, protocol);
    }
  },

  encode(fields) {
    const octets: number[] = [];
    if (fields.layer1Protocol !== undefined) octets.push(extension | 0x20 | within(fields.layer1Protocol, 0x1f));
    if (fields.layer2Protocol !== undefined) {
      const { layer2Protocol, layer2UserInformation, layer2Mode, layer2Window } = fields;
      octets.push(...chained([0x40 | within(layer2Protocol, 0x1f), layer2UserInformation, shifted(layer2Mode), layer2Window]));
    }
    return fields.layer3Protocol === undefined ? octets : [...octets, ...encodeLayer3(fields, fields.layer3Protocol)];
  },
};

function decodeLayer(reader: ContentsReader, layer: number, protocol: number): void {
  if (layer === 1) {
    reader.fail('layer 1 has no further octets');
  } else if (layer === 3 && protocol === tr9577) {
    decodeTr9577(reader);
  } else if (protocol === userSpecified) {
    read(reader, [[`layer${layer}UserInformation`, 0, 0x7f]], layer);
  } else if (layer === 3 && protocol === h310) {
    decodeH310(reader);
  } else if (layer === 3) {
    read(reader, [['layer3Mode', 5, 0x03], ['layer3DefaultPacketSize', 0, 0x0f], ['layer3Window', 0, 0x7f]], layer);
  } else {
    read(reader, [['layer2Mode', 5, 0x03], ['layer2Window', 0, 0x7f]], layer);
  }
}

/** Reads octets into fields until one has the extension bit set. */
function read(reader: ContentsReader, list: readonly (readonly [field: string, shift: number, mask: number])[], layer: number): void {
  for (const [field, shift, mask] of list) {
    const octet = reader.octet(field);
    if (octet === undefined) return;
    reader.set(field, (octet >> shift) & mask);
    if ((octet & extension) !== 0) return;
  }
  reader.fail(`layer ${layer} goes on after its last octet`);
}

function decodeH310(reader: ContentsReader): void {
  const first = reader.octet('layer3TerminalType');
  if (first === undefined) return;
  reader.set('layer3TerminalType', first & 0x0f);
  reader.set('layer3TerminalCapability', (first >> 4) & 0x07);
  if ((first & extension) !== 0) return;
  const second = reader.octet('layer3ForwardMultiplexing');
  if (second === undefined) return;
  reader.set('layer3ForwardMultiplexing', (second >> 3) & 0x07);
  reader.set('layer3BackwardMultiplexing', second & 0x07);
  if ((second & extension) === 0) reader.fail('layer 3 goes on after its last octet');
}

function decodeTr9577(reader: ContentsReader): void {
  const high = reader.octet('initial protocol identifier');
  const low = reader.octet('initial protocol identifier');
  if (high === undefined || low === undefined) return;
  const identifier = ((high & 0x7f) << 1) | ((low >> 6) & 1);
  reader.set('initialProtocolIdentifier', identifier);
  if (identifier !== snap || reader.left === 0) return;
  reader.octet('SNAP');
  for (const [field, octets] of [['snapOui', 3], ['snapPid', 2]] as const) {
    const taken = reader.take(field, octets);
    if (taken !== undefined) reader.hexOf(field, taken);
  }
}

function encodeLayer3(fields: LowLayerInformation, protocol: number): number[] {
  const { layer3UserInformation, layer3Mode, layer3DefaultPacketSize, layer3Window, initialProtocolIdentifier } = fields;
  const first = 0x60 | within(protocol, 0x1f);
  if (initialProtocolIdentifier !== undefined) return [first, ...encodeTr9577(fields, within(initialProtocolIdentifier, 0xff))];
  if (fields.layer3TerminalType !== undefined) return chained([first, ...h310Octets(fields, fields.layer3TerminalType)]);
  return chained([first, layer3UserInformation, shifted(layer3Mode), layer3DefaultPacketSize, layer3Window]);
}

function encodeTr9577({ snapOui, snapPid }: LowLayerInformation, identifier: number): number[] {
  const octets = [identifier >> 1, extension | ((identifier & 1) << 6)];
  if (snapOui === undefined && snapPid === undefined) return octets;
  if (snapOui === undefined || snapPid === undefined) throw new RangeError('snapOui and snapPid stand together or not at all');
  return [...octets, 0x80, ...hexField(snapOui), ...hexField(snapPid)];
}

function h310Octets(fields: LowLayerInformation, terminalType: number): number[] {
  const { layer3TerminalCapability = 0, layer3ForwardMultiplexing, layer3BackwardMultiplexing = 0 } = fields;
  const first = (within(layer3TerminalCapability, 7) << 4) | within(terminalType, 0x0f);
  if (layer3ForwardMultiplexing === undefined) return [first];
  return [first, (within(layer3ForwardMultiplexing, 7) << 3) | within(layer3BackwardMultiplexing, 7)];
}

function shifted(mode: number | undefined): number | undefined {
  return mode === undefined ? undefined : within(mode, 3) << 5;
}

/** Those octets that are given, the last of them with the extension bit set. */
function chained(octets: readonly (number | undefined)[]): number[] {
  const given = octets.filter((octet) => octet !== undefined);
  return given.map((octet, i) => (i === given.length - 1 ? extension : 0) | within(octet, 0x7f));
}

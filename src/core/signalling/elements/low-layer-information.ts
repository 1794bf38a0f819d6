import { hexOctets } from '../../octets.ts';
import type { ContentsReader } from '../contents-reader.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Broadband low-layer information (Q.2931, 4.5.9). A layer that is not given is left out. */
export type LowLayerInformation = Readonly<{
  layer1Protocol?: number;
  /** 12 is LLC (ISO 8802/2), 16 user specified. */
  layer2Protocol?: number;
  /** 1 normal, 2 extended. */
  layer2Mode?: number;
  /** Needs `layer2Mode`. */
  layer2Window?: number;
  layer2UserInformation?: number;
  /** 11 is ISO/IEC TR 9577, 16 user specified. */
  layer3Protocol?: number;
  layer3Mode?: number;
  /** Power of two; needs `layer3Mode`. */
  layer3DefaultPacketSize?: number;
  /** Needs `layer3DefaultPacketSize`. */
  layer3Window?: number;
  layer3UserInformation?: number;
  /** Initial protocol identifier of TR 9577: 0xcc is IP, 0x80 SNAP. */
  initialProtocolIdentifier?: number;
  /** Hex of three octets, with identifier 0x80. */
  snapOui?: string;
  /** Hex of two octets, with identifier 0x80. */
  snapPid?: string;
}>;

/** Values of `layer2Protocol` and `layer3Protocol` that are followed by octets of their own. */
const userSpecified = 0x10;
const tr9577 = 0x0b;
const snap = 0x80;
const extension = 0x80;

export const lowLayerInformation: ElementCodec<LowLayerInformation> = {
  id: elementIds['broadband low-layer information'],

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
    if (fields.layer3Protocol === undefined) return octets;
    if (fields.initialProtocolIdentifier !== undefined) return [...octets, ...encodeTr9577(fields, fields.initialProtocolIdentifier)];
    const { layer3UserInformation, layer3Mode, layer3DefaultPacketSize, layer3Window } = fields;
    const layer3 = 0x60 | within(fields.layer3Protocol, 0x1f);
    return [
      ...octets,
      ...chained([layer3, layer3UserInformation, shifted(layer3Mode), layer3DefaultPacketSize, layer3Window]),
    ];
  },
};

function decodeLayer(reader: ContentsReader, layer: number, protocol: number): void {
  if (layer === 3 && protocol === tr9577) {
    decodeTr9577(reader);
    return;
  }
  if (layer === 1) {
    reader.fail('layer 1 has no further octets');
    return;
  }
  if (protocol === userSpecified) {
    extended(reader, `layer${layer}UserInformation`, 0, 0x7f);
    return;
  }
  if (!extended(reader, `layer${layer}Mode`, 5, 0x03)) return;
  if (layer === 3 && !extended(reader, 'layer3DefaultPacketSize', 0, 0x0f)) return;
  extended(reader, `layer${layer}Window`, 0, 0x7f);
}

/** Reads one octet into a field and says whether its extension bit lets another follow. */
function extended(reader: ContentsReader, field: string, shift: number, mask: number): boolean {
  const octet = reader.octet(field);
  if (octet === undefined) return false;
  reader.set(field, (octet >> shift) & mask);
  return (octet & extension) === 0;
}

function decodeTr9577(reader: ContentsReader): void {
  const high = reader.octet('initial protocol identifier');
  const low = reader.octet('initial protocol identifier');
  if (high === undefined || low === undefined) return;
  const identifier = ((high & 0x7f) << 1) | ((low >> 6) & 1);
  reader.set('initialProtocolIdentifier', identifier);
  if (identifier !== snap || reader.left === 0) return;
  reader.octet('SNAP');
  reader.hex('snapOui', 3);
  reader.hex('snapPid', 2);
}

function encodeTr9577(fields: LowLayerInformation, identifier: number): number[] {
  const octets = [0x60 | tr9577, identifier >> 1, extension | ((identifier & 1) << 6)];
  if (fields.snapOui === undefined || fields.snapPid === undefined) return octets;
  return [...octets, 0x80, ...(hexOctets(fields.snapOui) ?? []), ...(hexOctets(fields.snapPid) ?? [])];
}

function shifted(mode: number | undefined): number | undefined {
  return mode === undefined ? undefined : within(mode, 3) << 5;
}

/** Those octets that are given, the last of them with the extension bit set. */
function chained(octets: readonly (number | undefined)[]): number[] {
  const given = octets.filter((octet) => octet !== undefined);
  return given.map((octet, i) => (i === given.length - 1 ? extension : 0) | within(octet, 0x7f));
}

/** One frame of a classic pcap file with link type SUNATM, taken apart just far enough for signalling. */
export interface SunAtmFrame {
  /** Sent by the terminal (DTE), in the direction that the pseudo header's top bit tells. */
  readonly fromTerminal: boolean;
  readonly vpi: number;
  readonly vci: number;
  readonly pduType: number;
  /** N(S) of sequenced data. */
  readonly sequence: number;
  /** The information field without its padding. */
  readonly information: Uint8Array;
}

/** Reads a little-endian pcap file as the recorder of the golden file wrote it. */
export function readSunAtmPcap(file: Uint8Array): readonly SunAtmFrame[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const frames: SunAtmFrame[] = [];
  let at = 24;
  while (at < file.length) {
    const length = view.getUint32(at + 8, true);
    frames.push(sunAtmFrame(file.subarray(at + 16, at + 16 + length)));
    at += 16 + length;
  }
  return frames;
}

/** Takes one packet apart: pseudo header, information field, SSCOP trailer. */
export function sunAtmFrame(packet: Uint8Array): SunAtmFrame {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const trailer = view.getUint32(packet.length - 4);
  return {
    fromTerminal: (packet[0] as number) >= 0x80,
    vpi: packet[1] as number,
    vci: view.getUint16(2),
    pduType: (trailer >>> 24) & 0x0f,
    sequence: trailer & 0xffffff,
    information: packet.subarray(4, packet.length - 4 - (trailer >>> 30)),
  };
}

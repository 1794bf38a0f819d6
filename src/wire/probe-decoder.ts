import { LineDecoder } from './line-decoder.ts';
import { PortDecoder } from './port-decoder.ts';
import type { PortCounts, PortEnding, PortListener } from './port-stage.ts';
import type { Timeline } from './timeline.ts';

/**
 * Decodes a port in the form that its device speaks, binary frames or text lines: the form in which its HELLO arrives. Until then
 * both are tried; what is no HELLO leaves no trace. A port without a HELLO counts as binary.
 */
export class ProbeDecoder {
  private readonly frames: PortDecoder;
  private readonly lines: LineDecoder;
  private decoder: PortDecoder | LineDecoder | undefined;

  constructor(portIndex: number, timeline: Timeline, listener: PortListener) {
    this.frames = new PortDecoder(portIndex, timeline, listener);
    this.lines = new LineDecoder(portIndex, timeline, listener);
  }

  /** The counts of the form that was decoded. */
  get counts(): PortCounts {
    return (this.decoder ?? this.frames).counts;
  }

  /** `arrivedNs`: the host's monotonic clock when the read that delivered the octets returned. */
  push(octets: Uint8Array, arrivedNs: number): void {
    if (this.decoder !== undefined) {
      this.decoder.push(octets, arrivedNs);
      return;
    }
    this.frames.push(octets, arrivedNs);
    if (this.frames.started) {
      this.decoder = this.frames;
      return;
    }
    this.lines.push(octets, arrivedNs);
    if (this.lines.started) this.decoder = this.lines;
  }

  /** No octets follow. */
  end(ending: PortEnding): void {
    (this.decoder ?? this.frames).end(ending);
  }
}

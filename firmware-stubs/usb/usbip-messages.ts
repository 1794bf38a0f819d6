/**
 * USB/IP between a device and the kernel's virtual host controller: requests come in, answers go out, in one stream of octets. All
 * numbers of the head are big-endian 32-bit words (Linux, Documentation/usb/usbip_protocol.rst; there is no import phase here, the
 * kernel is handed the connection).
 */

const headOctets = 48;
/** `command` of the head. */
const command = { submit: 1, unlink: 2, submitted: 3, unlinked: 4 } as const;

/** Answers to a request, as Linux error numbers: refused by the endpoint (a stall); taken back by the host. */
export const status = { ok: 0, stall: -32, unlinked: -104 } as const;

/** The eight octets of a control transfer (USB 2.0, table 9-2), with `bmRequestType` taken apart no further. */
export interface Setup {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
}

/** The host asks for a transfer. */
export interface SubmitRequest {
  readonly kind: 'submit';
  readonly sequence: number;
  /** Number of the endpoint, without its direction. */
  readonly endpoint: number;
  readonly isIn: boolean;
  /** Room for what the device sends, or how much the host sends. */
  readonly octets: number;
  readonly setup: Setup;
  /** What the host sends; of no length where `isIn`. */
  readonly data: Uint8Array;
}

/** The host takes a transfer back. */
export interface UnlinkRequest {
  readonly kind: 'unlink';
  readonly sequence: number;
  /** Sequence number of the transfer that is meant. */
  readonly meant: number;
}

export type UsbipRequest = SubmitRequest | UnlinkRequest;

/** Takes the stream from the host apart. Throws where it is none. */
export class UsbipReader {
  #parts: Uint8Array[] = [];
  #have = 0;
  /** What the message at the front is long, as far as that is known. */
  #need: number = headOctets;

  /** Every request that is whole now. They are valid as long as `octets` are. */
  *push(octets: Uint8Array): Generator<UsbipRequest> {
    this.#parts.push(octets);
    this.#have += octets.length;
    while (this.#have >= this.#need) {
      // Joined once a message, not once a part.
      const joined = this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : Buffer.concat(this.#parts);
      this.#parts = [joined];
      const head = new DataView(joined.buffer, joined.byteOffset, headOctets);
      this.#need = headOctets + outOctets(head);
      if (this.#have < this.#need) return;
      const message = joined.subarray(0, this.#need);
      this.#parts = this.#have === this.#need ? [] : [joined.subarray(this.#need)];
      this.#have -= this.#need;
      this.#need = headOctets;
      yield requestOf(head, message);
    }
  }
}

/** How many octets of data follow the head. */
function outOctets(head: DataView): number {
  return head.getUint32(0) === command.submit && head.getUint32(12) === 0 ? head.getInt32(24) : 0;
}

function requestOf(head: DataView, message: Uint8Array): UsbipRequest {
  const sequence = head.getUint32(4);
  switch (head.getUint32(0)) {
    case command.unlink:
      return { kind: 'unlink', sequence, meant: head.getUint32(20) };
    case command.submit:
      return {
        kind: 'submit',
        sequence,
        endpoint: head.getUint32(16),
        isIn: head.getUint32(12) === 1,
        octets: head.getInt32(24),
        setup: {
          requestType: head.getUint8(40),
          request: head.getUint8(41),
          value: head.getUint16(42, true),
          index: head.getUint16(44, true),
          length: head.getUint16(46, true),
        },
        data: message.subarray(headOctets),
      };
    default:
      throw new Error(`USB/IP: there is no request ${head.getUint32(0)}`);
  }
}

/** The answer to a transfer to the host: what it got, or why nothing. */
export function inAnswer(sequence: number, outcome: number, data: Uint8Array): Uint8Array {
  const answer = answerHead(command.submitted, sequence, outcome, data.length, headOctets + data.length);
  answer.set(data, headOctets);
  return answer;
}

/** The answer to a transfer from the host: how much of it was taken. */
export function outAnswer(sequence: number, outcome: number, taken: number): Uint8Array {
  return answerHead(command.submitted, sequence, outcome, taken, headOctets);
}

/** The answer to an unlinking: whether the transfer was still there to be taken back. */
export function unlinkAnswer(sequence: number, wasThere: boolean): Uint8Array {
  return answerHead(command.unlinked, sequence, wasThere ? status.unlinked : status.ok, 0, headOctets);
}

function answerHead(kind: number, sequence: number, outcome: number, actual: number, length: number): Uint8Array {
  const answer = new Uint8Array(length);
  const view = new DataView(answer.buffer);
  view.setUint32(0, kind);
  view.setUint32(4, sequence);
  view.setInt32(20, outcome);
  view.setInt32(24, actual);
  return answer;
}

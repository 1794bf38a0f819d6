import { openPty } from '../../firmware-stubs/pty/pty.ts';
import { LineDamage } from '../../src/core/scenario/line-fault.ts';
import type { LineLookout } from '../../src/core/scenario/line-lookout.ts';
import { DamagedPort } from '../../src/ports/damaged-port.ts';
import { memoryPortPair } from '../../src/ports/memory-port.ts';
import type { Port } from '../../src/ports/port.ts';
import { SerialPort } from '../../src/ports/serial-port.ts';
import { TcpPort } from '../../src/ports/tcp-port.ts';
import { portContract, type Line } from './port-contract.ts';
import { RecordingListener } from './recording-listener.ts';
import { tcpPeer } from './tcp-peer.ts';

portContract('serial, over a pseudo-terminal', async () => {
  const heard = new RecordingListener();
  const pty = await openPty({ received: (octets) => heard.received({ octets, arrivedNs: 0 }) });
  return {
    port: new SerialPort({ path: pty.path, baudRate: 115_200 }),
    far: {
      heard,
      send: (octets) => pty.write(octets),
      pause: () => pty.pause(),
      resume: () => pty.resume(),
      pull: () => pty.close(),
    },
    dispose: () => pty.close(),
  };
});

/** A memory port as it is, or behind something. */
async function memoryLine(behind: (port: Port) => Port): Promise<Line> {
  const heard = new RecordingListener();
  const [port, other] = memoryPortPair();
  await other.open(heard);
  return {
    port: behind(port),
    far: {
      heard,
      send: (octets) => other.write(octets),
      pause: () => other.pause(),
      resume: () => other.resume(),
      pull: () => other.close(),
    },
    dispose: () => other.close(),
  };
}

portContract('in memory', () => memoryLine((port) => port));

portContract('in memory, on a line that will be damaged later', () => {
  return memoryLine((port) => new DamagedPort(port, new LineDamage([{ kind: 'drop', octets: 1, holdNs: 0, afterOctets: 2 ** 40 }])));
});

/** Knows at once that there is nothing to wait for. */
class Blind implements LineLookout {
  known = 0;

  push(octets: Uint8Array): void {
    this.known += octets.length;
  }

  take(): readonly [] {
    return [];
  }
}

portContract('in memory, on a line that waits in vain for a moment', () => {
  return memoryLine((port) => new DamagedPort(port, new LineDamage([{ kind: 'drop', octets: 1, holdNs: 0, moment: { atNs: 0 } }], new Blind())));
});

portContract('TCP, over loopback', async () => {
  const peer = await tcpPeer();
  return {
    port: new TcpPort({ ...peer.address, connectTimeoutMs: 5000 }),
    far: {
      heard: peer.heard,
      send: async (octets) => peer.send(octets),
      pause: () => peer.socket.pause(),
      resume: () => peer.socket.resume(),
      pull: async () => void peer.socket.resetAndDestroy(),
    },
    // What Linux keeps of a connection whose reader stalls: at most 4 MiB on one side, and less on the other.
    stallOctets: 16 * 1024 * 1024,
    dispose: () => peer.close(),
  };
});

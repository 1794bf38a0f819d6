import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directionIds } from '../../../src/core/trace/event-record.ts';
import { CaptureReplay } from '../../../src/wire/capture/capture-replay.ts';
import { output, testWithTool } from '../../tools.ts';
import { sampleBench, sampleSignals, TraceLog } from './sample-run.ts';

/** Puts octets into a file of its own and takes the folder away afterwards. */
function withFile<Result>(octets: Uint8Array, use: (file: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-'));
  try {
    const file = join(folder, 'capture.pcapng');
    writeFileSync(file, octets);
    return use(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The fields of each signalling message in a file, as tshark prints them. */
function fieldsOf(file: string, fields: readonly string[]): readonly (readonly string[])[] {
  const format = ['-T', 'fields', '-E', 'separator=|', '-E', 'aggregator=,', ...fields.flatMap((field) => ['-e', field])];
  return output('tshark', '-r', file, '-Y', 'q2931', ...format).split('\n').slice(0, -1).map((line) => line.split('|'));
}

testWithTool('tshark', 'the signalling of a recorded run decodes without settings, in its direction and order', (t) => {
  const fields = ['frame.interface_name', 'q2931.message_type', 'sscop.s', 'atm.vpi', 'atm.vci', 'frame.time_epoch', 'atm.channel'];
  const read = withFile(sampleBench().file(), (file) => fieldsOf(file, fields));
  t.is(read.length, sampleSignals.length);
  t.deepEqual(read.map(([name, type]) => [name, type]), sampleSignals.map(([, hex]) => ['signalling', `0x${hex.slice(10, 12)}`]));
  t.deepEqual(read.map((packet) => packet[2]), ['0', '0', '1', '1', '2', '2']);
  // Channel 0 is DTE to DCE: sent by the system under test.
  t.deepEqual(read.map((packet) => packet[6]), sampleSignals.map(([direction]) => (direction === directionIds.tx ? '0' : '1')));
  t.deepEqual(new Set(read.map((packet) => `${packet[3]}/${packet[4]}`)), new Set(['0/5']));
  // The fourth read, 4.5 us after the anchor and 1.5 us a read, completes the first signal.
  t.is(read[0]?.[5], '1795275294.000004500');
});

testWithTool('capinfos', 'capinfos accepts a recorded run', (t) => {
  const text = withFile(sampleBench().file(), (file) => output('capinfos', file));
  t.regex(text, /File type:\s+Wireshark\/\.\.\. - pcapng/);
  t.regex(text, /Number of interfaces in file: 3/);
  t.regex(text, /Name = main[\s\S]*Name = bench[\s\S]*Name = signalling/);
  t.regex(text, /Capture comment:\s+\{"condisTrace":1/);
});

testWithTool('tshark', 'no packet of a recorded run is malformed', (t) => {
  t.is(withFile(sampleBench().file(), (file) => output('tshark', '-r', file, '-Y', '_ws.malformed')), '');
});

testWithTool('editcap', 'a capture that editcap has copied holds the same trace, but not what shows that it was closed in order', (t) => {
  const file = sampleBench().file();
  const copy = withFile(file, (path, folder) => {
    output('editcap', path, join(folder, 'copy.pcapng'));
    return readFileSync(join(folder, 'copy.pcapng'));
  });
  t.notDeepEqual(Uint8Array.from(copy), file);
  const [original, copied] = [file, copy].map((octets) => {
    const log = new TraceLog();
    const replay = new CaptureReplay('capture.pcapng', log);
    replay.push(octets);
    return { ...replay.finish(), log };
  });
  t.deepEqual(copied?.log.events.slice(0, -1), original?.log.events);
  t.is(copied?.log.events.at(-1)?.kind, 'gap');
  t.deepEqual(copied?.log.headers, original?.log.headers);
  t.is(copied?.complete, false);
});

import test from 'ava';
import { type CaptureFile, pauseAboveOctets, refuseAboveOctets } from '../../src/bench/capture-file.ts';
import { PortPipeline } from '../../src/bench/port-pipeline.ts';
import { memoryPortPair } from '../../src/ports/memory-port.ts';
import { monotonicClock } from '../../src/ports/monotonic-clock.ts';
import { CaptureRecorder } from '../../src/wire/capture/capture-recorder.ts';
import { CaptureReplay } from '../../src/wire/capture/capture-replay.ts';
import { RunInterpreter } from '../../src/wire/capture/run-interpreter.ts';

/** A pipeline whose disk holds as much as the test says, and the capture that comes of it. */
function pipelineWithFakeDisk() {
  const disk = { queuedOctets: 0, failure: undefined };
  const [port] = memoryPortPair();
  const calls: string[] = [];
  const watched = Object.assign(Object.create(port) as typeof port, { pause: () => calls.push('pause'), resume: () => calls.push('resume') });
  const blocks: Uint8Array[] = [];
  const about = { startedAt: '2026-01-01T00:00:00Z' };
  const recorder = new CaptureRecorder(about, ['main'], { monotonicNs: 0, utcNs: 0n }, (block) => blocks.push(block.slice()));
  const interpreter = new RunInterpreter(['main'], about, { header: () => undefined, batch: () => undefined });
  const capture = disk as unknown as CaptureFile;
  const pipeline = new PortPipeline({ port: watched, portName: 'main', clock: monotonicClock, recorder, capture, interpreter, heard: [] });
  const read = (octets: number): void => pipeline.listener.received({ octets: new Uint8Array(octets).fill(0x55), arrivedNs: monotonicClock.nowNs() });
  return { disk, pipeline, calls, blocks, read, recorder };
}

test('a port is paused while the disk is behind, and resumed when it has caught up (with a fake disk)', (t) => {
  const { disk, pipeline, calls, read } = pipelineWithFakeDisk();
  read(10);
  disk.queuedOctets = pauseAboveOctets + 1;
  read(10);
  read(10);
  t.deepEqual(calls, ['pause']);
  disk.queuedOctets = pauseAboveOctets / 2;
  pipeline.queueChanged();
  t.deepEqual(calls, ['pause']);
  disk.queuedOctets = 0;
  pipeline.queueChanged();
  t.deepEqual(calls, ['pause', 'resume']);
});

test('what a port delivers in spite of its pause is counted, noted and never silently lost (with a fake disk)', (t) => {
  const { disk, pipeline, blocks, read, recorder } = pipelineWithFakeDisk();
  read(10);
  disk.queuedOctets = refuseAboveOctets + 1;
  read(1000);
  read(500);
  t.deepEqual(pipeline.dropped, { packets: 0, octets: 0 });
  disk.queuedOctets = 0;
  read(10);
  t.deepEqual(pipeline.dropped, { packets: 2, octets: 1500 });
  recorder.close(1);
  const seen: unknown[] = [];
  const replay = new CaptureReplay('capture', { header: (header) => seen.push(header.complete), batch: () => undefined });
  for (const block of blocks) replay.push(block);
  t.true(Buffer.concat(blocks).includes('"what":"dropped","port":"main","packets":2,"octets":1500'));
  t.notThrows(() => replay.finish());
});

import { encodeCallParameters } from '../src/core/condis/call-parameters.ts';
import { functionIds, type FunctionName } from '../src/core/condis/functions.ts';
import { roleIds } from '../src/core/condis/roles.ts';
import { statusCodes } from '../src/core/condis/statuses.ts';
import { hexOctets } from '../src/core/octets.ts';
import { directionIds, kindIds, objectKinds } from '../src/core/trace/event-record.ts';
import { RecordWriter } from '../src/core/trace/record-writer.ts';
import { tailTags } from '../src/core/trace/tail.ts';

const flow = {
  TokenRate: 353_207, TokenBucketSize: 9188, PeakBandwidth: 353_207, Latency: 0xffffffff, DelayVariation: 0xffffffff,
  ServiceType: 2, MaxSduSize: 9188, MinimumPolicedSize: 0,
};
const cells = {
  ServiceCategory: 1, AverageCellRate: 8000, PeakCellRate: 8000, MinimumCellRate: 0, BurstLengthCells: 192, MaxSduSize: 9188,
};
const callParameters = encodeCallParameters({
  Flags: 0,
  CallMgrParameters: {
    Transmit: flow,
    Receive: flow,
    CallMgrSpecific: {
      ParamType: 1,
      Length: 96,
      Parameters: {
        InfoElementCount: 1,
        InfoElements: '5e8004a0008180',
        CalledParty: { AddressType: 1, NumberOfDigits: 20, Address: '47000580ffe1000000f21a26d800602fab6c0e00' },
        CallingParty: { AddressType: 1, NumberOfDigits: 20, Address: '47000580ffe1000000f21a26d8002048ab12cd00' },
      },
    },
  },
  MediaParameters: {
    Flags: 3,
    ReceivePriority: 0,
    ReceiveSizeHint: 9188,
    MediaSpecific: {
      ParamType: 1,
      Length: 148,
      Parameters: {
        AALType: 2, CellDelayVariationCLP0: 0, DefaultCLP: 0, ConnectionId: { Vpi: 0, Vci: 33 }, Transmit: cells, Receive: cells,
      },
    },
  },
  address: '0xffffc00a1b2c3d40',
});
const setup = hexOctets(
  '09030000010500006158800009050083a88123e48181e45900008400001f4084001f40be00' +
  '5e800003108180' + '70800015c247000580ffe1000000f21a26d800602fab6c0e00' + '6c80001682' +
  '0047000580ffe1000000f21a26d8002048ab12cd00' + '5c8000022000' + '5a80000588000000' + '21',
) as Uint8Array;

/** SETUP, CALL PROCEEDING, CONNECT: type, direction, octets. */
const signals = [[0x05, directionIds.tx, setup.length], [0x02, directionIds.rx, 18], [0x07, directionIds.rx, 22]] as const;

const kernelBase = 0xffff_c00a;
const plain: readonly (readonly [FunctionName, number])[] = [
  ['NdisCoCreateVc', roleIds.client], ['ProtocolCoCreateVc', roleIds.cm], ['MiniportCoCreateVc', roleIds.miniport],
  ['NdisCmActivateVc', roleIds.cm], ['MiniportCoActivateVc', roleIds.miniport], ['NdisMCoActivateVcComplete', roleIds.miniport],
  ['ProtocolCmActivateVcComplete', roleIds.cm], ['NdisCoSendNetBufferLists', roleIds.client],
  ['MiniportCoSendNetBufferLists', roleIds.miniport],
  ['NdisMCoSendNetBufferListsComplete', roleIds.miniport], ['NdisClCloseCall', roleIds.client], ['ProtocolCmCloseCall', roleIds.cm],
  ['NdisCmDeactivateVc', roleIds.cm], ['MiniportCoDeactivateVc', roleIds.miniport],
  ['NdisCmCloseCallComplete', roleIds.cm], ['ProtocolClCloseCallComplete', roleIds.client], ['NdisCoDeleteVc', roleIds.client],
];

/**
 * The records of `calls` make-calls as a probe in a 64-bit kernel would send them: an enter and a return for each function, four
 * of them with call parameters, eight with other arguments, three signals with their octets. Handles are kernel addresses,
 * ticks those of a 10 MHz counter.
 */
export function forEachPlausibleRecord(calls: number, record: (words: Int32Array, length: number) => void): void {
  const writer = new RecordWriter();
  let tick = 48_213_907_411;
  for (let call = 0; call < calls; call++) {
    const vc = 0x1b2c_0000 + (call % 64) * 0x340;
    const begin = (kind: number, fn: FunctionName, role: number): void => {
      tick += 37 + ((call * 7919 + tick) % 211);
      writer.begin(kind, role, functionIds[fn]);
      writer.tick(tick);
      writer.vcWords(vc, kernelBase);
      writer.thread(0x1a40 + (call % 4) * 8);
    };
    const finish = (): void => record(writer.words, writer.length);
    for (const fn of ['NdisClMakeCall', 'ProtocolCmMakeCall', 'NdisCmMakeCallComplete', 'ProtocolClMakeCallComplete'] as const) {
      begin(kindIds.enter, fn, fn.includes('Cl') ? roleIds.client : roleIds.cm);
      if (fn.endsWith('Complete')) writer.statusArgument(tailTags.argument, 'Status', 0);
      writer.callParametersArgument(tailTags.argument, 'CallParameters', callParameters);
      finish();
      begin(kindIds.return, fn, fn.includes('Cl') ? roleIds.client : roleIds.cm);
      if (!fn.endsWith('Complete')) writer.status(statusCodes.NDIS_STATUS_PENDING);
      finish();
    }
    for (const [index, [fn, role]] of plain.entries()) {
      begin(kindIds.enter, fn, role);
      if (fn.includes('Send')) writer.objectWords(objectKinds.nbl, 0x1c40_0000 + call * 0x180, kernelBase);
      else if (index % 2 === 0) writer.handleWordsArgument(tailTags.argument, 'CallMgrVcContext', 0x2d01_0000 + call * 0x200, kernelBase);
      finish();
      begin(kindIds.return, fn, role);
      if (index % 3 === 0) writer.status(statusCodes.NDIS_STATUS_PENDING);
      else if (index % 3 === 1) writer.status(0);
      finish();
    }
    for (const [type, direction, length] of signals) {
      tick += 90;
      writer.begin(kindIds.signal, 0, type, direction);
      writer.tick(tick);
      writer.vcWords(vc, kernelBase);
      const octets = setup.slice(0, length);
      octets[5] = type;
      writer.octetsEntry(tailTags.octets, octets);
      finish();
    }
  }
}

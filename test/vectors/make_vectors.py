#!/usr/bin/env python3
"""Byte vectors of probe protocol version 1, made from docs/probe-protocol.md without any code of the project.

Every field is laid out by hand below, with what it means beside it; the checksum is zlib's, and COBS is written here anew. Run
it in this folder: it writes the *.json beside it. `derivation` tells offset, octets and meaning of each field of the body.
"""
import json
import struct
import zlib


def u8(value): return struct.pack('<B', value)
def u16(value): return struct.pack('<H', value)
def u32(value): return struct.pack('<I', value)
def u64(value): return struct.pack('<Q', value)
def f64(value): return struct.pack('<d', value)


def padded(octets):
    return octets + bytes(-len(octets) % 4)


def cobs(octets):
    """By the paper's description: cut into runs that a zero ends, each of at most 254 octets."""
    out = b''
    rest = octets
    while True:
        run = rest.split(b'\0', 1)[0]
        if len(run) >= 254:
            out += b'\xff' + rest[:254]
            rest = rest[254:]
            if not rest:
                return out
        else:
            out += bytes([len(run) + 1]) + run
            if len(run) == len(rest):
                return out
            rest = rest[len(run) + 1:]


def body_of(kind, sequence, payload, length=None):
    head = u8(kind) + u8(0) + u16(len(payload) if length is None else length) + u32(sequence)
    covered = head + padded(payload)
    return covered + u32(zlib.crc32(covered))


def framed(body):
    return cobs(bytes(octet ^ 0xA5 for octet in body)) + b'\0'


def tell(fields, offset):
    lines = []
    for octets, meaning in fields:
        shown = octets.hex() if len(octets) <= 24 else f'{octets[:20].hex()}… ({len(octets)} octets)'
        lines.append(f'{offset}: {shown or "(none)"}  {meaning}')
        offset += len(octets)
    return lines


def vector(name, kind, kind_name, sequence, fields, expected):
    payload = b''.join(octets for octets, _ in fields)
    body = body_of(kind, sequence, payload)
    head = [(u8(kind), f'frame type {kind_name}'), (u8(0), 'zero'), (u16(len(payload)), f'payload of {len(payload)} octets'),
            (u32(sequence), f'sequence number {sequence}')]
    padding = [(bytes(-len(payload) % 4), 'padding to a whole word')] if len(payload) % 4 else []
    derivation = tell(head + list(fields) + padding + [(body[-4:], 'CRC-32 (zlib) of all before')], 0)
    return {'name': name, 'type': kind, 'sequence': sequence, 'derivation': derivation, 'frame': framed(body).hex(), 'expected': expected}


# ---- events -------------------------------------------------------------------------------------------------------------

PRESENT = {'tick': 0x0001, 'vc': 0x0002, 'af': 0x0004, 'sap': 0x0008, 'nbl': 0x000C, 'address': 0x0010, 'thread': 0x0020,
           'status': 0x0040, 'irql': 0x0080, 'party': 0x0100}


def head(number, kind, role, present, irql=0, detail=0, tick=0, vc=0, obj=0, thread=0, status=0, meanings=None):
    bits = 0
    for name in present.split():
        bits |= PRESENT[name]
    say = meanings or {}
    return [
        (u16(number), say.get('number', 'function number')), (u8(kind), say['kind']), (u8(role), say.get('role', 'no role')),
        (u16(bits), f'presence bits: {present or "none"}'), (u8(irql), 'IRQL'), (u8(detail), say.get('detail', 'detail: none')),
        (u64(tick), f'tick {tick}'), (u64(vc), 'VC handle'), (u64(obj), 'object handle'), (u32(thread), 'thread'), (u32(status), say.get('status', 'status')),
    ]


def entry(tag, kind, contents, meaning):
    """Header word and padded contents of a tail entry."""
    return (u32(tag | kind << 8 | len(contents) << 12) + padded(contents), f'tail: {meaning}')


def argument(tag, number, kind, value, meaning):
    return entry(tag, kind, u16(number) + u16(0) + value, meaning)


def named_argument(tag, name, kind, value, meaning):
    text = name.encode()
    return entry(tag, kind, u16(0xFFFF) + u16(len(text)) + padded(text) + value, meaning)


def group(number, contents):
    return u32(number | len(contents) << 16) + padded(contents)


events = [
    vector('enter-plain', 2, 'EVENT', 1, head(
        0x0107, 1, 1, 'tick vc thread', tick=10_000_123, vc=0x1001, thread=7,
        meanings={'number': 'NdisClMakeCall', 'kind': 'kind enter', 'role': 'role client'}),
        {'kind': 'enter', 'tick': 10_000_123, 'fn': 'NdisClMakeCall', 'by': 'client', 'vc': '0x1001', 'thread': 7}),
    vector('return-pending', 2, 'EVENT', 2, head(
        0x0107, 2, 1, 'tick vc thread status', tick=10_000_400, vc=0x1001, thread=7, status=0x103,
        meanings={'number': 'NdisClMakeCall', 'kind': 'kind return', 'role': 'role client', 'status': 'NDIS_STATUS_PENDING'}),
        {'kind': 'return', 'tick': 10_000_400, 'fn': 'NdisClMakeCall', 'by': 'client', 'vc': '0x1001', 'thread': 7, 'status': 'NDIS_STATUS_PENDING'}),
    vector('enter-null-handle-high-tick-irql', 2, 'EVENT', 3, head(
        0x0602, 1, 1, 'tick vc irql', irql=2, tick=0xFEDC_BA98_7654_3210, vc=0,
        meanings={'number': 'ProtocolClCallConnected', 'kind': 'kind enter', 'role': 'role client'}),
        {'kind': 'enter', 'tick': '18364758544493064720', 'fn': 'ProtocolClCallConnected', 'by': 'client', 'vc': None, 'irql': 2}),
    vector('completion-with-from-and-status-argument', 2, 'EVENT', 4, head(
        0x060b, 1, 1, 'tick vc', detail=1, tick=10_002_000, vc=0xFFFF_C00A_1B2C_3D40,
        meanings={'number': 'ProtocolClMakeCallComplete', 'kind': 'kind enter', 'role': 'role client', 'detail': 'from ndis'}) + [
        argument(64, 1, 3, u32(0), 'argument Status, a status: NDIS_STATUS_SUCCESS'),
        argument(64, 5, 0, b'', 'argument NdisPartyHandle, null'),
        argument(64, 9, 2, u64(0x2200), 'argument ProtocolPartyContext, a handle')],
        {'kind': 'enter', 'tick': 10_002_000, 'fn': 'ProtocolClMakeCallComplete', 'by': 'client', 'vc': '0xffffc00a1b2c3d40', 'from': 'ndis',
         'args': {'Status': 'NDIS_STATUS_SUCCESS', 'NdisPartyHandle': None, 'ProtocolPartyContext': '0x2200'}}),
    vector('return-with-out-handle', 2, 'EVENT', 5, head(
        0x0202, 2, 1, 'vc af status', vc=0x1001, obj=0xA1, status=0,
        meanings={'number': 'NdisCoCreateVc', 'kind': 'kind return', 'role': 'role client', 'status': 'NDIS_STATUS_SUCCESS'}) + [
        argument(65, 4, 2, u64(0x1001), 'out NdisVcHandle, a handle')],
        {'kind': 'return', 'fn': 'NdisCoCreateVc', 'by': 'client', 'vc': '0x1001', 'af': '0xa1', 'status': 'NDIS_STATUS_SUCCESS', 'out': {'NdisVcHandle': '0x1001'}}),
    vector('enter-with-call-parameters', 2, 'EVENT', 6, head(
        0x0709, 1, 2, 'tick vc', tick=10_001_000, vc=0x1001,
        meanings={'number': 'ProtocolCmMakeCall', 'kind': 'kind enter', 'role': 'role cm'}) + [
        argument(64, 3, 6,
                 group(1, u32(0b1) + u32(0)) +                                             # Flags = 0
                 group(2, u32(0)) +                                                        # CallMgrParameters
                 group(3, u32(0b1000101) + u32(353_207) + u32(400_000) + u32(9188)) +      # Transmit: TokenRate, PeakBandwidth, MaxSduSize
                 group(5, u32(0b11) + u32(1) + u32(96)) +                                  # CallMgrSpecific: ParamType, Length
                 group(6, u32(1 | 1 << 24) + u32(1) + bytes.fromhex('5e8004a0008180')) +   # InfoElementCount and 7 octets
                 group(7, u32(3 | 1 << 24) + u32(1) + u32(5) + b'\x47\0\x05\x80\xff') +    # CalledParty
                 group(9, u32(0b101) + u32(3) + u32(9188)) +                               # MediaParameters: Flags, ReceiveSizeHint
                 group(10, u32(0)) + group(11, u32(1) + u32(2)) +                          # MediaSpecific; AALType
                 group(12, u32(3) + u32(0) + u32(33)) +                                    # ConnectionId
                 group(14, u32(1 << 17 | 1 << 2) + u32(8000) + u32(7)) +                   # Receive: PeakCellRate, Reserved3
                 group(63, u64(0xFFFF_8000_0000_1000)),                                    # address
                 'argument CallParameters: groups 1, 2, 3, 5, 6, 7, 9, 10, 11, 12, 14, 63')],
        {'kind': 'enter', 'tick': 10_001_000, 'fn': 'ProtocolCmMakeCall', 'by': 'cm', 'vc': '0x1001', 'args': {'CallParameters': {
            'address': '0xffff800000001000', 'Flags': 0,
            'CallMgrParameters': {
                'Transmit': {'TokenRate': 353_207, 'PeakBandwidth': 400_000, 'MaxSduSize': 9188},
                'CallMgrSpecific': {'ParamType': 1, 'Length': 96, 'Parameters': {
                    'InfoElementCount': 1, 'InfoElements': '5e8004a0008180',
                    'CalledParty': {'AddressType': 1, 'NumberOfDigits': 5, 'Address': '47000580ff'}}}},
            'MediaParameters': {'Flags': 3, 'ReceiveSizeHint': 9188, 'MediaSpecific': {'Parameters': {
                'AALType': 2, 'ConnectionId': {'Vpi': 0, 'Vci': 33}, 'Receive': {'PeakCellRate': 8000, 'Reserved3': 7}}}}}}}),
    vector('enter-with-null-structures', 2, 'EVENT', 7, head(
        0x0107, 1, 1, 'vc', vc=0x1002, meanings={'number': 'NdisClMakeCall', 'kind': 'kind enter', 'role': 'role client'}) + [
        argument(64, 3, 6, group(1, u32(1) + u32(2)) + group(32, b'') + group(33, b''),
                 'argument CallParameters: Flags = CALL_PARAMETERS_CHANGED, CallMgrParameters NULL, MediaParameters NULL')],
        {'kind': 'enter', 'fn': 'NdisClMakeCall', 'by': 'client', 'vc': '0x1002',
         'args': {'CallParameters': {'Flags': 2, 'CallMgrParameters': None, 'MediaParameters': None}}}),
    vector('enter-unnumbered-names', 2, 'EVENT', 8, head(
        0xFFFF, 1, 4, 'tick', tick=1, meanings={'number': 'a function without a number', 'kind': 'kind enter', 'role': 'role miniport'}) + [
        entry(7, 4, b'MiniportCoOidRequest', 'fn, text'),
        entry(6, 4, b'dpc/0', 'thread, text'),
        entry(5, 1, u32(41), 'span, unsigned'),
        named_argument(64, 'NdisRequest', 2, u64(0x77), 'argument NdisRequest, its name as text, a handle'),
        named_argument(64, 'Depth', 1, u32(4_000_000_000), 'argument Depth, its name as text, unsigned')],
        {'kind': 'enter', 'tick': 1, 'fn': 'MiniportCoOidRequest', 'by': 'miniport', 'thread': 'dpc/0', 'span': 41,
         'args': {'NdisRequest': '0x77', 'Depth': 4_000_000_000}}),
    vector('send-of-two-lists', 2, 'EVENT', 9, head(
        0x0206, 1, 1, 'tick vc nbl', tick=20_000_000, vc=0x1001, obj=0x3001,
        meanings={'number': 'NdisCoSendNetBufferLists', 'kind': 'kind enter', 'role': 'role client'}) + [
        entry(4, 8, u64(0x3001) + u64(0x3002), 'nbl, handles'), argument(64, 24, 1, u32(0), 'argument SendFlags, unsigned')],
        {'kind': 'enter', 'tick': 20_000_000, 'fn': 'NdisCoSendNetBufferLists', 'by': 'client', 'vc': '0x1001', 'nbl': ['0x3001', '0x3002'],
         'args': {'SendFlags': 0}}),
    vector('send-complete-with-two-statuses', 2, 'EVENT', 10, head(
        0x0506, 1, 4, 'tick vc nbl', tick=20_000_900, vc=0x1001, obj=0x3001,
        meanings={'number': 'NdisMCoSendNetBufferListsComplete', 'kind': 'kind enter', 'role': 'role miniport'}) + [
        entry(4, 8, u64(0x3001) + u64(0x3002), 'nbl, handles'),
        argument(64, 1, 9, u32(0) + u32(0xC0010015), 'argument Status, statuses: NDIS_STATUS_SUCCESS, NDIS_STATUS_INVALID_DATA')],
        {'kind': 'enter', 'tick': 20_000_900, 'fn': 'NdisMCoSendNetBufferListsComplete', 'by': 'miniport', 'vc': '0x1001', 'nbl': ['0x3001', '0x3002'],
         'args': {'Status': ['NDIS_STATUS_SUCCESS', 'NDIS_STATUS_INVALID_DATA']}}),
    vector('enter-with-party', 2, 'EVENT', 11, head(
        0x0702, 1, 2, 'tick vc party', tick=5, vc=0x1001, meanings={'number': 'ProtocolCmAddParty', 'kind': 'kind enter', 'role': 'role cm'}) + [
        entry(1, 2, u64(0x5501), 'party, a handle')],
        {'kind': 'enter', 'tick': 5, 'fn': 'ProtocolCmAddParty', 'by': 'cm', 'vc': '0x1001', 'party': '0x5501'}),
    vector('signal-with-octets', 2, 'EVENT', 12, head(
        0x4d, 3, 0, 'tick vc', detail=2, tick=30_000_000, vc=0x1001,
        meanings={'number': 'RELEASE', 'kind': 'kind signal', 'detail': 'direction rx'}) + [
        entry(8, 5, bytes.fromhex('09038000014d8000060880000280 90'.replace(' ', '')), 'octets')],
        {'kind': 'signal', 'tick': 30_000_000, 'dir': 'rx', 'bytes': '09038000014d800006088000028090', 'message': 'RELEASE', 'vc': '0x1001'}),
    vector('signal-by-name-alone', 2, 'EVENT', 13, head(
        0xFFFF, 3, 0, '', detail=1, meanings={'number': 'a message without a number', 'kind': 'kind signal', 'detail': 'direction tx'}) + [
        entry(9, 4, b'VENDOR HELLO', 'message, text'), entry(10, 1, u32(0x7fffff), 'callReference, unsigned'),
        entry(11, 1, u32(3), 'endpointReference, unsigned')],
        {'kind': 'signal', 'dir': 'tx', 'message': 'VENDOR HELLO', 'callReference': 0x7fffff, 'endpointReference': 3}),
    vector('alloc', 2, 'EVENT', 14, head(
        0, 4, 2, 'tick address', detail=1, tick=40, obj=0xFFFF_A000_0000_0010,
        meanings={'number': 'none', 'kind': 'kind alloc', 'role': 'role cm', 'detail': 'pool nonpaged'}) + [
        entry(12, 1, u32(96), 'size, unsigned'), entry(13, 4, b'CallMgrVcContext', 'what, text')],
        {'kind': 'alloc', 'tick': 40, 'by': 'cm', 'address': '0xffffa00000000010', 'size': 96, 'pool': 'nonpaged', 'what': 'CallMgrVcContext'}),
    vector('free-by-ndis', 2, 'EVENT', 15, head(
        0, 5, 5, 'tick address', tick=41, obj=0x10, meanings={'number': 'none', 'kind': 'kind free', 'role': 'role ndis'}),
        {'kind': 'free', 'tick': 41, 'by': 'ndis', 'address': '0x10'}),
    vector('declare', 2, 'EVENT', 16, head(
        0, 6, 0, 'tick vc', tick=42, vc=0x1001, meanings={'number': 'none', 'kind': 'kind declare'}) + [
        entry(14, 5, u32(0b1001001) + u32(0b1000001), 'declares: given multipoint, renegotiationAllowed, tapi; true multipoint, tapi')],
        {'kind': 'declare', 'tick': 42, 'vc': '0x1001', 'multipoint': True, 'renegotiationAllowed': False, 'tapi': True}),
    vector('note-in-utf8', 2, 'EVENT', 17, head(0, 8, 0, 'tick', tick=43, meanings={'number': 'none', 'kind': 'kind note'}) + [
        entry(15, 4, 'Grüße, 呼 📞'.encode(), 'text, UTF-8')],
        {'kind': 'note', 'tick': 43, 'text': 'Grüße, 呼 📞'}),
    vector('long-note-without-zeros-in-the-frame', 2, 'EVENT', 18, head(0, 8, 0, 'tick', tick=44, meanings={'number': 'none', 'kind': 'kind note'}) + [
        entry(15, 4, b'n' * 600, 'text of 600 octets: runs of more than 254')],
        {'kind': 'note', 'tick': 44, 'text': 'n' * 600}),
    vector('last-sequence-number', 2, 'EVENT', 0xFFFF_FFFF, head(
        0x0203, 1, 1, 'vc', vc=0x1001, meanings={'number': 'NdisCoDeleteVc', 'kind': 'kind enter', 'role': 'role client'}),
        {'kind': 'enter', 'fn': 'NdisCoDeleteVc', 'by': 'client', 'vc': '0x1001'}),
]

# ---- other messages of the device ---------------------------------------------------------------------------------------


def hello(topology, hook, begins, flags, observes, sees, hz, tick, sent, start, program, agent, network, identity, firmware):
    return [(u16(1), 'protocol version 1'), (u8(topology[0]), f'topology {topology[1]}'), (u8(hook[0]), f'hook {hook[1]}'),
            (u8(begins[0]), f'begins {begins[1]}'), (u8(flags), 'flags'), (u8(observes), 'observes'), (u8(sees), 'sees'),
            (u64(hz), 'ticks a second'), (u64(tick), 'tick'), (u64(sent), 'events before'), (u32(start), 'start number'),
            (u32(program), 'largest program'), (u32(agent), 'call agent'), (u32(network), 'network side'),
            (u16(len(identity)) + identity, 'identity'), (u16(len(firmware)) + firmware, 'firmware')]


device = [
    vector('hello-with-call-agent', 1, 'HELLO', 0, hello(
        (1, 'cm'), (1, 'source'), (1, 'load'), 1, 0b00111, 0b1011, 10_000_000, 0x1_0000_0005, 0, 3, 65_000, 0b111111, 0b111, b'emulated-cm', b'0.1.0'),
        {'topology': 'cm', 'hook': 'source', 'begins': 'load', 'freeRunning': True, 'observes': ['calls', 'arguments', 'signalling'],
         'sees': ['client', 'cm', 'miniport'], 'tickHz': 10_000_000, 'tick': str(0x1_0000_0005), 'events': 0, 'start': 3, 'maxProgramOctets': 65_000,
         'agent': ['makeCall', 'concurrentCalls', 'reuseVc', 'send', 'pend', 'delays'], 'network': ['accept', 'release', 'delays'],
         'identity': 'emulated-cm', 'firmware': '0.1.0'}),
    vector('hello-watch-only', 1, 'HELLO', 77, hello(
        (2, 'mcm'), (2, 'import'), (2, 'attached'), 0, 0b11001, 0b0101, 0, 0, 12, 0xDEAD_BEEF, 0, 0, 0, 'Prüfling'.encode(), b''),
        {'topology': 'mcm', 'hook': 'import', 'begins': 'attached', 'freeRunning': False, 'observes': ['calls', 'memory', 'irql'],
         'sees': ['client', 'mcm'], 'tickHz': 0, 'tick': '0', 'events': 12, 'start': 0xDEAD_BEEF, 'maxProgramOctets': 0,
         'agent': [], 'network': [], 'identity': 'Prüfling', 'firmware': ''}),
    vector('overrun-counted', 3, 'OVERRUN', 20, [
        (u8(3), 'tick and number known'), (bytes(3), 'zero'), (u32(250), 'events lost'), (u64(99_000), 'tick')], {'lost': 250, 'tick': '99000'}),
    vector('overrun-uncounted', 3, 'OVERRUN', 21, [
        (u8(0), 'nothing known'), (bytes(3), 'zero'), (u32(0), 'events lost'), (u64(0), 'tick')], {}),
    vector('time', 4, 'TIME', 22, [
        (u32(9), 'id of SYNC'), (u32(0), 'zero'), (u64(0x0123_4567_89AB_CDEF), 'cookie'), (u64(1000), 'received'), (u64(1042), 'sent')],
        {'id': 9, 'cookie': str(0x0123_4567_89AB_CDEF), 'receivedTick': '1000', 'sentTick': '1042'}),
    vector('state-running', 5, 'STATE', 23, [
        (u8(1), 'running'), (u8(1), 'tick known'), (u16(0), 'zero'), (u32(0), 'zero'), (u64(123_456), 'tick'), (u64(24), 'frames sent'),
        (u64(10), 'offered'), (u64(7), 'completed'), (u64(1), 'failed'), (u64(0), 'abandoned')],
        {'run': 'running', 'tick': '123456', 'framesSent': 24, 'offered': 10, 'completed': 7, 'failed': 1, 'abandoned': 0}),
    vector('state-closed-without-clock', 5, 'STATE', 5, [
        (u8(4), 'closed'), (u8(0), 'tick not known'), (u16(0), 'zero'), (u32(0), 'zero'), (u64(0), 'tick'), (u64(0x2_0000_0006), 'frames sent'),
        (u64(1), 'offered'), (u64(0), 'completed'), (u64(0), 'failed'), (u64(1), 'abandoned')],
        {'run': 'closed', 'framesSent': 0x2_0000_0006, 'offered': 1, 'completed': 0, 'failed': 0, 'abandoned': 1}),
    vector('answer-ok', 6, 'ANSWER', 24, [(u32(1), 'id'), (u32(0), 'ok')], {'id': 1, 'code': 'ok', 'octets': ''}),
    vector('answer-refused', 6, 'ANSWER', 25, [(u32(2), 'id'), (u32(2), 'refused'), (b'unknown key 99', 'text')],
           {'id': 2, 'code': 'refused', 'octets': b'unknown key 99'.hex()}),
    vector('answer-unknown-command', 6, 'ANSWER', 26, [(u32(0xFFFF_FFFF), 'id'), (u32(1), 'unknown-command')],
           {'id': 0xFFFF_FFFF, 'code': 'unknown-command', 'octets': ''}),
]

# ---- commands -----------------------------------------------------------------------------------------------------------


def part(key, value):
    return u16(key) + u16(len(value)) + value


fixed = u8(1) + u64(1500)
program = (
    part(1, u8(2)) + part(2, u32(100)) + part(3, u32(50)) + part(4, u32(2)) + part(5, u32(0xCAFE)) + part(6, u32(3)) + part(7, u32(1500)) +
    part(8, u32(0b000110)) + part(9, group(1, u32(1) + u32(0)) + group(33, b'')) + part(10, b'47000580ffe1000000f21a26d800602fab6c0e00') +
    part(11, b'5551234') + part(32, fixed) + part(33, u8(2) + u64(1000) + u64(2000)) + part(34, u8(3) + u64(5_000_000) + u64(1_000_000)) +
    part(35, u8(4) + u64(8_000_000) + f64(0.25)) + b''.join(part(key, fixed) for key in range(36, 45)))
plain = {'kind': 'fixed', 'ns': 1500}
program_expected = {
    'topology': 'mcm', 'calls': 100, 'concurrency': 50, 'callsPerVc': 2, 'seed': 0xCAFE, 'sends': 3, 'sendOctets': 1500,
    'pended': {'openAddressFamily': False, 'makeCall': True, 'activateVc': True, 'closeCall': False, 'deactivateVc': False, 'closeAddressFamily': False,
               'addParty': False, 'dropParty': False, 'registerSap': False, 'deregisterSap': False},
    'delays': {
        'betweenCalls': plain, 'callManagerSetup': {'kind': 'uniform', 'minNs': 1000, 'maxNs': 2000},
        'networkProceeding': {'kind': 'normal', 'meanNs': 5_000_000, 'sigmaNs': 1_000_000},
        'networkConnect': {'kind': 'log-normal', 'medianNs': 8_000_000, 'sigma': 0.25},
        **{name: plain for name in ['callManagerActivation', 'miniportActivation', 'callManagerCompletion', 'clientReaction', 'transmission',
                                    'hold', 'networkRelease', 'miniportDeactivation', 'dispatch']}},
    'callParameters': {'Flags': 0, 'MediaParameters': None},
    'courses': [{'name': 'connects'}],
    'addresses': {'called': '47000580ffe1000000f21a26d800602fab6c0e00', 'calling': '5551234'},
}

# The same calls, point-to-multipoint: the entry of key 12 stands between those of 11 and 32.
parties = u8(2) + u8(1) + u8(2) + u8(6) + b'493012' + u8(2) + u8(1) + u8(0) + u8(1) + u8(1) + u8(7) + b'4989123'
before_delays = program.index(part(32, fixed))
multipoint_program = program[:before_delays] + part(12, parties) + program[before_delays:]
multipoint_expected = {
    **program_expected,
    'multipoint': {
        'lastParty': 'added',
        'parties': [
            {'called': '493012', 'answer': 'accepted', 'droppedBy': 'network'},
            {'called': '', 'answer': 'rejected', 'droppedBy': 'client'},
            {'called': '4989123', 'answer': 'accepted', 'droppedBy': 'client'},
        ],
    },
}
courses = part(13, u8(4) + u8(17) + u16(0) + u32(0) + u8(1) + u8(0) + u16(0) + u32(0xC000009A) + bytes(8))
courses_expected = {**program_expected, 'courses': [
    {'name': 'networkRejects', 'cause': 17}, {'name': 'refusedAtOnce', 'status': 0xC000009A}, {'name': 'connects'}]}
# Our encoder writes them before the delays.
with_courses = program[:program.index(part(32, fixed))] + courses + program[program.index(part(32, fixed)):]

# The client passes two information elements, Q2931_IE records with their own length: a bearer capability (type 2; BCOB_C 1, TT_VBR 8,
# TR_END_TO_END 1, CLIP_SUS 0x20, UP_P2P 0; 3 octets to a whole word) and a called subaddress (type 6; ATM_NSAP 0, 3 octets of 20).
records = (
    u32(2) + u32(16) + u8(1) + u8(8) + u8(1) + u8(0x20) + u8(0) + bytes(3) +
    u32(6) + u32(36) + u32(0) + u32(3) + bytes.fromhex('47aabb') + bytes(17))
elements = part(9, group(1, u32(1) + u32(0)) + group(2, u32(0)) + group(5, u32(0b11) + u32(1) + u32(60 + len(records))) +
                group(6, u32(1 << 24 | 1) + u32(2) + records) + group(33, b''))
no_elements = part(9, group(1, u32(1) + u32(0)) + group(33, b''))
with_elements = program.replace(no_elements, elements)
elements_expected = {**program_expected, 'callParameters': {
    'Flags': 0, 'CallMgrParameters': {'CallMgrSpecific': {
        'ParamType': 1, 'Length': 112, 'Parameters': {'InfoElementCount': 2, 'InfoElements': records.hex()}}},
    'MediaParameters': None}}

# Two SAPs, and an incoming call with its cause: keys 15 and 13.
saps = part(15, u8(6) + b'493012' + u8(7) + b'5551234')
incoming = part(13, u8(24) + u8(16) + u16(0) + u32(0))
with_saps = program[:before_delays] + saps + incoming + program[before_delays:]
saps_expected = {**program_expected, 'saps': ['493012', '5551234'], 'courses': [{'name': 'incomingNetworkCloses', 'cause': 16}]}
def row(operation, x=0, y=0, z=0, a=0, b=0):
    return u8(operation) + u8(x) + u8(y) + u8(z) + u32(a) + u32(b)


# Two strands, two counters, a multipoint call with one party to add, one delay.
step_rows = [
    (1, 1),                       # 0 client: create VC
    (1, 2, 1, 0, 0, 0xC000009A),  # 1 client: make call, refused at once
    (6, 2, 0, 0, 4),              # 2 branch: not failed -> 4
    (1, 2),                       # 3 client: make call
    (1, 4, 1, 21, 1),             # 4 client: add party 1, rejected with cause 21
    (4, 1, 0, 0, 10),             # 5 fork strand 1 at 10
    (1, 3, 0, 0, 2, 1500),        # 6 client: send 2 lists of 1500 octets
    (3, 1, 0, 0, 6, 70_000),      # 7 again: counter 1, from 6, 70,000 times
    (5, 0, 0, 0, 2),              # 8 join strand 1
    (7, 0, 0, 0, 12),             # 9 jump to 12
    (2,),                         # 10 wait: delay 0
    (8, 0),                       # 11 end of strand 1, forked by 0
    (1, 7),                       # 12 client: close call
    (1, 8),                       # 13 client: delete VC
    (8,),                         # 14 end
]
steps = part(14, u8(2) + u8(2) + u8(2) + u8(1) + u8(3) + b'498' + u16(1) + fixed + b''.join(row(*one) for one in step_rows))
steps_expected = {**program_expected, 'steps': {
    'strands': 2, 'counters': 2, 'parties': ['498'], 'delays': [plain],
    # Words as signed numbers: the operation in the lowest octet, x, y and z above it; a; b.
    'rows': [word for one in step_rows for word in struct.unpack('<3i', row(*one))]}}
with_steps = program[:program.index(part(32, fixed))] + steps + program[program.index(part(32, fixed)):]

# What happens on the network: key 20.
network_faults = part(20, (
    u8(1) + u8(0x07) + u16(0) + u64(0) + u64(0) +                                              # CONNECT twice, in all calls
    u8(2) + u8(0x02) + u16(2) + u64(3_000_000_000) + u64(250_000_000) +                         # CALL PROCEEDING 3 s later, from 250 ms on
    u32(3) + u32(3) + u32(7) + u32(9) +                                                         # in calls 3 and 7 to 9
    u8(3) + u8(0x5A) + u16(1) + u64(0) + u64(0) + u32(1) + u32(1_000_000)))                     # RELEASE COMPLETE lost, in calls 1 to 1,000,000
network_expected = {**program_expected, 'networkFaults': [
    {'kind': 'duplicate', 'message': 'CONNECT', 'byNs': 0},
    {'kind': 'delay', 'message': 'CALL PROCEEDING', 'byNs': 3_000_000_000, 'calls': [[3, 3], [7, 9]], 'afterNs': 250_000_000},
    {'kind': 'lose', 'message': 'RELEASE COMPLETE', 'byNs': 0, 'calls': [[1, 1_000_000]]}]}
with_network = program[:before_delays] + network_faults + program[before_delays:]

commands = [
    vector('command-hello', 0x41, 'HELLO', 0, [(u32(1), 'id')], {'name': 'hello', 'id': 1, 'octets': ''}),
    vector('command-sync', 0x42, 'SYNC', 1, [(u32(9), 'id'), (u64(0x0123_4567_89AB_CDEF), 'cookie')],
           {'name': 'sync', 'id': 9, 'octets': 'efcdab8967452301'}),
    vector('command-load', 0x43, 'LOAD', 2, [(u32(3), 'id'), (program, 'call program: keys 1 to 11, delays 32 to 44')],
           {'name': 'load', 'id': 3, 'octets': program.hex(), 'program': program_expected}),
    vector('command-load-multipoint', 0x43, 'LOAD', 2, [(u32(3), 'id'), (multipoint_program, 'call program: keys 1 to 12, delays 32 to 44')],
           {'name': 'load', 'id': 3, 'octets': multipoint_program.hex(), 'program': multipoint_expected}),
    vector('command-load-courses', 0x43, 'LOAD', 9, [(u32(5), 'id'), (with_courses, 'call program: keys 1 to 11 and 13, delays 32 to 44')],
           {'name': 'load', 'id': 5, 'octets': with_courses.hex(), 'program': courses_expected}),
    vector('command-load-elements', 0x43, 'LOAD', 10, [(u32(6), 'id'), (with_elements, 'call program: keys 1 to 11, delays 32 to 44')],
           {'name': 'load', 'id': 6, 'octets': with_elements.hex(), 'program': elements_expected}),
    vector('command-load-saps', 0x43, 'LOAD', 10, [(u32(6), 'id'), (with_saps, 'call program: keys 1 to 11, 13 and 15, delays 32 to 44')],
           {'name': 'load', 'id': 6, 'octets': with_saps.hex(), 'program': saps_expected}),
    vector('command-load-steps', 0x43, 'LOAD', 10, [(u32(6), 'id'), (with_steps, 'call program: keys 1 to 11 and 14, delays 32 to 44')],
           {'name': 'load', 'id': 6, 'octets': with_steps.hex(), 'program': steps_expected}),
    vector('command-load-network', 0x43, 'LOAD', 10, [(u32(6), 'id'), (with_network, 'call program: keys 1 to 11 and 20, delays 32 to 44')],
           {'name': 'load', 'id': 6, 'octets': with_network.hex(), 'program': network_expected}),
    vector('command-run', 0x44, 'RUN', 3, [(u32(4), 'id')], {'name': 'run', 'id': 4, 'octets': ''}),
    vector('command-stop', 0x45, 'STOP', 4, [(u32(5), 'id')], {'name': 'stop', 'id': 5, 'octets': ''}),
    vector('command-close', 0x46, 'CLOSE', 5, [(u32(6), 'id')], {'name': 'close', 'id': 6, 'octets': ''}),
    vector('command-stats', 0x47, 'STATS', 6, [(u32(7), 'id')], {'name': 'stats', 'id': 7, 'octets': ''}),
    vector('command-echo', 0x48, 'ECHO', 7, [(u32(8), 'id'), (bytes(range(256)) + b'\xa5' * 5 + bytes(5), 'octets, the whitening octet and zeros among them')],
           {'name': 'echo', 'id': 8, 'octets': (bytes(range(256)) + b'\xa5' * 5 + bytes(5)).hex()}),
    vector('command-reset', 0x49, 'RESET', 8, [(u32(0x1_0000), 'id')], {'name': 'reset', 'id': 0x1_0000, 'octets': ''}),
]

# ---- what is no frame, or no event --------------------------------------------------------------------------------------

good = body_of(2, 1, b''.join(octets for octets, _ in head(0x0107, 1, 1, 'tick', tick=1, meanings={'kind': ''})))
flipped = bytearray(framed(good))
flipped[20] ^= 0x10
wrong_length = body_of(2, 1, good[8:-4], length=44)
bad_tail = body_of(2, 1, good[8:-4] + u32(15 | 4 << 8 | 64 << 12))
bad_kind = body_of(2, 1, good[8:10] + u8(99) + good[11:-4])
damaged = [
    {'name': 'flipped-bit', 'derivation': ['a plain EVENT, bit 4 of octet 20 of the frame inverted: the checksum fails'], 'frame': flipped.hex(), 'expected': 'damaged'},
    {'name': 'cut-short', 'derivation': ['a plain EVENT without its octets 30 to 34: the zero comes before the run is over'],
     'frame': (framed(good)[:30] + framed(good)[35:]).hex(), 'expected': 'damaged'},
    {'name': 'length-disagrees', 'derivation': ['a plain EVENT whose length field says 44 octets instead of 40, with a checksum that holds'],
     'frame': framed(wrong_length).hex(), 'expected': 'damaged'},
    {'name': 'no-whole-words', 'derivation': ['seven octets in a frame of their own'], 'frame': framed(b'1234567').hex(), 'expected': 'damaged'},
    {'name': 'not-whitened', 'derivation': ['a plain EVENT framed without whitening'], 'frame': (cobs(good) + b'\0').hex(), 'expected': 'damaged'},
    {'name': 'tail-past-the-end', 'derivation': ['an EVENT whose tail entry claims 64 octets and has none'], 'frame': framed(bad_tail).hex(), 'expected': 'malformed'},
    {'name': 'unknown-kind', 'derivation': ['an EVENT of kind 99'], 'frame': framed(bad_kind).hex(), 'expected': 'malformed'},
    {'name': 'unknown-type', 'derivation': ['frame type 0x3f with 8 octets of payload'], 'frame': framed(body_of(0x3f, 1, b'whatever')).hex(), 'expected': 'unknown'},
    {'name': 'hello-of-version-2', 'derivation': ['a HELLO payload of version 2, nothing else'], 'frame': framed(body_of(1, 1, u16(2))).hex(), 'expected': 'malformed'},
]

for name, vectors in (('events', events), ('device', device), ('commands', commands), ('damaged', damaged)):
    with open(f'{name}.json', 'w', encoding='utf-8') as file:
        json.dump(vectors, file, indent=1, ensure_ascii=False)
        file.write('\n')

import test from 'ava';
import { element } from '../../../src/core/signalling/element-codec.ts';
import { elementCodec } from '../../../src/core/signalling/elements/element-table.ts';
import { hexText } from '../../../src/core/octets.ts';
import { decodeOne } from './decode-one.ts';

const broken: readonly (readonly [title: string, element: string, fields: object, error: string])[] = [
  ['cut', '5a80000588000000', { vpAssociatedSignalling: 1, preferredExclusive: 0, vpci: 0 }, 'declares 5 octets, 4 are present'],
  ['too short for its fields', '5a800003880002', { vpAssociatedSignalling: 1, preferredExclusive: 0, vpci: 2 }, 'ends within vci'],
  ['header cut off', '5a80', {}, '2 octets are too few for an element'],
  ['a tag nobody knows', '59800006840000050f01', { forwardPeakCellRateClp01: 5 }, 'unknown tag 0x0f'],
  ['a rate that stands twice', '598000088400000584000006', { forwardPeakCellRateClp01: 5 }, 'forwardPeakCellRateClp01 stands twice'],
  ['octets left over', '5c80000300010a', { forwardQosClass: 0, backwardQosClass: 1 }, '1 octets follow that have no meaning here'],
  ['another coding standard', '08a000028090', {}, 'contents in ISO/IEC coding are not read'],
  ['a short NSAP address', '708000038239aa', { numberType: 0, numberingPlan: 2, number: '39aa' }, 'NSAP address of 2 octets, not 20'],
  ['E.164 without digits', '7080000391310a', { numberType: 1, numberingPlan: 1, number: '310a' }, 'number holds octets that are no digits'],
  [
    'E.164 of 16 digits', `7080001191${'31'.repeat(16)}`,
    { numberType: 1, numberingPlan: 1, number: '1'.repeat(16) }, 'E.164 number of 16 digits, at most 15',
  ],
  ['a layer that goes on', '5f800003460101', { layer2Protocol: 6, layer2Mode: 0, layer2Window: 1 }, 'layer 2 goes on after its last octet'],
  ['layer 3 of X.25 that goes on', '5f80000466200701', {
    layer3Protocol: 6, layer3Mode: 1, layer3DefaultPacketSize: 7, layer3Window: 1,
  }, 'layer 3 goes on after its last octet'],
  ['H.310 that goes on', '5f8000036c110a', {
    layer3Protocol: 12, layer3TerminalType: 1, layer3TerminalCapability: 1, layer3ForwardMultiplexing: 1, layer3BackwardMultiplexing: 2,
  }, 'layer 3 goes on after its last octet'],
  ['H.310 cut', '5f8000026c11', {
    layer3Protocol: 12, layer3TerminalType: 1, layer3TerminalCapability: 1,
  }, 'ends within layer3ForwardMultiplexing'],
  ['layer 1 that goes on', '5f80000221ff', { layer1Protocol: 1 }, 'layer 1 has no further octets'],
  ['SNAP cut', '5f8000066b40808000a0', { layer3Protocol: 11, initialProtocolIdentifier: 0x80 }, 'ends within snapOui'],
  ['TR 9577 cut', '5f8000026b40', { layer3Protocol: 11 }, 'ends within initial protocol identifier'],
  ['TR 9577 without its identifier', '5f8000016b', { layer3Protocol: 11 }, 'ends within initial protocol identifier'],
  ['a reserved configuration', '5e8000029082', {
    bearerClass: 16, susceptibleToClipping: false, pointToMultipoint: false,
  }, 'connection configuration 2 is reserved'],
  ['a reserved susceptibility', '5e80000290e0', {
    bearerClass: 16, susceptibleToClipping: false, pointToMultipoint: false,
  }, 'susceptibility to clipping 3 is reserved'],
  ['a bearer capability cut', '5e80000110', { bearerClass: 16 }, 'ends within transfer capability'],
  ['sending complete with another octet', '62800001a0', {}, 'sending complete is not 0xa1'],
  ['a network that cannot be printed', '78800003a1311b', {
    networkType: 2, networkPlan: 1, network: '311b',
  }, 'network identification holds octets that are no characters'],
  ['a network beyond ASCII', '78800002a17f', {
    networkType: 2, networkPlan: 1, network: '7f',
  }, 'network identification holds octets that are no characters'],
  ['a long subaddress', `7180001680${'11'.repeat(21)}`, {
    subaddressType: 0, oddDigits: false, subaddress: '11'.repeat(21),
  }, 'subaddress of 21 octets, at most 20'],
  ['an identifier cut', '7fe0000401030302', { relatedStandard: 1 }, 'ends within an identifier'],
  ['an identifier without a length', '7fe000020101', { relatedStandard: 1 }, 'ends within the length of an identifier'],
  ['an identifier that stands twice', '7fe00007010101aa0101bb', { relatedStandard: 1, sessionIdentifier: 'aa' }, 'sessionIdentifier stands twice'],
  ['a delay with a tag nobody knows', '4280000401000502', { cumulativeTransitDelayMs: 5 }, 'unknown tag 0x02'],
  ['a delay that is cut', '428000020100', {}, 'ends within cumulativeTransitDelayMs'],
  ['network generated twice', '428000020a0a', { networkGenerated: true }, 'networkGenerated stands twice'],
  ['an ABR record that is cut', 'e4e00003c20000', {}, 'ends within a record'],
  ['an ABR record nobody knows', 'e4e00001c4', {}, 'unknown tag 0xc4'],
  ['traffic options that are cut', '59800001bf', {}, 'ends within traffic management options'],
  ['a cause without a value', '0880000180', { location: 0 }, 'ends within cause value'],
  ['an OAM descriptor that is cut', '5b800001b1', { shaping: 1, oamFlowMandatory: true, faultManagement: 1 }, 'ends within OAM flow'],
  ['a progress indicator that is cut', '1e80000182', { progressCoding: 0, location: 2 }, 'ends within progress'],
  ['a number without presentation', '6c80000102', { numberType: 0, numberingPlan: 2 }, 'ends within presentation indicator'],
  ['an empty NSAP address', '7080000182', { numberType: 0, numberingPlan: 2, number: '' }, 'NSAP address of 0 octets, not 20'],
  ['an endpoint reference that is cut', '548000020080', { referenceType: 0 }, 'ends within endpoint reference'],
  ['a call identifier that is cut', 'e8e0000280ff', { identifierType: 0 }, 'ends within callIdentifier'],
  ['a scope that is missing', 'ebe0000181', { scopeType: 1 }, 'ends within scope'],
  ['a layer that does not exist', '5f80000185', {}, 'layer 0 is not defined'],
];

for (const [title, hex, fields, error] of broken) {
  test(`broken element: ${title}`, (t) => {
    const decoded = decodeOne(hex);
    t.deepEqual(decoded.fields, { ...fields });
    t.is(decoded.error, error);
  });
}

const whole: readonly (readonly [title: string, element: string, fields: object])[] = [
  ['QoS class in network coding', '5ce000020102', { forwardQosClass: 1, backwardQosClass: 2 }],
  ['all of a VBR descriptor', '5980000e8400000a9000000ab0000020bf81', {
    forwardPeakCellRateClp01: 10, forwardSustainableCellRateClp01: 10, forwardMaximumBurstSizeClp01: 32,
    forwardTagging: true, backwardTagging: false, backwardFrameDiscard: false, forwardFrameDiscard: true,
  }],
  ['AAL3/4 with MID range', '5880000c038c00ff8100ff82000103ff', {
    type: 3, forwardMaximumCpcsSduSize: 255, backwardMaximumCpcsSduSize: 255, lowestMid: 1, highestMid: 1023,
  }],
  ['AAL1', '588000080185018601870002', { type: 1, subtype: 1, cbrRate: 1, multiplier: 2 }],
  ['user-defined AAL', '5880000310beef', { type: 16, userDefined: 'beef' }],
  ['E.164 international', '7080000c913132333435363738393031', { numberType: 1, numberingPlan: 1, number: '12345678901' }],
  ['low layer: IP', '5f8000036b6680', { layer3Protocol: 11, initialProtocolIdentifier: 0xcc }],
  ['low layer: SNAP', '5f8000096b40808000a03e0001', {
    layer3Protocol: 11, initialProtocolIdentifier: 0x80, snapOui: '00a03e', snapPid: '0001',
  }],
  ['low layer: X.25 on LAPB', '5f800008a148208766200782', {
    layer1Protocol: 1, layer2Protocol: 8, layer2Mode: 1, layer2Window: 7,
    layer3Protocol: 6, layer3Mode: 1, layer3DefaultPacketSize: 7, layer3Window: 2,
  }],
  ['low layer: of the user', '5f80000450857086', {
    layer2Protocol: 16, layer2UserInformation: 5, layer3Protocol: 16, layer3UserInformation: 6,
  }],
  ['cause: condition', '088000038083 8e', { location: 0, cause: 3, diagnostics: '8e', condition: 2, diagnosedByUser: true, abnormal: true }],
  ['cause: condition of the provider', '0880000382b181', {
    location: 2, cause: 49, diagnostics: '81', condition: 1, diagnosedByUser: false, abnormal: false,
  }],
  ['cause: condition of two octets', '08800004828181 81', { location: 2, cause: 1, diagnostics: '8181' }],
  ['cause: condition of normal clearing', '0880000380908 4', {
    location: 0, cause: 16, diagnostics: '84', condition: 0, diagnosedByUser: false, abnormal: true,
  }],
  ['cause: rejected by a user', '08800005 8095 81 abcd', {
    location: 0, cause: 21, diagnostics: '81abcd', condition: 1, rejectionReason: 0, userDiagnostic: 'abcd',
  }],
  ['cause: rejected without more', '08800003 8095 80', { location: 0, cause: 21, diagnostics: '80', condition: 0, rejectionReason: 0 }],
  ['cause: rejected, element missing', '08800004 8095 84 5d', {
    location: 0, cause: 21, diagnostics: '845d', condition: 0, rejectionReason: 1, diagnosedElements: ['broadband high-layer information'],
  }],
  ['cause: number changed', '0880000a 8096 70800004 91313233', { location: 0, cause: 22, diagnostics: '7080000491313233', number: '123' }],
  ['cause: number changed to a broken one', '0880000a 8096 70800004 9131320a', { location: 0, cause: 22, diagnostics: '708000049131320a' }],
  ['cause: number changed to something else', '0880000a 8096 6c800004 91313233', {
    location: 0, cause: 22, diagnostics: '6c80000491313233',
  }],
  ['cause: cell rate', '08800006 80a5 84 be bf 01', {
    location: 0, cause: 37, diagnostics: '84bebf01',
    trafficParameters: ['forwardPeakCellRateClp01', 'bestEffort', 'trafficManagementOptions', 'tag 0x01'],
  }],
  ['cause: cell rate in UNI 3.0', '08800003 80b3 85', {
    location: 0, cause: 51, diagnostics: '85', trafficParameters: ['backwardPeakCellRateClp01'],
  }],
  ...([43, 88, 96, 99, 100] as const).map((value) => [
    `cause ${value}: elements`, `08800004 80${(0x80 | value).toString(16)} 5e 3f`, {
      location: 0, cause: value, diagnostics: '5e3f', diagnosedElements: ['broadband bearer capability', 'unknown element 0x3f'],
    },
  ] as const),
  ['cause: channel', '08800006 80d2 0102 0304', { location: 0, cause: 82, diagnostics: '01020304', vpci: 258, vci: 772 }],
  ['cause: channel of three octets', '08800005 80d2 010203', { location: 0, cause: 82, diagnostics: '010203' }],
  ['cause: message type', '08800003 80e1 05', { location: 0, cause: 97, diagnostics: '05', diagnosedMessage: 'SETUP' }],
  ['cause: message type nobody knows', '08800003 80e5 ff', {
    location: 0, cause: 101, diagnostics: 'ff', diagnosedMessage: 'unknown message 0xff',
  }],
  ['cause: message type of two octets', '08800004 80e5 0505', { location: 0, cause: 101, diagnostics: '0505' }],
  ['cause: timer', '08800005 80e6 333939', { location: 0, cause: 102, diagnostics: '333939', timer: '399' }],
  ['cause: timer of other octets', '08800005 80e6 333a2f', { location: 0, cause: 102, diagnostics: '333a2f' }],
  ['cause: timer of two digits', '08800004 80e6 3333', { location: 0, cause: 102, diagnostics: '3333' }],
  ['cause: diagnostics of a cause that has none', '08800003 8091 55', { location: 0, cause: 17, diagnostics: '55' }],
  ['call state', '148000010a', { state: 10 }],
  ['endpoint state', '558000010b', { state: 11 }],
  ['facility', '1c80000491a10203', { serviceProtocol: 17, applicationData: 'a10203' }],
  ['progress indicator', '1e800002e288', { progressCoding: 3, location: 2, progress: 8 }],
  ['transit delay', '428000070100050300ff0a', { cumulativeTransitDelayMs: 5, maximumTransitDelayMs: 255, networkGenerated: true }],
  ['transit delay of PNNI', '428000080b00000111010000', { pnniAcceptableForwardDelay: 1, pnniCumulativeForwardDelay: 65536 }],
  ['connected number', '4c8000050181313233', { numberType: 0, numberingPlan: 1, presentation: 0, screening: 1, number: '123' }],
  ['connected number that is not available', '4c80000202c0', {
    numberType: 0, numberingPlan: 2, presentation: 2, screening: 0, number: '',
  }],
  ['connected subaddress', '4d80000398 1234', { subaddressType: 1, oddDigits: true, subaddress: '1234' }],
  ['called party subaddress', '71800003a0ab0c', { subaddressType: 2, oddDigits: false, subaddress: 'ab0c' }],
  ['OAM traffic descriptor', '5b800002b1c1', {
    shaping: 1, oamFlowMandatory: true, faultManagement: 1, forwardOamFlow: 4, backwardOamFlow: 1,
  }],
  ['OAM traffic descriptor without anything', '5b8000028080', {
    shaping: 0, oamFlowMandatory: false, faultManagement: 0, forwardOamFlow: 0, backwardOamFlow: 0,
  }],
  ['all rates', '59800038' + [0x82, 0x83, 0x84, 0x85, 0x88, 0x89, 0x90, 0x91, 0x92, 0x93, 0xa0, 0xa1, 0xb0, 0xb1]
    .map((tag, i) => `${tag.toString(16)}0100${(i + 1).toString(16).padStart(2, '0')}`).join(''), {
    forwardPeakCellRateClp0: 65537, backwardPeakCellRateClp0: 65538, forwardPeakCellRateClp01: 65539, backwardPeakCellRateClp01: 65540,
    forwardSustainableCellRateClp0: 65541, backwardSustainableCellRateClp0: 65542, forwardSustainableCellRateClp01: 65543,
    backwardSustainableCellRateClp01: 65544, forwardMinimumCellRateClp01: 65545, backwardMinimumCellRateClp01: 65546,
    forwardMaximumBurstSizeClp0: 65547, backwardMaximumBurstSizeClp0: 65548, forwardMaximumBurstSizeClp01: 65549,
    backwardMaximumBurstSizeClp01: 65550,
  }],
  ['options: tagging backward, discard backward', '59800002bf42', {
    forwardTagging: false, backwardTagging: true, backwardFrameDiscard: true, forwardFrameDiscard: false,
  }],
  ['minimum traffic descriptor of linux-atm', '8080000484000005', { forwardPeakCellRateClp01: 5 }],
  ['minimum or alternative traffic descriptor', '8180000492000005', { forwardMinimumCellRateClp01: 5 }],
  ['alternative traffic descriptor of ngatm', '8280000485000005', { backwardPeakCellRateClp01: 5 }],
  ['minimum desired cell rate', 'f0800009010000000502000006', {
    origin: 1, forwardMinimumDesiredCellRate: 5, backwardMinimumDesiredCellRate: 6,
  }],
  ['bearer capability of a point-to-multipoint call', '5e80000303 85 a1', {
    bearerClass: 3, transferCapability: 5, susceptibleToClipping: true, pointToMultipoint: true,
  }],
  ['connection identifier', '5a8000059c12345678', { vpAssociatedSignalling: 3, preferredExclusive: 4, vpci: 0x1234, vci: 0x5678 }],
  ['endpoint reference', '5480000300ffff', { referenceType: 0, reference: 0x7fff, flag: 1 }],
  ['AAL1 in full', '58800011 01 8501 8640 870002 8802 8901 8a002f 8b2f', {
    type: 1, subtype: 1, cbrRate: 64, multiplier: 2, sourceClockRecovery: 2, errorCorrection: 1, blockSize: 47, partiallyFilledCells: 47,
  }],
  ['AAL5 of UNI 3.0', '58800005 05 8301 8401', { type: 5, mode: 1, sscsType: 1 }],
  ['AAL for voice', '5880000100', { type: 0 }],
  ['user-defined AAL without contents', '5880000106', { type: 6 }],
  ['locking shift', '6080000185', { nextCodeset: 5 }],
  ['non-locking shift', '6180000186', { nextCodeset: 6 }],
  ['sending complete', '62800001a1', {}],
  ['repeat indicator', '6380000182', { repetition: 2 }],
  ['transit network', '78800004a1313233', { networkType: 2, networkPlan: 1, network: '123' }],
  ['transit network of printable characters', '78800003a1207e', { networkType: 2, networkPlan: 1, network: ' ~' }],
  ['restart indicator', '7980000181', { restartClass: 1 }],
  ['narrowband low layer compatibility', '7c8000028890', { information: '8890' }],
  ['narrowband high layer compatibility', '7d8000029181', { information: '9181' }],
  ['user-user', '7e80000304abcd', { information: '04abcd' }],
  ['generic identifiers', '7fe0000c 02 0102aabb 0201cc 0702abcd', {
    relatedStandard: 2, sessionIdentifier: 'aabb', resourceIdentifier: 'cc', otherIdentifiers: ['0702abcd'],
  }],
  ['ABR setup parameters', '84e0001c c2000001 c3000002 c4000003 c5000004 c6000005 c806 c907 ca08 cb09', {
    forwardInitialCellRate: 1, backwardInitialCellRate: 2, forwardTransientBufferExposure: 3, backwardTransientBufferExposure: 4,
    cumulativeFixedRoundTripTimeUs: 5, forwardRateIncreaseFactor: 6, backwardRateIncreaseFactor: 7, forwardRateDecreaseFactor: 8,
    backwardRateDecreaseFactor: 9,
  }],
  ['ABR additional parameters', 'e4e0000a c2fba5ea00 c310000200', {
    forwardNrm: 5, forwardTrm: 6, forwardCutoffDecreaseFactor: 4, forwardAcrDecreaseTimeFactor: 757, backwardAcrDecreaseTimeFactor: 1,
  }],
  ['report type', '8980000101', { report: 1 }],
  ['leaf initiated join call identifier', 'e8e0000580deadbeef', { identifierType: 0, callIdentifier: 0xdeadbeef }],
  ['leaf initiated join parameters', 'e9e0000180', { screening: 0 }],
  ['leaf sequence number', 'eae0000401020304', { sequenceNumber: 0x01020304 }],
  ['connection scope', 'ebe00002810f', { scopeType: 1, scope: 15 }],
  ['extended quality of service', 'ece00015 01 94000001 95000002 96000003 97ffffff a204 a3ff', {
    origin: 1, forwardAcceptableDelayVariationUs: 1, backwardAcceptableDelayVariationUs: 2, forwardCumulativeDelayVariationUs: 3,
    backwardCumulativeDelayVariationUs: 0xffffff, forwardAcceptableLossRatio: 4, backwardAcceptableLossRatio: 255,
  }],
  ['low layer: H.310', '5f8000036c2193', {
    layer3Protocol: 12, layer3TerminalType: 1, layer3TerminalCapability: 2, layer3ForwardMultiplexing: 2, layer3BackwardMultiplexing: 3,
  }],
  ['low layer: H.310 without multiplexing', '5f8000026cb2', { layer3Protocol: 12, layer3TerminalType: 2, layer3TerminalCapability: 3 }],
  ['low layer: mode alone', '5f80000246c0', { layer2Protocol: 6, layer2Mode: 2 }],
  ['low layer: odd identifier', '5f8000036b01c0', { layer3Protocol: 11, initialProtocolIdentifier: 3 }],
  ['low layer: TR 9577 alone', '5f800001eb', { layer3Protocol: 11 }],
  ['high layer: vendor', '5d8000088300a03e00000001', { informationType: 3, information: '00a03e00000001' }],
  ['high layer: type alone', '5d80000184', { informationType: 4 }],
];

for (const [title, spaced, fields] of whole) {
  const hex = spaced.replaceAll(' ', '');
  test(`element: ${title}`, (t) => {
    const decoded = decodeOne(hex);
    t.is(decoded.error, undefined);
    t.deepEqual(decoded.fields, { ...fields });
    const codec = elementCodec(decoded.id) as NonNullable<ReturnType<typeof elementCodec>>;
    t.is(hexText(element(codec, fields as never).contents), hex.slice(8));
  });
}

/** The fields of one element that a reference message must decode to, by the element's name. */
export type ExpectedElement = readonly [name: string, fields: Readonly<Record<string, number | string | boolean>>];

/** A message that tshark decodes without a malformed flag, and what stands in it. */
export interface ReferenceMessage {
  readonly title: string;
  readonly hex: string;
  readonly message: string;
  readonly callReference: number;
  readonly callReferenceFlag: 0 | 1;
  readonly elements: readonly ExpectedElement[];
}

const calledNumber: ExpectedElement = [
  'called party number', { numberType: 0, numberingPlan: 2, number: '3900000000000000000000000011111111111100' },
];
const callingNumber: ExpectedElement = [
  'calling party number',
  { numberType: 0, numberingPlan: 2, presentation: 0, screening: 0, number: '3900000000000000000000000022222222200000' },
];
const aal5: ExpectedElement = [
  'AAL parameters',
  { type: 5, forwardMaximumCpcsSduSize: 9188, backwardMaximumCpcsSduSize: 9188, sscsType: 0 },
];
const bestEffort: ExpectedElement = [
  'ATM traffic descriptor',
  { forwardPeakCellRateClp01: 1, backwardPeakCellRateClp01: 1, bestEffort: true },
];
const bearerX: ExpectedElement = [
  'broadband bearer capability', { bearerClass: 16, susceptibleToClipping: false, pointToMultipoint: false },
];
const unspecifiedQos: ExpectedElement = ['quality of service parameter', { forwardQosClass: 0, backwardQosClass: 0 }];
const connection100: ExpectedElement = [
  'connection identifier', { vpAssociatedSignalling: 1, preferredExclusive: 0, vpci: 0, vci: 100 },
];
const normalClearing: ExpectedElement = ['cause', { location: 0, cause: 16 }];
const party = (flag: number): ExpectedElement => ['endpoint reference', { referenceType: 0, reference: 1, flag }];

export const referenceMessages: readonly ReferenceMessage[] = [
  {
    title: 'SETUP of RFC 3116, appendix C',
    hex: '090300000105800032598000098400000185000001be5e80000290807080001582390000000000000000000000001111111111110'
      + '05c8000020000',
    message: 'SETUP', callReference: 1, callReferenceFlag: 0, elements: [bestEffort, bearerX, calledNumber, unspecifiedQos],
  },
  {
    title: 'SETUP to be rejected',
    hex: '09030000020580003259800008840493e0850493e05e80000310858070800015823900000000000000000000000011111111111100'
      + '5c8000020000',
    message: 'SETUP', callReference: 2, callReferenceFlag: 0,
    elements: [
      ['ATM traffic descriptor', { forwardPeakCellRateClp01: 300000, backwardPeakCellRateClp01: 300000 }],
      ['broadband bearer capability', { bearerClass: 16, transferCapability: 5, susceptibleToClipping: false, pointToMultipoint: false }],
      calledNumber, unspecifiedQos,
    ],
  },
  {
    title: 'SETUP with AAL5, high and low layer and calling number',
    hex: '09030000030580006a58800009058c23e48123e48400598000098400000185000001be5e80000290805d8000088300a03e000000015f800001cc'
      + '708000158239000000000000000000000000111111111111006c800016028039000000000000000000000000222222222000005c8000020000',
    message: 'SETUP', callReference: 3, callReferenceFlag: 0,
    elements: [
      aal5, bestEffort, bearerX,
      ['broadband high-layer information', { informationType: 3, information: '00a03e00000001' }],
      ['broadband low-layer information', { layer2Protocol: 12 }],
      calledNumber, callingNumber, unspecifiedQos,
    ],
  },
  {
    title: 'SETUP point-to-multipoint',
    hex: '09030000040580006058800009058c23e48123e48400598000098400000185000001be5e8000029081708000158239000000000000000000000000'
      + '111111111111006c800016028039000000000000000000000000222222222000005c800002000054800003000001',
    message: 'SETUP', callReference: 4, callReferenceFlag: 0,
    elements: [
      aal5, bestEffort,
      ['broadband bearer capability', { bearerClass: 16, susceptibleToClipping: false, pointToMultipoint: true }],
      calledNumber, callingNumber, unspecifiedQos, party(0),
    ],
  },
  {
    title: 'CALL PROCEEDING', hex: '0903800001028000095a8000058800000064',
    message: 'CALL PROCEEDING', callReference: 1, callReferenceFlag: 1, elements: [connection100],
  },
  { title: 'ALERTING', hex: '090380000101800000', message: 'ALERTING', callReference: 1, callReferenceFlag: 1, elements: [] },
  {
    title: 'CONNECT', hex: '09038000010780001658800009058c23e48123e484005a8000058800000064',
    message: 'CONNECT', callReference: 1, callReferenceFlag: 1, elements: [aal5, connection100],
  },
  {
    title: 'CONNECT ACKNOWLEDGE', hex: '09030000010f800000',
    message: 'CONNECT ACKNOWLEDGE', callReference: 1, callReferenceFlag: 0, elements: [],
  },
  {
    title: 'RELEASE', hex: '09030000014d800006088000028090',
    message: 'RELEASE', callReference: 1, callReferenceFlag: 0, elements: [normalClearing],
  },
  {
    title: 'RELEASE COMPLETE', hex: '09038000015a800006088000028090',
    message: 'RELEASE COMPLETE', callReference: 1, callReferenceFlag: 1, elements: [normalClearing],
  },
  {
    title: 'RELEASE COMPLETE after T303', hex: '09038000025a8000090880000580e6333033',
    message: 'RELEASE COMPLETE', callReference: 2, callReferenceFlag: 1,
    elements: [['cause', { location: 0, cause: 102, diagnostics: '333033', timer: '303' }]],
  },
  {
    title: 'ADD PARTY',
    hex: '09030000048080004758800009058c23e48123e48400708000158239000000000000000000000000111111111111006c8000160280390000000000'
      + '000000000000002222222220000054800003000001',
    message: 'ADD PARTY', callReference: 4, callReferenceFlag: 0, elements: [aal5, calledNumber, callingNumber, party(0)],
  },
  {
    title: 'ADD PARTY ACKNOWLEDGE', hex: '09038000048180000754800003008001',
    message: 'ADD PARTY ACKNOWLEDGE', callReference: 4, callReferenceFlag: 1, elements: [party(1)],
  },
  {
    title: 'ADD PARTY REJECT', hex: '09038000048280000d08800002809154800003008001',
    message: 'ADD PARTY REJECT', callReference: 4, callReferenceFlag: 1, elements: [['cause', { location: 0, cause: 17 }], party(1)],
  },
  {
    title: 'DROP PARTY', hex: '09030000048380000d08800002809054800003000001',
    message: 'DROP PARTY', callReference: 4, callReferenceFlag: 0, elements: [normalClearing, party(0)],
  },
  {
    title: 'DROP PARTY ACKNOWLEDGE', hex: '09038000048480000d54800003008001088000028090',
    message: 'DROP PARTY ACKNOWLEDGE', callReference: 4, callReferenceFlag: 1, elements: [party(1), normalClearing],
  },
  {
    title: 'STATUS', hex: '09038000017d80000b148000010a08800002809e',
    message: 'STATUS', callReference: 1, callReferenceFlag: 1,
    elements: [['call state', { state: 10 }], ['cause', { location: 0, cause: 30 }]],
  },
  {
    title: 'STATUS ENQUIRY', hex: '090300000175800000', message: 'STATUS ENQUIRY', callReference: 1, callReferenceFlag: 0, elements: [],
  },
  {
    title: 'RESTART', hex: '0903000000468000057980000182',
    message: 'RESTART', callReference: 0, callReferenceFlag: 0, elements: [['restart indicator', { restartClass: 2 }]],
  },
  {
    title: 'RESTART ACKNOWLEDGE', hex: '09038000004e8000057980000182',
    message: 'RESTART ACKNOWLEDGE', callReference: 0, callReferenceFlag: 1, elements: [['restart indicator', { restartClass: 2 }]],
  },
  {
    title: 'NOTIFY', hex: '09030000016e800006278000020000',
    message: 'NOTIFY', callReference: 1, callReferenceFlag: 0, elements: [['notification indicator', { notification: '0000' }]],
  },
];

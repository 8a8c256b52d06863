import { digestOf } from '../../reports/canonical.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';

/** One declaration for each way a certificate can go. */
export const sandboxDeclarations = {
  valid: '000000000000000001',
  replaced: '000000000000000002',
  withdrawn: '000000000000000003',
} as const;

const numberOf = (serial: number) => `SANDBOX-${String(serial).padStart(6, '0')}`;

export const withdrawnCertificate = {
  number: numberOf(4),
  reason: '样品混淆，结果不可信 Samples were mixed up; the results cannot be relied on',
  at: instant('2026-03-09T02:15:00.000Z'),
};

/** What became of which certificate in what order, for the feed. */
export const sandboxHistory = (): readonly {
  readonly type: 'issued' | 'replaced' | 'withdrawn';
  readonly declarationNo: string;
  readonly number: string;
  readonly at: Instant;
}[] => [
  { type: 'issued', declarationNo: sandboxDeclarations.valid, number: numberOf(1), at: issuedOn(6) },
  { type: 'issued', declarationNo: sandboxDeclarations.replaced, number: numberOf(2), at: issuedOn(7) },
  { type: 'issued', declarationNo: sandboxDeclarations.replaced, number: numberOf(3), at: issuedOn(8) },
  { type: 'replaced', declarationNo: sandboxDeclarations.replaced, number: numberOf(2), at: issuedOn(8) },
  { type: 'issued', declarationNo: sandboxDeclarations.withdrawn, number: numberOf(4), at: issuedOn(8) },
  {
    type: 'withdrawn',
    declarationNo: sandboxDeclarations.withdrawn,
    number: numberOf(4),
    at: withdrawnCertificate.at,
  },
];

const issuedOn = (day: number) => instant(`2026-03-0${day}T09:02:11.000Z`);

/** The certificates of the sandbox, in order of their numbers, made from one example by what differs. */
export function specimensOf(example: Certificate): readonly Certificate[] {
  const made = (serial: number, declarationNo: string, day: number): Certificate => ({
    ...example,
    number: numberOf(serial),
    declarationNo,
    inspectionOrderNo: `SANDBOX-ORDER-${Number(declarationNo)}`,
    transport: { ...example.transport, billOfLading: `SANDBOX-BL-${Number(declarationNo)}` },
    issuedAt: issuedOn(day),
  });
  const misspelt: Certificate = {
    ...made(2, sandboxDeclarations.replaced, 7),
    consignee: { ...example.consignee, name: '示列能源有限公司 Exampel Energy Co., Ltd' },
  };
  const successor: Certificate = {
    ...made(3, sandboxDeclarations.replaced, 8),
    replaces: {
      number: misspelt.number,
      digest: digestOf(misspelt),
      reason: '收货人名称有误 The consignee was misspelt',
    },
  };
  return [
    made(1, sandboxDeclarations.valid, 6),
    misspelt,
    successor,
    made(4, sandboxDeclarations.withdrawn, 8),
  ];
}

import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { SignedAt, Standing, Verification } from './verification.ts';

/** What there is to say of one document. */
export interface Report {
  readonly verification: Verification;
  readonly standing: Standing;
}

/** 0 valid; 1 changed, contradictory, replaced or withdrawn; 2 not proven, or the standing was asked for in vain. */
export function exitCodeOf({ verification: { verdict }, standing }: Report): 0 | 1 | 2 {
  if (verdict === 'invalid' || standing.status === 'replaced' || standing.status === 'withdrawn') return 1;
  return verdict === 'not-proven' || (standing.status === 'unknown' && standing.inVain) ? 2 : 0;
}

const verdicts = {
  valid: { zh: '有效', en: 'VALID' },
  'not-proven': { zh: '未证实', en: 'NOT PROVEN' },
  invalid: { zh: '无效', en: 'INVALID' },
} as const satisfies Record<Verification['verdict'], Bilingual>;

const standings = {
  valid: { zh: '现行有效', en: 'valid' },
  replaced: { zh: '已换证', en: 'replaced' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
  'not-issued': { zh: '查无此证', en: 'not issued there' },
  unknown: { zh: '未知', en: 'unknown' },
} as const satisfies Record<Standing['status'], Bilingual>;

/** A genuine paper that no longer counts must not begin with the word that it is valid. */
const fallen = {
  replaced: { zh: '已换证', en: 'REPLACED' },
  withdrawn: { zh: '已撤销', en: 'WITHDRAWN' },
} as const;

function headlineOf({ verification: { verdict }, standing: { status } }: Report): Bilingual {
  const counts = verdict === 'invalid' || (status !== 'replaced' && status !== 'withdrawn');
  return counts ? verdicts[verdict] : fallen[status];
}

const documents = {
  pdf: 'PDF',
  xml: 'eCert XML',
  jws: 'JWS',
  json: 'JSON',
  qr: '二维码 QR code',
  'journal-proof': '日志证明 proof of the journal',
} as const satisfies Record<Verification['kindOfDocument'], string>;

/** For a terminal, in both languages. What a document says of itself is shown without what a terminal would obey. */
export function textOf(report: Report): string {
  const { verification, standing } = report;
  const { verdict, kindOfDocument, fault, notes, signedBy, signedAt, ...said } = verification;
  const { number, kind, laboratory, issuedAt, digest, replaces, demonstration } = said;
  const { zh, en } = headlineOf(report);
  const lines: (readonly [zh: string, en: string, value: string | undefined])[] = [
    ['编号', 'number', number],
    ['种类', 'kind', kind && `${kind.code} ${kind.title.zh} ${kind.title.en}`],
    ['签发机构', 'issuer', laboratory && `${laboratory.zh} ${laboratory.en}`],
    ['签发时间', 'issued', issuedAt],
    ['摘要', 'digest', digest && `SHA-256 ${digest}`],
    ['替换', 'replaces', replaces ?? undefined],
    [
      '签名人',
      'signed by',
      signedBy && [signedBy.name, signedBy.keyId && `key ${signedBy.keyId}`].filter(Boolean).join(', '),
    ],
    ['签名时间', 'signed at', signedAt && `${signedAt.at} (${wordOf(signedAt)})`],
    ['状态', 'standing', standingText(standing)],
    [
      '演示',
      'demonstration',
      demonstration === true ? '样本，无法律效力 specimen without legal effect' : undefined,
    ],
    [
      '原因',
      'reason',
      fault && `${fault.code}${fault.field === undefined ? '' : ` (${fault.field})`}: ${fault.message}`,
    ],
    ['处理', 'remedy', fault?.remedy],
    ...notes.map((note) => ['注', 'note', `${note.zh} ${note.en}`] as const),
  ];
  const shown = lines.flatMap(([chinese, english, value]) =>
    value === undefined ? [] : [`  ${chinese} ${english}: ${value}`],
  );
  const proven =
    verdict === 'valid'
      ? []
      : ['  以下为文件自述，未经证实 what follows is what the document says of itself'];
  return [`${zh} ${en}  ${documents[kindOfDocument]}`, ...proven, ...shown].map(printable).join('\n');
}

const wordOf = (signedAt: SignedAt): string =>
  signedAt.saidBy === 'laboratory' ? '机构自称 its own word' : `时间戳 time stamp, ${signedAt.authority}`;

function standingText(standing: Standing): string {
  const { zh, en } = standings[standing.status];
  if (standing.status === 'unknown') return `${zh} ${en}: ${standing.reason}`;
  const successor =
    standing.replacedBy === null ? '' : `, 由 ${standing.replacedBy} 替换 replaced by ${standing.replacedBy}`;
  const word = standing.trusted
    ? ''
    : ' 未经指定的网站之言，不足为凭 the word of a host that nobody named, no proof';
  return `${zh} ${en}${successor} (${standing.host}${word})`;
}

const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');

import type { Column, Content } from 'pdfmake/interfaces.js';
import type { RuleOverride } from '../../workflows/kernel/source.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { colour, size } from '../paper.ts';
import { qrCode, quietZone } from '../qr.ts';
import { flow } from '../text.ts';

export interface Proof {
  /** SHA-256 of the canonical JSON, hex. */
  readonly digest: string;
  /** What the QR code says. */
  readonly proof: string;
  /** Of the key that signed, see `Signer`. */
  readonly keyId: string;
  /** Name of the attached JSON. */
  readonly enclosureName: string;
}

/** How anyone can check this paper: QR code, digest of the data, and what ties them to samples, rules and journal. */
export function verification(
  { lineageDigest, journalHead, packs }: Certificate,
  { digest, proof, keyId, enclosureName }: Proof,
): Column[] {
  const { node, side } = qrCode(proof);
  return [
    { width: side + quietZone, stack: [node], margin: [0, quietZone, quietZone, quietZone] },
    {
      width: '*',
      stack: [
        { text: '扫描二维码查询证书状态；电子签名和附件数据的摘要可离线核验。', fontSize: size.small },
        flow(`Scan for the status. The electronic signature and the digest of ${enclosureName} attached are checked offline.`, {
          fontSize: size.note,
          color: colour.muted,
        }),
        ...hash('证书数据摘要', 'Certificate data, SHA-256 (RFC 8785)', digest),
        ...hash('电子签名密钥', 'Key of the electronic signature', keyId),
        ...(lineageDigest === null ? [] : hash('样品流转摘要', 'Sample lineage, SHA-256', lineageDigest)),
        ...hash('日志账', `Journal entry ${journalHead.position}`, journalHead.hash),
        ...packs.flatMap((pack) => [
          ...hash('规则包', `Rule pack ${pack.id} ${pack.version}`, pack.hash),
          ...(pack.overrides ?? []).map(siteDecision),
        ]),
      ],
      margin: [quietZone - 2, quietZone - 2, 0, 0],
    },
  ];
}

/** The clear end ISO/IEC 17025:2017 7.8.2.1 d asks for. */
export const endOfCertificate = (): Content => ({
  text: [{ text: '——　以下空白　' }, { text: 'END OF CERTIFICATE', fontSize: size.small }, { text: '　——' }],
  alignment: 'center',
  margin: [0, 10, 0, 0],
});

/** What this site decided otherwise than the pack that is known by name. */
const siteDecision = ({ path, was, now, reason }: RuleOverride): Content =>
  flow(`站点修改 Site override: ${path}: ${was} → ${now}（${reason}）`, { fontSize: size.note });

const hash = (zh: string, en: string, hex: string): readonly Content[] => [
  { text: [zh, { text: `  ${en}`, color: colour.muted }], fontSize: size.note, margin: [0, 2, 0, 0] },
  flow(hex, { fontSize: size.hash }),
];

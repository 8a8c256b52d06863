import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { digestOf } from '../canonical.ts';
import { certificateXml } from './certificate-xml.ts';
import { statusCodes, typeCodes } from './codes.ts';
import { certificateOfTwoLots, grainCertificate, petroleumCertificate } from './ecert.fixture.ts';
import { readCertificateXml } from './read-certificate-xml.ts';

const digest = digestOf(completeCertificate);
const xml = certificateXml(completeCertificate, digest);
const changed = (change: Partial<Certificate>): Certificate => ({ ...completeCertificate, ...change });
const written = (change: Partial<Certificate>) => certificateXml(changed(change), digest);
const lines = (text: string) => text.split('\n').map((line) => line.trim());

describe('writing a certificate as eCert XML', () => {
  it('gives the same text for the same certificate, with line feeds only', () => {
    expect(certificateXml(structuredClone(completeCertificate), digest)).toBe(xml);
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<rsm:SPSCertificate ')).toBe(true);
    expect(xml.endsWith('</rsm:SPSCertificate>\n')).toBe(true);
    expect(xml).not.toContain('\r');
  });

  it('names number, kind, status and times as the profile codes them', () => {
    expect(lines(xml)).toEqual(
      expect.arrayContaining([
        '<ram:ID>DG2026-11-000042</ram:ID>',
        '<ram:TypeCode>3</ram:TypeCode>',
        '<ram:StatusCode>70</ram:StatusCode>',
        '<udt:DateTimeString>2026-03-06T17:02:11.000+08:00</udt:DateTimeString>',
        '<ram:NetWeightMeasure unitCode="TNE">9999.800</ram:NetWeightMeasure>',
        '<ram:ClassCode>2701190000</ram:ClassCode>',
        `<ram:ID>sha-256:${digest}</ram:ID>`,
      ]),
    );
  });

  it('says results, conformity, units and deviations in both languages, values as printed', () => {
    for (const words of [
      'zh">检验结果 4 灰分 Aar 收到基：9.60 %（GB/T 212-2008）</',
      'en">Test result 4 Ash Aar, as received: 9.60 % (GB/T 212-2008)</',
      'en">Conformity Mercury Hgd, dry: limit ≤ 0.6 µg/g, result 0.063, specification ',
      '第六条, verdict Pass</',
      'zh">采样单元2：单元数量 4998.6 t，采样间隔 307 s，计划子样数 39，实采子样数 38，',
      'en">Unit 2: quantity 4998.6 t, interval 307 s, increments planned 39, increments taken 38, ',
      'gross sample 181.9 kg, precision ± 1.20 %, validity Valid</',
      'zh">偏离说明：采样单元 2 因皮带短暂空载少采子样 1 个，采样精密度仍满足要求（',
    ]) {
      expect(xml).toContain(words);
    }
    // One of 15 results a note, in the order of the paper.
    expect(xml.match(/languageID="zh">检验结果 \d+ /g)).toEqual(
      completeCertificate.results.map((_result, index) => `languageID="zh">检验结果 ${index + 1} `),
    );
  });

  it('marks no datum, and names what the customer supplied in a note', () => {
    expect(xml).not.toContain('※');
    expect(xml).toContain(
      '以下数据由客户提供，本实验室不对其负责：发货人；收货人；品名、HS 编码；报检重量；船名、航次、提单号、装货港、卸货港。',
    );
    expect(written({ suppliedByCustomer: ['dates.arrival', 'goodsItem'] })).toContain(
      '抵港日期；goodsItem。',
    );
    expect(written({ suppliedByCustomer: [] })).toContain('本证书不含客户提供的数据。');
  });

  it('leaves out what there is not', () => {
    const bare = written({
      inspectionOrderNo: null,
      deviations: [],
      replaces: null,
      consignor: { name: 'PT Borneo Prima Coal' },
      dates: { ...completeCertificate.dates, arrival: null },
    });
    for (const words of ['布控指令号', '抵港日期：', 'ADRPN', 'AWR', 'Samarinda, East Kalimantan']) {
      expect([words, xml.includes(words), bare.includes(words)]).toEqual([words, true, false]);
    }
    expect(bare).toContain('偏离说明：无。');
  });

  it('escapes what would be markup', () => {
    const text = written({ consignee: { name: '甲 & 乙 <"公司"> ]]>' } });
    expect(text).toContain('<ram:Name>甲 &amp; 乙 &lt;"公司"&gt; ]]&gt;</ram:Name>');
    expect(readCertificateXml(text)).toMatchObject({ ok: true });
  });

  it.each([
    ['a null', '\u0000', 'U+0000'],
    ['a carriage return', '\r', 'U+000D'],
    ['a C1 control', '\u0085', 'U+0085'],
    ['half a surrogate pair', '\ud83d', 'U+D83D'],
    ['a noncharacter', '\uffff', 'U+FFFF'],
  ])('refuses %s and says where it stands', (_what, character, named) => {
    const transport = { ...completeCertificate.transport, vessel: `MV${character}OCEAN` };
    expect(() => written({ transport })).toThrow(
      expect.objectContaining({
        refusal: expect.objectContaining({
          code: 'ECERT_TEXT_UNSAFE',
          field: 'transport.vessel',
          message: expect.stringContaining(named),
        }),
      }),
    );
  });

  it.each([
    ['95', 'quality'],
    ['CY', 'sampling-voucher'],
  ] as const)('refuses kind %s of template %s, for which there is no type code', (code, template) => {
    const kind = { code, title: { zh: '调离通知单', en: 'Transfer notice' } };
    expect(() => written({ kind, template })).toThrow('ECERT_KIND_UNMAPPED: kind.code');
  });

  it('knows the codes of D16B, where 40, 41 and 44 are not those of the D23B list', () => {
    expect(statusCodes).toMatchObject({ issued: '70', replaced: '44', withdrawn: '40', rejected: '41' });
    expect([typeCodes['11'], typeCodes['18'], typeCodes['22']]).toEqual(['3', '851', '293']);
  });

  it('says nothing of bases, symbols and precision where grain and petroleum know none', () => {
    const grain = certificateXml(grainCertificate, digestOf(grainCertificate));
    expect(lines(grain)).toEqual(
      expect.arrayContaining([
        '<ram:Content languageID="en">Test result 1 Moisture: 12.4 % (GB 5497-1985)</ram:Content>',
        '<ram:Content languageID="en">Observation Odour and colour: Normal (GB/T 5492-2008; units 1, 2)</ram:Content>',
      ]),
    );
    expect(grain).toContain('实采份样数');
    expect(grain).not.toMatch(/精密度 ±|要求精密度/);
    const petroleum = certificateXml(petroleumCertificate, digestOf(petroleumCertificate));
    expect(petroleum).toContain('quantity 4998.6 m³');
    expect(petroleum).toContain('实采抓样数');
    // Not within the limit, and the condition that makes it apply.
    expect(petroleum).toContain(
      'limit ≤ 10 mg/kg, result 10.4, specification GB 19147-2016 Table 3, applies to grade VI, verdict Fail',
    );
  });
});

describe('a certificate of two lots', () => {
  const text = certificateXml(certificateOfTwoLots, digestOf(certificateOfTwoLots));

  it('says of each its units, quantity and verdict, and names the lot of every result, verdict and unit', () => {
    for (const words of [
      'zh">检验批 第1批：数量 4998.6 t，采样单元 1，判定 合格</',
      'en">Lot 2: quantity 4998.6 t, units 2, verdict Fail</',
      'zh">检验结果 1 赭曲霉毒素 A（第1批）：1.2 µg/kg（GB 5009.96-2016）</',
      'en">Test result 2 Ochratoxin A, Lot 2: 9.3 µg/kg (GB 5009.96-2016)</',
      'zh">符合性判定 赭曲霉毒素 A（第2批）：限量 ≤ 5.0 µg/kg，结果 9.3，',
      'en">Conformity Ochratoxin A, Lot 1: limit ≤ 5.0 µg/kg, result 1.2, ',
      'en">Unit 2, Lot 2: quantity 4998.6 t',
    ])
      expect(text).toContain(words);
  });

  it('is read back whole, and one of one lot names none', () => {
    expect(readCertificateXml(text)).toMatchObject({ ok: true });
    expect(certificateXml(grainCertificate, digestOf(grainCertificate))).not.toMatch(/检验批|Lot \d/);
  });
});

describe('reading eCert XML', () => {
  const refusalOf = (text: string) => {
    const outcome = readCertificateXml(text);
    return outcome.ok ? outcome.value : { code: outcome.refusal.code, field: outcome.refusal.field };
  };
  const replacedOnce = (what: string | RegExp, by: string) => {
    const text = xml.replace(what, by);
    expect(text).not.toBe(xml);
    return text;
  };
  const document = '/SPSCertificate/SPSExchangedDocument';

  it('gives back number, status, instant, digest and what is replaced', () => {
    expect(readCertificateXml(xml)).toEqual({
      ok: true,
      value: {
        number: 'DG2026-11-000042',
        status: 'issued',
        issuedAt: completeCertificate.issuedAt,
        digest,
        replaces: 'DG2026-11-000041',
      },
    });
    expect(readCertificateXml(written({ replaces: null }))).toMatchObject({ value: { replaces: null } });
  });

  it('shows that other content has another text: what was altered is found by writing it again', () => {
    const results = completeCertificate.results.map((one, index) =>
      index === 0 ? { ...one, reported: decimalString('14.3') } : one,
    );
    expect(written({ results })).not.toBe(xml);
  });

  it.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${xml.slice(xml.indexOf('\n') + 1)}`],
    ['an external entity', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${xml.slice(xml.indexOf('\n') + 1)}`],
    ['an entity declaration anywhere', `<a><!-- <!ENTITY --></a>`],
    ['more than 512 KiB', `<a>${'界'.repeat(180_000)}</a>`],
    ['attributes by the thousand', `<a ${Array.from({ length: 5001 }, (_, n) => `a${n}="1"`).join(' ')}/>`],
  ])('does not even parse %s', (_what, text) => {
    expect(refusalOf(text)).toEqual({ code: 'ECERT_XML_UNSAFE', field: undefined });
  });

  it.each([
    ['nothing', '', '/SPSCertificate'],
    ['what is not XML', '%PDF-1.7', '/SPSCertificate'],
    ['an undeclared entity', '<a>&nope;</a>', '/SPSCertificate'],
    ['elements without end', '<a>'.repeat(20_000), '/SPSCertificate'],
    ['another document', '<SPSCertificate/>', '/SPSCertificate'],
    ['a certificate cut short', xml.slice(0, 9000), '/SPSCertificate'],
    ['no document', replacedOnce(/rsm:SPSExchangedDocument/g, 'rsm:Other'), document],
    ['no number', replacedOnce(/<ram:ID>DG2026-11-000042<\/ram:ID>/, ''), `${document}/ID`],
    ['two numbers', replacedOnce('<ram:TypeCode>', '<ram:ID>X</ram:ID><ram:TypeCode>'), `${document}/ID`],
    [
      'a comment in the number',
      replacedOnce('DG2026-11-000042', 'DG2026-11-0000<!-- -->43'),
      `${document}/ID`,
    ],
    ['an unknown status', replacedOnce('>70<', '>71<'), `${document}/StatusCode`],
    ['a time without offset', replacedOnce('.000+08:00', ''), `${document}/IssueDateTime/DateTimeString`],
    [
      'a day there is not',
      replacedOnce('2026-03-06T17', '2026-02-30T17'),
      `${document}/IssueDateTime/DateTimeString`,
    ],
    ['no digest', replacedOnce('sha-256:', 'sha-512:'), `${document}/ReferenceSPSReferencedDocument`],
    [
      'two digests',
      replacedOnce('<ram:ID>SMD-DG-2603-01', `<ram:ID>sha-256:${'0'.repeat(64)}`),
      `${document}/ReferenceSPSReferencedDocument`,
    ],
    [
      'half a digest',
      replacedOnce(digest, digest.slice(32)),
      `${document}/ReferenceSPSReferencedDocument[3]/ID`,
    ],
    ['two replaced certificates', replacedOnce('>BM<', '>AWR<'), document],
  ])('refuses %s and names the place', (_what, text, field) => {
    expect(refusalOf(text)).toEqual({ code: 'ECERT_XML_INVALID', field });
  });
});

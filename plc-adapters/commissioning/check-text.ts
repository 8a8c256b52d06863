import { DataType } from 'node-opcua-client';
import { daysLeft } from './certificate.ts';
import type { CertificateFacts } from './certificate.ts';
import type { UnitCheck } from './check-unit.ts';
import { offerText } from './discovery.ts';
import { isFault } from './finding.ts';
import type { Finding } from './finding.ts';
import { argumentText } from './method-verdict.ts';
import type { TagVerdict } from './tag-verdict.ts';

/** A part of a report: a heading and rows of cells, whose columns stand in line. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
}

/** A check as people read it, headings in Chinese and English. The records of the ring are one row while they are faultless. */
export function checkSections(check: UnitCheck): readonly Section[] {
  return [
    unitSection(check),
    serverSection(check),
    certificateSection(check),
    tagSection(check),
    livenessSection(check),
    ...methodSections(check),
    ...handshakeSections(check),
    findingSection(check),
  ];
}

function unitSection({ unit, endpoint, security, checkedAt }: UnitCheck): Section {
  return {
    heading: '设备单元 Unit',
    rows: [
      ['单元 unit', unit],
      ['地址 endpoint', endpoint],
      ['安全 security', offerText(security)],
      ['检查时间 checked at', checkedAt],
    ],
  };
}

function serverSection({ server }: UnitCheck): Section {
  return {
    heading: '服务器 Server',
    rows: [
      ['产品 product', [server.manufacturer, server.product, server.softwareVersion].filter(Boolean).join(' ')],
      ['应用标识 application', server.applicationUri],
      ['状态 state', server.state],
      ['启动时间 started', server.startTime ?? ''],
      ['服务器时间 its time', server.currentTime ?? ''],
      ['可选安全 offers', server.offers.map(offerText).join(', ')],
      ...server.namespaces.map((uri, index) => [`命名空间 namespace ${index}`, uri]),
    ],
  };
}

function certificateSection({ certificates, checkedAt }: UnitCheck): Section {
  const row = (whose: string, facts: CertificateFacts | null) =>
    facts
      ? [whose, facts.subject, facts.validFrom, facts.validTo, String(daysLeft(facts, Date.parse(checkedAt))), facts.thumbprint]
      : [whose, '无 none'];
  return {
    heading: '证书 Certificates',
    rows: [
      ['所属 whose', '主体 subject', '生效 valid from', '失效 valid to', '剩余天数 days left', '指纹 thumbprint'],
      row('服务器 server', certificates.server),
      row('本系统 ours', certificates.own),
    ],
  };
}

function tagSection({ tags }: UnitCheck): Section {
  const ring = tags.filter(({ facts }) => facts.inRing);
  const faultless = ring.filter(({ findings }) => findings.length === 0);
  const shown = tags.filter((tag) => !faultless.includes(tag));
  return {
    heading: '标签 Tags',
    rows: [
      ['', '标签 tag', '类型 type', '方向 dir', '权限 access', '质量 quality', '变动 moving', '单位 unit', '值 value'],
      ...shown.map(tagRow),
      ...(faultless.length === 0 ? [] : [['✓', `事件环 ring: ${faultless.length} / ${ring.length}`]]),
    ],
  };
}

function tagRow({ facts, reading, moved, findings }: TagVerdict): string[] {
  const { tag, spec, found } = facts;
  if (!found) return [mark(findings), tag, spec.type, spec.dir, '缺失 missing'];
  const type = found.type === null ? (found.typeName ?? '?') : shortType(found.type);
  return [
    mark(findings),
    tag,
    type === spec.type ? type : `${type} ≠ ${spec.type}`,
    spec.dir,
    found.access ?? '?',
    reading?.status ?? '',
    yesNo(moved),
    unitText(found.unit, spec.unit),
    reading?.value === null || reading?.value === undefined ? '' : String(reading.value),
  ];
}

const mark = (findings: readonly Finding[]): string => (findings.some(isFault) ? '✗' : findings.length > 0 ? '!' : '✓');

/** Empty where it is not known. */
const yesNo = (is: boolean | null): string => (is === null ? '' : is ? '是 yes' : '否 no');

const unitText = (onServer: string | null, mapped = ''): string =>
  onServer === null || onServer === mapped ? mapped : `${onServer}${mapped === '' ? '' : ` ≠ ${mapped}`}`;

/** Tag maps say Bool where OPC UA says Boolean. */
const shortType = (type: DataType): string => (type === DataType.Boolean ? 'Bool' : DataType[type]);

function livenessSection({ heartbeat, roundTrip, subscription }: UnitCheck): Section {
  const { requested, revised, refused } = subscription;
  const sampling = revised.samplingMs ? `${revised.samplingMs.shortest}–${revised.samplingMs.longest} ms` : '';
  return {
    heading: '通信 Communication',
    rows: [
      ['心跳 heartbeat', heartbeat ? `${heartbeat.first} → ${heartbeat.second} (${heartbeat.elapsedMs} ms)` : '缺失 missing'],
      [
        '读取往返 round trip of a read',
        ...(roundTrip
          ? [`p50 ${roundTrip.p50Ms} ms, p99 ${roundTrip.p99Ms} ms`, `最长 longest ${roundTrip.longestMs} ms (${roundTrip.reads})`]
          : []),
      ],
      ['发布间隔 publishing', `请求 requested ${requested.publishingMs} ms`, `实际 revised ${revised.publishingMs} ms`],
      ['采样间隔 sampling', `请求 requested ${requested.samplingMs} ms`, `实际 revised ${sampling}`],
      ['保活次数 keep-alive count', `请求 requested ${requested.keepAliveCount}`, `实际 revised ${revised.keepAliveCount}`],
      ['监视标签 monitored tags', `${subscription.tags - refused.length}`, `变化通知 changes told ${subscription.notifications}`],
    ],
  };
}

function methodSections({ methods }: UnitCheck): readonly Section[] {
  if (!methods) return [];
  return [
    {
      heading: '方法 Methods',
      rows: [
        ['', '命令 command', '方法 method', '可调用 executable', '输入参数 inputs'],
        ...methods.map(({ facts: { command, signature, found }, findings }) =>
          found
            ? [mark(findings), command, signature.method, yesNo(found.executable), found.inputs.map(argumentText).join(', ')]
            : [mark(findings), command, signature.method, '缺失 missing'],
        ),
      ],
    },
  ];
}

function handshakeSections({ handshake }: UnitCheck): readonly Section[] {
  if (!handshake) return [];
  const { block, mode, state, nextSeq, interlocks, commands } = handshake;
  return [
    {
      heading: '握手演练（只读） Handshake dry run (read only)',
      rows: [
        ['状态 state', `${block.state} ${state ?? '?'}`],
        ['模式 mode', String(mode)],
        ['令牌 Sts.Token', String(block.token)],
        ['Cmd.Seq', String(block.cmdSeq)],
        ['Sts.AckSeq', `${block.ackSeq} (AckResult ${block.ackResult})`],
        ['Sts.DoneSeq', `${block.doneSeq} (DoneResult ${block.doneResult})`],
        ['下一序号 next Seq', String(nextSeq)],
        ['联锁 interlocks', interlocks.join(', ') || '无 none'],
        ['启动计数 BootCounter', String(block.bootCounter)],
        ['程序校验 RecipeCrc', String(block.recipeCrc)],
      ],
    },
    {
      heading: '此刻下令的预期回答 What a command would meet now',
      rows: commands.map(({ command, code, answer }) => [command, String(code), answer]),
    },
  ];
}

function findingSection({ findings, passed }: UnitCheck): Section {
  const faults = findings.filter(isFault).length;
  const counts = `${faults} 项故障 faults, ${findings.length - faults} 项提示 warnings`;
  return {
    heading: `结论 Result: ${passed ? '合格 passed' : '不合格 failed'} (${counts})`,
    rows: grouped(findings).map(([{ severity, code, about, message }, more]) => [
      severity === 'fault' ? '✗' : '!',
      code,
      about,
      more === 0 ? message : `${message} (另有 and ${more} more)`,
    ]),
  };
}

/** Findings of one code beyond this many are only counted, so that a map for another unit stays readable. */
const sameCodeShown = 20;

/** Faults first; of each code so many, the last of them with the number of those left out. */
function grouped(findings: readonly Finding[]): readonly (readonly [Finding, more: number])[] {
  const ordered = [...findings].sort((a, b) => Number(isFault(b)) - Number(isFault(a)));
  return ordered.flatMap((finding) => {
    const same = ordered.filter(({ code }) => code === finding.code);
    const place = same.indexOf(finding) + 1;
    if (place > sameCodeShown) return [];
    return [[finding, place === sameCodeShown ? same.length - sameCodeShown : 0] as const];
  });
}

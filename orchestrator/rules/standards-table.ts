import type { RuleSource } from '../../workflows/kernel/source.ts';
import { confidenceCounts, packName } from './inventory.ts';
import type { LoadedPack } from './inventory.ts';
import { grouped, ruleKey } from './sources.ts';
import type { SourceGroup } from './sources.ts';
import { confidenceWords, validity } from './words.ts';

/** docs/standards.md: which standard, in which edition, stands behind which rule, and what is still to be compared with its text. */
export function standardsDocument(packs: readonly LoadedPack[]): string {
  const lines = [
    '# 标准与依据 Standards and sources',
    '',
    'Generated from the rule packs by `quaylab rules standards > docs/standards.md`; a test compares it with them. Do not edit.',
    '本文件由规则包生成，请勿手工修改。',
    '',
    '- **confirmed 已核对** – read in a source of the text 已与原文或其来源核对',
    '- **general 待核对** – knowledge of the field, to be compared with the text 行业通识，须与标准原文核对',
    '- **policy 本机构规定** – our own choice, to be decided by the laboratory 由实验室自行规定',
    ...packs.flatMap(packLines),
  ];
  return `${lines.join('\n')}\n`;
}

function packLines(pack: LoadedPack): readonly string[] {
  const { confirmed, general, policy } = confidenceCounts(pack.sources);
  const unverified = grouped(
    pack.sources.filter(({ source }) => source.confidence !== 'confirmed'),
    ruleKey,
  );
  return [
    '',
    `## ${pack.name.zh} ${pack.name.en} (\`${packName(pack)}\`)`,
    '',
    `有效期 In force: ${validity(pack)}. ` +
      `规则 Rules: ${pack.sources.length}, of these ${confirmed} confirmed, ${general} general, ${policy} policy.`,
    '',
    '### 采用的标准 Standards followed',
    '',
    ...table(
      [
        '标准 Standard',
        '版本 Edition',
        '有效期 In force',
        '采用的内容 What is used of it',
        '已核对 confirmed',
        '待核对 general',
        '规定 policy',
      ],
      grouped(pack.sources, editionKey).map(editionRow),
    ),
    '',
    '### 待与原文核对 To be verified by an owner of the text',
    '',
    ...(unverified.length === 0
      ? ['无 Nothing.']
      : table(['标准 Standard', '条款 Clause', '把握 Confidence', '规则 Rule', '注 Note'], unverified.map(ruleRow))),
  ];
}

const editionKey = ({ standard, edition }: RuleSource): string => JSON.stringify([standard, edition]);

function editionRow(group: SourceGroup): readonly string[] {
  const [{ source }] = group;
  const each = (tell: (one: RuleSource) => string) =>
    [...new Set(group.map((placed) => tell(placed.source)))].filter((text) => text !== '');
  const { confirmed, general, policy } = confidenceCounts(group);
  const cells = [source.standard, source.edition, each(validity).join('<br>'), each(clauseWords).join('<br>')];
  return [...cells, ...[confirmed, general, policy].map(String)];
}

const clauseWords = ({ clause, citation }: RuleSource): string => (citation ? `${clause} ${citation.zh}` : clause);

function ruleRow(group: SourceGroup): readonly string[] {
  const [{ source }] = group;
  const { standard, edition, clause, confidence, note } = source;
  const { zh } = confidenceWords[confidence];
  return [`${standard} ${edition}`, clause, `${confidence} ${zh}`, group.map(({ path }) => `\`${path}\``).join('<br>'), note ?? ''];
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  tableRow(head),
  tableRow(head.map(() => '---')),
  ...rows.map(tableRow),
];
const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`;

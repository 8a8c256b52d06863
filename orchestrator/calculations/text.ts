import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Formula, Quantity, WorkingStep } from '../../workflows/kernel/working.ts';
import { aligned, both, overrideLine, sourceLines } from '../rules/words.ts';
import type { Catalogue } from './catalogue.ts';
import type { Explanation } from './explain.ts';
import { unitOfField } from './field-units.ts';
import { inputFields } from './input-fields.ts';
import type { InputField } from './input-fields.ts';
import type { UsedPack } from './pack-shelf.ts';
import type { Answer } from './run.ts';

/** Calculations as an inspector reads them in a terminal. */

/** Every calculation, by group. */
export function catalogueLines({ groups }: Catalogue): readonly string[] {
  const rows = groups.flatMap(({ id, calculations }) => calculations.map(({ name, title }) => [name, title.zh, title.en, id]));
  return aligned([['名称 name', '标题', 'title', '组 group'], ...rows]);
}

/** The answer with its steps, enough to redo it with a pocket calculator. */
export function answerLines({ name, on, value, steps, packs }: Answer, title: Bilingual): readonly string[] {
  return [
    `${both(title)}  (${name})`,
    ...(on === null ? [] : [`规则日期 rules of the day: ${on}`]),
    ...steps.flatMap((step, index) => ['', ...stepLines(step, index + 1)]),
    '',
    '结果 result',
    ...valueLines(value).map(indented),
    '',
    '依据的规则包 rule packs',
    ...packs.flatMap(packLines).map(indented),
  ];
}

export function explanationLines({ name, group, title, summary, formulas, input, output, example, packs }: Explanation): readonly string[] {
  return [
    `${both(title)}  (${name}; ${both(group.title)})`,
    '',
    summary.zh,
    summary.en,
    '',
    '公式与判定规则 formulas and decision rules',
    ...formulas.flatMap((formula) => ['', ...formulaLines(formula)]),
    '',
    '输入 input',
    ...aligned([['字段 field', '单位 unit', '必填 required', '取值 takes', '说明 description'], ...inputFields(input).map(fieldRow)]).map(
      indented,
    ),
    '',
    '结果 result',
    ...aligned([
      ['字段 field', '单位 unit', '取值 value', '说明 description'],
      ...inputFields(output).map((field) => [field.path, field.unit ?? '', field.takes, ownDescription(field)]),
    ]).map(indented),
    '',
    '示例 example',
    indented(`quaylab calc ${name} --json ${shellQuoted(JSON.stringify(example))}`),
    '',
    '依据的规则包 rule packs',
    ...packs.flatMap(packLines).map(indented),
  ];
}

/** For a POSIX shell. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const fieldRow = (field: InputField): readonly string[] => [
  field.path,
  field.unit ?? '',
  field.required ? '是 yes' : field.default === undefined ? '否 no' : `默认 default ${JSON.stringify(field.default)}`,
  field.takes,
  ownDescription(field),
];

/** A description nobody wrote repeats the range. */
const ownDescription = ({ description }: InputField): string => (description.startsWith('decimal number') ? '' : description);

const formulaLines = ({ name, expression, source }: Formula): readonly string[] => [
  indented(both(name)),
  indented(indented(expression)),
  ...sourceLines(source).map((line) => indented(indented(line))),
];

function stepLines(step: WorkingStep, no: number): readonly string[] {
  const { name, expression, inputs, source } = step;
  return [
    `${no}. ${both(name)}`,
    ...[expression, ...(inputs.length > 0 ? [inputs.map(inputText).join('; ')] : []), resultText(step), ...sourceLines(source)].map(
      (line) => `   ${line}`,
    ),
  ];
}

const inputText = ({ symbol, value, unit }: Quantity): string => `${symbol} = ${withUnit(value, unit)}`;

/** The unrounded value is shown where it says more than the reported one. */
function resultText({ unrounded, reported, unit }: WorkingStep): string {
  const rounded = unrounded !== null && unrounded !== reported;
  return rounded
    ? `= ${withUnit(unrounded, unit)} → ${withUnit(reported, unit)}`
    : `${unrounded === null ? '→' : '='} ${withUnit(reported, unit)}`;
}

const withUnit = (value: string, unit: string): string => (unit === '' ? value : `${value} ${unit}`);

/** Longest value printed in one line, characters. */
const longestInline = 100;

/** A value as `field: value unit` lines, members of members further in. */
function valueLines(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [plain(value)];
  if (isBilingual(value)) return [both(value)];
  const members: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((entry: unknown, index) => [`[${index}]`, entry] as const)
    : Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0 ? [nothing] : members.flatMap(([key, member]) => memberLines(key, member));
}

function memberLines(key: string, member: unknown): readonly string[] {
  const unit = unitOfField(key) ?? '';
  if (isPlainList(member)) {
    const inline = member.map(plain).join(', ');
    if (inline.length <= longestInline) return [`${key}: ${member.length === 0 ? nothing : withUnit(inline, unit)}`];
  }
  const inner = valueLines(member);
  const flat = typeof member !== 'object' || member === null || isBilingual(member);
  return flat ? [`${key}: ${withUnit(inner.join(''), member === null ? '' : unit)}`] : [`${key}:`, ...inner.map(indented)];
}

const nothing = '(无 none)';
const isBilingual = (value: unknown): value is Bilingual =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).sort().join() === 'en,zh' &&
  Object.values(value).every((text) => typeof text === 'string');
const isPlainList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((entry) => typeof entry !== 'object' || entry === null);
const plain = (value: unknown): string => (value === null ? '—' : String(value));

const packLines = ({ id, version, hash, name, overrides }: UsedPack): readonly string[] => [
  `${id}@${version}  ${both(name)}  sha256 ${hash.slice(0, shownHash)}`,
  ...overrides.map(overrideLine).map(indented),
];

/** Digits of a hash that are shown to people; the JSON has all. */
const shownHash = 12;

const indented = (line: string): string => (line === '' ? '' : `  ${line}`);

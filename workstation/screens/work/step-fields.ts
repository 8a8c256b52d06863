import type { Schemas } from '../../api/client.ts';
import { normaliseNumber } from '../../scanner/normalise.ts';
import type { workWords } from './words.ts';

export type Step = Schemas['HandlingStep'];
export type StepData = Schemas['HandlingRecord']['data'];
type Word = (typeof workWords)['keys'][number];

/** One thing to tell of a step. */
export interface StepField {
  /** Where it stands in what is sent, for example `containers.1.seal`. */
  readonly key: string;
  readonly word: Word;
  readonly kind: 'decimal' | 'count' | 'text';
  readonly optional?: boolean;
  /** Only these may be told. */
  readonly choices?: readonly string[];
  readonly limits?: { readonly least: string | null; readonly most: string | null } | null;
}

/** Fields that belong together: a container, a bottle, a part. */
export interface FieldGroup {
  readonly word: Word | null;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly fields: readonly StepField[];
  /** Given: may be told to be missing, under this number. */
  readonly position?: number;
}

const text = (key: string, word: Word): StepField => ({ key, word, kind: 'text' });
const kg = (key: string, word: Word, limits?: StepField['limits']): StepField => ({
  key,
  word,
  kind: 'decimal',
  limits: limits ?? null,
});
const filling = (at: string): readonly StepField[] => [
  { key: `${at}.volume_mL`, word: 'volume', kind: 'decimal' },
  { key: `${at}.capacity_mL`, word: 'capacity', kind: 'decimal' },
];

type Bottles = Extract<Step, { kind: 'fill' }>['bottles'];
const bottleGroups = (bottles: Bottles): readonly FieldGroup[] =>
  bottleKindsOf(bottles).map((rule, index) => ({
    word: 'bottleNo',
    values: { no: index + 1, kind: rule.kind },
    fields: [
      kg(`bottles.${index}.mass_kg`, 'netMass', rule.mass_kg),
      ...(rule.fill_pct ? filling(`bottles.${index}`) : []),
      { ...text(`bottles.${index}.closure`, 'closure'), ...(rule.closures && { choices: rule.closures }) },
      text(`bottles.${index}.seal`, 'seal'),
    ],
  }));
const bottleKindsOf = (bottles: Bottles): readonly Bottles[number][] =>
  bottles.flatMap((rule) => Array.from({ length: rule.count }, () => rule));

/** What has to be told of a step, in groups. */
export function fieldsOf(step: Step, positions: readonly number[]): readonly FieldGroup[] {
  const one = (...fields: StepField[]): FieldGroup => ({ word: null, fields });
  switch (step.kind) {
    case 'receive':
      return [
        one(text('balanceId', 'balance')),
        ...positions.map((position, index) => ({
          word: 'containerNo' as const,
          values: { no: position },
          position,
          fields: [
            text(`containers.${index}.seal`, 'seal'),
            kg(`containers.${index}.gross_kg`, 'gross'),
            kg(`containers.${index}.tare_kg`, 'tare'),
            ...(step.fill_pct ? filling(`containers.${index}`) : []),
          ],
        })),
      ];
    case 'weigh':
      return [one(text('balanceId', 'balance'), kg('gross_kg', 'gross'), kg('tare_kg', 'tare'))];
    case 'mix':
      return [
        one(
          text('mixerId', 'mixer'),
          ...step.measures.map(({ field, limits }) => ({
            key: field,
            word: field,
            kind: 'decimal' as const,
            limits,
          })),
        ),
      ];
    case 'divide':
      return [
        one(
          { ...text('apparatus', 'apparatus'), choices: step.apparatus },
          { key: 'passes', word: 'passes', kind: 'count', limits: step.passes },
          { key: 'cuts', word: 'cuts', kind: 'count', optional: step.cuts === null, limits: step.cuts },
          kg('massIn_kg', 'massIn'),
        ),
        ...step.parts.map(({ id, mass_kg }, index) => ({
          word: 'part' as const,
          values: { part: id },
          fields: [kg(`parts.${index}.mass_kg`, 'netMass', mass_kg)],
        })),
        one(kg('rejected_kg', 'rejected')),
      ];
    case 'sub-sample':
      return [one(text('tool', 'tool')), ...bottleGroups(step.bottles)];
    case 'fill':
      return [...bottleGroups(step.bottles), one(kg('rejected_kg', 'rejected'))];
    case 'photo':
      return [];
    case 'hand-over':
      return [one(text('receivedBy', 'receivedBy'), text('place', 'place'), text('condition', 'condition'))];
  }
}

type Values = Readonly<Record<string, string>>;

type FieldFault = 'missing' | 'notNumber' | 'notCount';

/** What is wrong with the fields, by key; the groups told to be missing are not asked. */
export function faultsOf(
  groups: readonly FieldGroup[],
  values: Values,
  missing: readonly number[],
): Readonly<Record<string, FieldFault>> {
  const faults: Record<string, FieldFault> = {};
  for (const { fields, position } of groups) {
    if (position !== undefined && missing.includes(position)) continue;
    for (const { key, kind, optional } of fields) {
      const value = values[key]?.trim() ?? '';
      if (value === '') {
        if (optional !== true) faults[key] = 'missing';
      } else if (kind === 'decimal' && !/^-?\d+(\.\d+)?$/.test(normaliseNumber(value)))
        faults[key] = 'notNumber';
      else if (kind === 'count' && !/^[1-9]\d*$/.test(normaliseNumber(value))) faults[key] = 'notCount';
    }
  }
  return faults;
}

/** Where a scanned code goes: into the text field one stands in, else into the first seal nothing stands in; null: nowhere. */
export function scannedInto(
  groups: readonly FieldGroup[],
  values: Values,
  missing: readonly number[],
  current: string | null,
): string | null {
  const fields = groups.flatMap((group) =>
    group.position !== undefined && missing.includes(group.position) ? [] : group.fields,
  );
  const here = fields.find(({ key, kind, choices }) => key === current && kind === 'text' && !choices);
  const seal = fields.find(({ key, word }) => word === 'seal' && (values[key]?.trim() ?? '') === '');
  return (here ?? seal)?.key ?? null;
}

type Member = string | number | Record<string, string | number>[];

/** What is sent of a step: numbers as they were typed, with what an input method made of them put right. */
export function dataOf(
  step: Step,
  positions: readonly number[],
  { values, missing, evidence }: { values: Values; missing: readonly number[]; evidence: readonly string[] },
): StepData {
  const told: Record<string, Member> = {};
  for (const { fields, position } of fieldsOf(step, positions)) {
    if (position !== undefined && missing.includes(position)) continue;
    for (const { key, kind } of fields) {
      const typed = values[key]?.trim() ?? '';
      if (typed === '') continue;
      const value =
        kind === 'text' ? typed : kind === 'count' ? Number(normaliseNumber(typed)) : normaliseNumber(typed);
      const [list, index, name] = key.split('.');
      if (list === undefined) continue;
      if (index === undefined || name === undefined) told[list] = value;
      else rowOf(told, list, Number(index))[name] = value;
    }
  }
  for (const [list, rows] of Object.entries(told)) {
    if (Array.isArray(rows))
      told[list] = rows.flatMap((row, index) => [{ ...identityOf(step, list, index, positions), ...row }]);
  }
  const whole: unknown = {
    kind: step.kind,
    evidence: [...evidence],
    ...(step.kind === 'receive' && { containers: [], missing: [...missing] }),
    ...told,
  };
  return whole as StepData;
}

function rowOf(told: Record<string, Member>, list: string, index: number): Record<string, string | number> {
  const known = told[list];
  const rows = Array.isArray(known) ? known : (told[list] = []);
  return (rows[index] ??= {});
}

/** What a row is of, as the recipe has it. */
function identityOf(
  step: Step,
  list: string,
  index: number,
  positions: readonly number[],
): Record<string, string | number> {
  if (list === 'containers') return { position: positions[index] ?? 0 };
  if (list === 'parts' && step.kind === 'divide') return { part: step.parts[index]?.id ?? '' };
  if (list === 'bottles' && 'bottles' in step)
    return { kind: bottleKindsOf(step.bottles)[index]?.kind ?? '' };
  return {};
}

/** What was told of a step, as the fields of these positions have it: for a correction, and for reading. */
export function valuesOf(data: StepData, positions: readonly number[]): Values {
  const values: Record<string, string> = {};
  for (const [name, member] of Object.entries(data)) {
    if (name === 'kind' || name === 'evidence' || name === 'missing') continue;
    if (Array.isArray(member)) {
      member.forEach((row: unknown, index) => {
        if (typeof row !== 'object' || row === null) return;
        // A container that did not arrive has a place among the fields, and none in what was told.
        const place =
          'position' in row && typeof row.position === 'number' ? positions.indexOf(row.position) : index;
        for (const [field, value] of Object.entries(row)) values[`${name}.${place}.${field}`] = String(value);
      });
    } else values[name] = String(member);
  }
  return values;
}

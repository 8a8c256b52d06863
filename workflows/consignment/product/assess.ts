import type { TestItem } from '../../assay/test-item.ts';
import { lotsStatement } from '../../conformity/lots-statement.ts';
import { judgeProduct } from '../../conformity/product-conformity.ts';
import type { ProductLimitRules } from '../../conformity/product-rules.ts';
import { productStatement, type JudgedPart } from '../../conformity/product-statement.ts';
import { sumOf, toDecimal, toDecimalString } from '../../kernel/decimal.ts';
import { ok } from '../../kernel/refusal.ts';
import type { Outcome } from '../../kernel/refusal.ts';
import { quarantineFindings } from '../../quarantine/findings.ts';
import type { FoundThing } from '../../quarantine/findings.ts';
import type { QuarantineRules } from '../../quarantine/rules.ts';
import type { NoLimitAcceptance } from '../record.ts';
import type { Assessed } from '../trade.ts';
import { counts, lotOf } from '../unit.ts';
import type { ConsignmentUnit } from '../unit.ts';
import { cargoValues, judgedValues, observationsOf, quarantineCodes, type TestedUnit } from './results.ts';

/** What the values of a cargo are judged by. */
export interface ProductRules {
  readonly items: readonly TestItem[];
  readonly limits: ProductLimitRules;
  /** Null where nothing is looked for in quarantine. */
  readonly quarantine: QuarantineRules | null;
}

export interface ProductAsked {
  readonly product: string;
  readonly use: string;
  readonly required: readonly string[] | null;
  /** Day of the assessment, ISO date. */
  readonly on: string;
  /** What was found in quarantine before the laboratory looked. */
  readonly foundOnSite: readonly FoundThing[];
  /** Items without a limit that an officer accepted as reported only. */
  readonly noLimitAccepted: readonly NoLimitAcceptance[];
}

/**
 * The values of a cargo of grain or petroleum, what was observed, and what it means; each unit judged by itself. Of several lots each
 * has values and a statement of its own.
 */
export function assessProduct(
  units: readonly ConsignmentUnit[],
  asked: ProductAsked,
  rules: ProductRules,
): Outcome<Assessed> {
  const limited = rules.limits.items.map(({ id }) => id);
  const tested = units.map((unit) => ({ unit, ...testedUnit(unit) }));
  const parts: (JudgedPart & { readonly lot: number })[] = [];
  for (const { unit, ...of } of tested) {
    const judged = judgeProduct(
      {
        product: asked.product,
        use: asked.use,
        on: asked.on,
        sampleValid: counts(unit),
        values: judgedValues(of, rules.items, limited),
        required: asked.required?.filter((item) => limited.includes(item)) ?? null,
        noLimitAccepted: asked.noLimitAccepted.map(({ item }) => item),
      },
      rules.limits,
    );
    if (!judged.ok) return judged;
    parts.push({ no: unit.no, lot: lotOf(unit), label: unit.label, conformity: judged.value.value });
  }
  const found = foundBy(asked.foundOnSite, quarantineCodes(tested, rules.items));
  const quarantine =
    rules.quarantine && found.length > 0 ? quarantineFindings(found, rules.quarantine) : null;
  if (quarantine && !quarantine.ok) return quarantine;
  const besides = {
    quarantine: quarantine?.value.value.findings ?? [],
    on: asked.on,
    noLimitAccepted: asked.noLimitAccepted,
  };
  const observations = observationsOf(tested, rules.items);
  const lots = [...new Set(parts.map(({ lot }) => lot))].sort((a, b) => a - b);
  if (lots.length < 2)
    return ok({
      results: cargoValues(tested, rules.items),
      observations,
      conformity: productStatement(parts, rules.limits, besides),
    });
  const ofLot = (lot: number) => tested.filter(({ unit }) => lotOf(unit) === lot);
  return ok({
    results: lots.flatMap((lot) => cargoValues(ofLot(lot), rules.items).map((value) => ({ ...value, lot }))),
    observations,
    conformity: lotsStatement(
      lots.map((no) => ({
        no,
        quantity: toDecimalString(sumOf(ofLot(no).map(({ quantity }) => toDecimal(quantity)))),
        parts: parts.filter(({ lot }) => lot === no).map(({ lot: _lot, ...part }) => part),
      })),
      rules.limits,
      besides,
    ),
  });
}

/** What was found, on site or by the laboratory, each thing once. */
const foundBy = (onSite: readonly FoundThing[], inLaboratory: readonly string[]): readonly FoundThing[] => [
  ...onSite.filter(({ finding }, index) => onSite.findIndex((other) => other.finding === finding) === index),
  ...inLaboratory
    .filter((code) => !onSite.some(({ finding }) => finding === code))
    .map((finding) => ({ finding, whileUnloading: false, treatment: 'not-known' as const })),
];

const testedUnit = ({ no, quantity, assays }: ConsignmentUnit): TestedUnit => ({
  no,
  quantity,
  results: assays.flatMap(({ approved }) => approved?.results ?? []),
  findings: assays.flatMap(({ approved }) => approved?.findings ?? []),
});

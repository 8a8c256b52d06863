import type { TestItem } from '../../assay/test-item.ts';
import { judgeProduct } from '../../conformity/product-conformity.ts';
import type { ProductLimitRules } from '../../conformity/product-rules.ts';
import { productStatement, type JudgedPart } from '../../conformity/product-statement.ts';
import type { DecimalString } from '../../kernel/brand.ts';
import { ok } from '../../kernel/refusal.ts';
import type { Outcome } from '../../kernel/refusal.ts';
import { quarantineFindings } from '../../quarantine/findings.ts';
import type { QuarantineRules } from '../../quarantine/rules.ts';
import { counts } from '../reaction.ts';
import type { Assessed } from '../trade.ts';
import type { ConsignmentUnit } from '../types.ts';
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
  /** Of a unit, t or m³. */
  readonly quantityOf: (no: number) => DecimalString;
}

/** The values of a cargo of grain or petroleum, what was observed, and what it means; each unit judged by itself. */
export function assessProduct(
  units: readonly ConsignmentUnit[],
  asked: ProductAsked,
  rules: ProductRules,
): Outcome<Assessed> {
  const limited = rules.limits.items.map(({ id }) => id);
  const tested = units.map((unit) => ({ unit, ...testedUnit(unit, asked.quantityOf(unit.no)) }));
  const parts: JudgedPart[] = [];
  for (const { unit, ...of } of tested) {
    const judged = judgeProduct(
      {
        product: asked.product,
        use: asked.use,
        on: asked.on,
        sampleValid: counts(unit),
        values: judgedValues(of, rules.items, limited),
        required: asked.required?.filter((item) => limited.includes(item)) ?? null,
        noLimitAccepted: [],
      },
      rules.limits,
    );
    if (!judged.ok) return judged;
    parts.push({ no: unit.no, label: unit.label, conformity: judged.value.value });
  }
  const codes = quarantineCodes(tested, rules.items);
  const found = codes.map((finding) => ({ finding, whileUnloading: false, treatment: 'not-known' as const }));
  const quarantine =
    rules.quarantine && found.length > 0 ? quarantineFindings(found, rules.quarantine) : null;
  if (quarantine && !quarantine.ok) return quarantine;
  return ok({
    results: cargoValues(tested, rules.items),
    observations: observationsOf(tested, rules.items),
    conformity: productStatement(parts, rules.limits, {
      quarantine: quarantine?.value.value.findings ?? [],
      on: asked.on,
    }),
  });
}

const testedUnit = ({ no, assays }: ConsignmentUnit, quantity: DecimalString): TestedUnit => ({
  no,
  quantity,
  results: assays.flatMap(({ approved }) => approved?.results ?? []),
  findings: assays.flatMap(({ approved }) => approved?.findings ?? []),
});

import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecisionRules } from './rules.ts';
import type { DecisionRegime } from './types.ts';

/** The sentence a certificate states its decision rule with; items decided by another regime are named after it. */
export function decisionStatement(
  { decision, formulas }: DecisionRules,
  items: readonly { readonly symbol: string; readonly decisionRule: DecisionRegime }[],
): Bilingual {
  const names: Readonly<Record<DecisionRegime, Bilingual>> = {
    GBT8170_FULL: formulas.fullValue.name,
    GBT8170_ROUNDED: formulas.roundedValue.name,
    ISO4259_RECIPIENT: formulas.recipient.name,
    ISO4259_SUPPLIER: formulas.supplier.name,
  };
  const others = (Object.keys(names) as DecisionRegime[]).flatMap((regime) => {
    const symbols = [...new Set(items.filter(({ decisionRule }) => decisionRule === regime).map(({ symbol }) => symbol))];
    return regime === decision.regime || symbols.length === 0 ? [] : [{ name: names[regime], symbols }];
  });
  return {
    zh: [decision.statement.zh, ...others.map(({ name, symbols }) => `${symbols.join('、')}:${name.zh}。`)].join(''),
    en: [decision.statement.en, ...others.map(({ name, symbols }) => `${symbols.join(', ')}: ${name.en}.`)].join(' '),
  };
}

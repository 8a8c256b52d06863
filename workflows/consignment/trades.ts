import type { CoalRulePack } from '../coal-sampling/rule-pack.ts';
import type { GrainRulePack } from '../grain-sampling/rule-pack.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { PetroleumRulePack } from '../petroleum-sampling/rule-pack.ts';
import { coalTrade } from './coal/trade.ts';
import { grainTrade } from './product/grain-trade.ts';
import { petroleumTrade } from './product/petroleum-trade.ts';
import type { Trade } from './trade.ts';
import type { ConsignmentContext } from './record.ts';

/** Finds the packs processes were planned with, by their content hash; throws for one this server does not have. */
export interface PackShelf {
  coal(ref: RulePackRef): CoalRulePack;
  grain(ref: RulePackRef): GrainRulePack;
  petroleum(ref: RulePackRef): PetroleumRulePack;
}

/** The trade of a consignment, by what it carries. */
export function tradeOf(context: ConsignmentContext, packs: PackShelf): Trade {
  const { cargo } = context;
  switch (cargo.kind) {
    case 'coal':
      return coalTrade(context, cargo, packs.coal(cargo.plan.pack));
    case 'grain':
      return grainTrade(context, cargo, packs.grain(cargo.plan.pack));
    case 'petroleum':
      return petroleumTrade(context, cargo, packs.petroleum(cargo.plan.pack));
  }
}

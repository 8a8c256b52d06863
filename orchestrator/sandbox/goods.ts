import type { Certificate } from '../../workflows/certificate/content.ts';
import { gates } from '../../workflows/conformity/release-types.ts';
import {
  refuseDecision,
  standingDecisions,
  writeOff,
} from '../../workflows/consignment/customs-decisions.ts';
import { decisionDifferences } from '../../workflows/consignment/decision-difference.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { DecisionReceipt } from '../services/contract.ts';
import { releaseAdvice } from '../services/release-advice.ts';
import { notFound } from '../services/support.ts';
import type { CustomsDecision, ReleaseAdviceView } from '../views/model.ts';

interface Standing {
  readonly certificate: Certificate;
  readonly isWithdrawn: boolean;
  readonly isReplaced: boolean;
}

interface Goods {
  readonly standing: Standing;
  readonly decisions: CustomsDecision[];
}

/** The goods items that the demonstration certificates are of: advice by the rules of the house, and what its client decided. */
export class SandboxGoods {
  readonly #goods: readonly Goods[];

  constructor(all: readonly Standing[]) {
    this.#goods = all
      .filter(({ isReplaced }) => !isReplaced)
      .map((standing) => ({ standing, decisions: [] }));
  }

  certificateOf(declarationNo: string): string | null {
    const of = this.#of(declarationNo)[0]?.standing;
    return of && !of.isWithdrawn ? of.certificate.number : null;
  }

  advice(declarationNo: string): ReleaseAdviceView | null {
    const all = this.#of(declarationNo);
    if (all.length === 0) return null;
    const version = all.reduce((sum, { decisions }) => sum + decisions.length, 1);
    return { declarationNo, version, items: all.map(itemOf) };
  }

  /** A decision known by its id is answered as it was recorded. Refuses as a consignment does. */
  decide(
    declarationNo: string,
    decision: CustomsDecision,
  ): { readonly outcome: Outcome<DecisionReceipt>; readonly isNew: boolean } {
    const goods = this.#of(declarationNo).find(
      ({ standing }) => standing.certificate.goodsItem === decision.goodsItem,
    );
    if (!goods) {
      const what = `goods item ${decision.goodsItem} of declaration ${declarationNo}`;
      return {
        outcome: refuse({ ...notFound('goodsItem', what), code: 'GOODS_ITEM_NOT_FOUND' }),
        isNew: false,
      };
    }
    const known = goods.decisions.find(({ id }) => id === decision.id);
    const refusal = known ? undefined : refuseDecision(contextOf(goods), recordedOf(decision));
    if (refusal) return { outcome: refuse(refusal), isNew: false };
    if (!known) goods.decisions.push(decision);
    const { remaining } = writeOff(massOf(goods), decision.gate);
    return { outcome: ok({ ...(known ?? decision), remaining }), isNew: !known };
  }

  #of(declarationNo: string): readonly Goods[] {
    return this.#goods.filter(({ standing }) => standing.certificate.declarationNo === declarationNo);
  }
}

const recordedOf = ({ supersedes, correction, ...plain }: CustomsDecision) => ({
  ...plain,
  ...(supersedes !== null && { supersedes }),
  ...(correction && { correction }),
});

const contextOf = ({ standing: { certificate }, decisions }: Goods) => ({
  order: {
    declarationNo: certificate.declarationNo,
    goodsItem: certificate.goodsItem,
    declaredMass: certificate.declaredMass.value,
  },
  decisions: decisions.map(recordedOf),
  decisionsBefore: 0,
  measurements: [],
});

const massOf = (goods: Goods) => {
  const { order, ...context } = contextOf(goods);
  return { ...context, declaredMass: order.declaredMass };
};

function itemOf(goods: Goods): ReleaseAdviceView['items'][number] {
  const { standing, decisions } = goods;
  const { certificate, isWithdrawn } = standing;
  const certificateNo = isWithdrawn ? null : certificate.number;
  const advised = releaseAdvice({
    status: 'certified',
    holds: [],
    ended: null,
    conformity: certificate.conformity,
    certificateNo,
    withdrawn: isWithdrawn ? [{ number: certificate.number, reason: '', at: certificate.issuedAt }] : [],
  });
  const standingIds = new Set(standingDecisions(massOf(goods)).map(({ id }) => id));
  const kept = decisions.map((each) => ({ ...each, stands: standingIds.has(each.id) }));
  return {
    goodsItem: certificate.goodsItem,
    gates: advised,
    certificateNo,
    decisions: kept,
    writeOff: gates.map((gate) => writeOff(massOf(goods), gate)),
    differences: decisionDifferences(
      advised,
      kept.filter(({ stands }) => stands),
    ).map(({ advised: { gate, advice }, decision: { id, outcome }, departure }) => ({
      decision: id,
      gate,
      advice,
      outcome,
      departure,
    })),
  };
}

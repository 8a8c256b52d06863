import { decisionDifferences } from '../../workflows/consignment/decision-difference.ts';
import type { IssuedCertificate } from '../views/issued-certificate.ts';
import type { ConsignmentView, ReleaseAdviceView } from '../views/model.ts';
import { releaseAdvice } from './release-advice.ts';

type Item = ReleaseAdviceView['items'][number];

/** What customs is advised on one goods item, beside what it decided, and where the two depart. `issued`: its certificates. */
export function itemAdvice(stored: ConsignmentView, issued: readonly IssuedCertificate[]): Item {
  const view = withStanding(stored, issued);
  const gates = releaseAdvice(view);
  const standing = view.decisions.filter(({ stands }) => stands);
  return {
    goodsItem: Number(view.id.split('.').at(-1)),
    gates,
    certificateNo: view.certificateNo,
    decisions: view.decisions,
    writeOff: view.writeOff,
    differences: decisionDifferences(gates, standing).map(({ advised, decision, departure }) => ({
      decision: decision.id,
      gate: advised.gate,
      advice: advised.advice,
      outcome: decision.outcome,
      departure,
    })),
  };
}

/** A consignment in the archive learns no more that its certificate was withdrawn: the certificate itself says so. */
function withStanding(view: ConsignmentView, issued: readonly IssuedCertificate[]): ConsignmentView {
  const revoked = issued.find(({ number }) => number === view.certificateNo);
  if (!revoked?.withdrawn) return view;
  const { number, withdrawn } = revoked;
  return { ...view, certificateNo: null, withdrawn: [...view.withdrawn, { number, ...withdrawn }] };
}

/** Advice on all goods items of a declaration. The version grows with every entry of a consignment and every withdrawal. */
export function declaredAdvice(
  declarationNo: string,
  views: readonly ConsignmentView[],
  issued: readonly IssuedCertificate[],
): ReleaseAdviceView {
  const withdrawn = issued.filter(({ status }) => status === 'withdrawn').length;
  return {
    declarationNo,
    version: views.reduce((sum, { version }) => sum + version, withdrawn),
    items: views.map((view) => itemAdvice(view, issued)),
  };
}

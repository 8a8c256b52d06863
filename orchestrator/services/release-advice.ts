import type { GateAdvice, ReleaseOutcome } from '../../workflows/conformity/release-types.ts';
import { gates } from '../../workflows/conformity/release-types.ts';
import { openHolds } from '../../workflows/consignment/holds.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { ConsignmentView } from '../views/model.ts';

/** What release advice depends on. */
export type Advised = Pick<ConsignmentView, 'status' | 'holds' | 'ended' | 'conformity' | 'certificateNo' | 'withdrawn'>;

type Word = Omit<GateAdvice, 'gate' | 'source' | 'basis'>;

const atBothGates = (word: Word, basis: Bilingual): readonly GateAdvice[] =>
  gates.map((gate) => ({ gate, ...word, basis, source: null }));

const waiting = (outstanding: readonly string[]): readonly GateAdvice[] =>
  atBothGates(
    { advice: 'PENDING', allowed: ['HOLD'], outstanding },
    { zh: '检验尚未完成', en: 'The inspection is not complete.' },
  );

/**
 * What customs is advised at both gates, as things stand. What was found on site holds the cargo at once; an inspection that has ended
 * without a certificate never releases; and nothing is released before the certificate is issued, because until then results can still be
 * returned. Graver advice is told as soon as it is known. A withdrawn certificate closes both gates until another is issued.
 */
export function releaseAdvice(view: Advised): readonly GateAdvice[] {
  if (view.ended) return afterEnd(view, view.ended);
  const held = openHolds(view);
  if (held.length > 0) {
    const allowed = [...new Set<ReleaseOutcome>(['HOLD', ...held.flatMap((each) => each.allowed)])];
    const stop = held.some(({ stopsDischarge }) => stopsDischarge) ? ['stopUnloading'] : [];
    return atBothGates(
      { advice: 'HOLD', allowed, outstanding: [...held.map(({ finding }) => finding), ...stop] },
      { zh: '现场检疫发现尚未处置', en: 'A quarantine finding on site is not settled.' },
    );
  }
  const revoked = view.certificateNo === null ? view.withdrawn.at(-1) : undefined;
  if (revoked) return afterWithdrawal(revoked.number);
  const pending = waiting([view.status]);
  if (!view.conformity) return pending;
  return view.conformity.advice.map((advice) =>
    advice.advice === 'RELEASE' && view.certificateNo === null
      ? (pending.find(({ gate }) => gate === advice.gate) ?? advice)
      : advice,
  );
}

const afterWithdrawal = (number: string): readonly GateAdvice[] =>
  atBothGates(
    { advice: 'HOLD', allowed: ['HOLD'], outstanding: ['certificate'] },
    { zh: `证书${number}已撤销`, en: `Certificate ${number} is withdrawn.` },
  );

function afterEnd({ holds }: Advised, { kind }: NonNullable<Advised['ended']>): readonly GateAdvice[] {
  const decided = holds.findLast(
    ({ settled }) => settled?.outcome === 'RETURN' || settled?.outcome === 'DESTROY',
  );
  const outcome = decided?.settled?.outcome;
  if (kind === 'not-admitted' && (outcome === 'RETURN' || outcome === 'DESTROY'))
    return atBothGates(
      { advice: outcome, allowed: [outcome], outstanding: [] },
      {
        zh: '现场检疫发现已依法处置，货物不予进境',
        en: 'Settled by law after a quarantine finding: the cargo is not admitted.',
      },
    );
  return atBothGates(
    { advice: 'HOLD', allowed: ['HOLD'], outstanding: ['certificate'] },
    { zh: '检验已终止，未出证', en: 'The inspection ended without a certificate.' },
  );
}

import { useTold, useWords } from '../../i18n/language.ts';
import { rangeOf } from './difference.ts';
import { isOpen } from './task.ts';
import type { TaskItem } from './task.ts';
import { benchWords } from './words.ts';

/** What the server's rule says of an item's determinations so far. */
export function VerdictLine({ item }: { item: TaskItem }) {
  const tell = useVerdict();
  const { kind } = item.verdict;
  const sign = isOpen(item.verdict)
    ? '✕'
    : kind === 'accepted' || kind === 'observed'
      ? '✓'
      : kind === 'need-more'
        ? '…'
        : '?';
  return (
    <span className={`bench-verdict${isOpen(item.verdict) ? ' open' : ''}`}>
      <span aria-hidden="true">{sign}</span> {tell(item)}
    </span>
  );
}

function useVerdict(): (item: TaskItem) => string {
  const t = useWords(benchWords);
  const told = useTold();
  return ({ definition, determinations, verdict }) => {
    switch (verdict.kind) {
      case 'need-more': {
        if (verdict.reason === 'further-observer') return t('furtherObserver');
        if (verdict.reason !== 'first') {
          const values = determinations.flatMap(({ value }) => value ?? []);
          const compared = verdict.wanted === undefined ? values : values.slice(-2);
          return t('exceeds', { range: rangeOf(compared), no: verdict.have + 1 });
        }
        return verdict.have === 0 ? t('needFirst', { wanted: verdict.wanted ?? 2 }) : t('needMore');
      }
      case 'accepted':
        return t('accepted', {
          range: verdict.range,
          limit: verdict.limit,
          mean: verdict.mean,
          rounded: verdict.rounded,
        });
      case 'precision-not-known':
        return t('precisionUnknown', { mean: verdict.mean, range: verdict.range });
      case 'reviewer-chooses':
        return t('chooses');
      case 'no-agreement':
        return t('noAgreement', { pairs: verdict.pairs });
      case 'discard-all':
        return t('discardAll', { limit: verdict.limit });
      case 'observed': {
        const answer =
          definition.rule === 'observation' && definition.answers.find(({ code }) => code === verdict.answer);
        return t('observed', { answer: answer ? told(answer.name) : verdict.answer });
      }
      case 'observers-disagree':
        return t('disagree');
    }
  };
}

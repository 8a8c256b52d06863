import { useWords } from '../../i18n/language.ts';
import type { TaskItem } from './task.ts';
import { benchWords } from './words.ts';

/** The limits r by the level of the mean, where the standard gives them in steps. */
export function Repeatability({ definition }: { definition: TaskItem['definition'] }) {
  const t = useWords(benchWords);
  if (!('repeatability' in definition)) return null;
  const told = definition.repeatability.map(({ from, to, toInclusive, limit, relative }) => {
    const unit = relative ? t('relative') : ` ${definition.unit}`;
    if (from === undefined && to === undefined) return t('limitAny', { limit, unit });
    const range =
      from === undefined
        ? t(toInclusive === true ? 'upTo' : 'below', { to: to ?? '' })
        : to === undefined
          ? t('from', { from })
          : t('between', { from, to });
    return t('limitRange', { range, limit, unit });
  });
  return (
    <p className="secondary">
      {t('limits')} {told.join('; ')}
    </p>
  );
}

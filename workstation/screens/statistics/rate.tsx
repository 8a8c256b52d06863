import { useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { ShareBar } from '../../kit/share-bar.tsx';
import { statisticsWords } from './words.ts';

/** Fewer say little: one of one is not every time. */
const few = 10;

/** A rate with how many it is of. @param n what stands below the line; without any there is no rate */
export function Rate({ share, n, abnormal }: { share: number | null; n: number; abnormal: boolean }) {
  const t = useWords(statisticsWords);
  if (share === null) return '—';
  return (
    <span className={n < few ? 'statistics-few' : undefined}>
      <ShareBar share={share} abnormal={abnormal && n >= few} /> {n < few && <Tag tone="stale">{t('few')}</Tag>}
    </span>
  );
}

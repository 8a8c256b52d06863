import { useWords } from '../i18n/language.ts';
import { Button } from './button.tsx';
import { listWords } from './list-words.ts';
import './pager.css';

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** Below a list that is read page by page: how much is there, and the way to more of it. */
export function More({ pages, count }: { pages: Pages; count: number }) {
  const t = useWords(listWords);
  if (!pages.hasNextPage) return null;
  return (
    <p className="pager no-print">
      <span aria-live="polite">{t('thereIsMore', { count })}</span>
      <Button pending={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t('more')}
      </Button>
    </p>
  );
}

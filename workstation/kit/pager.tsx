import { useSearchParams } from 'react-router';
import { useWords } from '../i18n/language.ts';
import { Button } from './button.tsx';
import { kitWords } from './words.ts';
import './pager.css';

interface Page<Row> {
  readonly shown: readonly Row[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly turnTo: (page: number) => void;
}

/** A part of a list that is all here, the page's number kept in the address as `page`. A page beyond the last is the last. */
export function usePage<Row>(rows: readonly Row[], size: number): Page<Row> {
  const [query, setQuery] = useSearchParams();
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const wanted = Number(query.get('page') ?? 1);
  const page = Number.isInteger(wanted) ? Math.min(Math.max(1, wanted), pages) : 1;
  return {
    shown: rows.slice((page - 1) * size, page * size),
    page,
    pages,
    turnTo: (to) =>
      setQuery((before) => {
        before.set('page', String(to));
        return before;
      }),
  };
}

export function Pager({ page, pages, turnTo }: Omit<Page<never>, 'shown'>) {
  const t = useWords(kitWords);
  if (pages === 1) return null;
  return (
    <nav className="pager no-print" aria-label={t('pages')}>
      <Button disabled={page === 1} onClick={() => turnTo(page - 1)}>
        {t('previousPage')}
      </Button>
      <span aria-live="polite">{t('page', { page, pages })}</span>
      <Button disabled={page === pages} onClick={() => turnTo(page + 1)}>
        {t('nextPage')}
      </Button>
    </nav>
  );
}

import type { UseQueryResult } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.ts';
import { Button } from './button.tsx';
import { ProblemNote } from './problem-note.tsx';
import { kitWords } from './words.ts';

/** Shows what a query brought; while it reads, that it reads; when it fails, why. What was read once stays while it is read anew. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T, unknown>; children: (data: NoInfer<T>) => ReactNode }) {
  const t = useWords(kitWords);
  const loaded = query.data !== undefined;
  // What comes first is much, and is drawn in small steps: a page that is drawn in one answers nobody meanwhile.
  const drawn = useDeferredValue(loaded);
  if (query.data !== undefined && drawn) return children(query.data);
  if (query.isPending || loaded) return <p className="secondary">{t('loading')}</p>;
  return (
    <div>
      <ProblemNote problem={query.error} />
      <Button onClick={() => void query.refetch()}>{t('retry')}</Button>
    </div>
  );
}

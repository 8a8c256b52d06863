import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { More } from '../../kit/more.tsx';
import { Page } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { BottlePanel } from './bottle-panel.tsx';
import { Bottles, filters } from './bottles.tsx';
import { isKept, useBottle } from './bottle-by-code.ts';
import { Cabinets } from './cabinets.tsx';
import { storageWords } from './words.ts';
import './storage.css';

/** Bottles in store, and the cabinets they stand in. */
export default function StorageScreen() {
  const t = useWords(storageWords);
  const tab = useTab(['bottles', 'cabinets']);
  const [search, setSearch] = useSearchParams();
  const [unknown, setUnknown] = useState<string | null>(null);
  const bottles = api.useInfiniteQuery('get', '/api/v1/storage/bottles', {}, pagewise);
  const cabinets = api.useQuery('get', '/api/v1/storage/cabinets');
  const wanted = search.get('bottle');
  const read = rowsOf(bottles.data?.pages).find(({ code }) => code === wanted);
  // One that is not on a page that was read is asked for by itself.
  const sought = useBottle(wanted, bottles.isSuccess && !read);
  const change = (name: string, value: string | null) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  const open = (code: string) => change('bottle', code);
  const look = async (scanned: string) => {
    const code = normaliseCode(scanned);
    const isKnown = rowsOf(bottles.data?.pages).some((one) => one.code === code) || (await isKept(code));
    setUnknown(isKnown ? null : scanned);
    if (isKnown) open(code);
  };
  useScan((scanned) => {
    void look(scanned);
    return true;
  });
  const chosen = read ?? sought;
  const filter = filters.find((one) => one === search.get('show')) ?? 'all';
  const tabs = [
    { id: 'bottles', title: t('tabBottles') },
    { id: 'cabinets', title: t('tabCabinets') },
  ] as const;
  return (
    <Page title={t('title')} help={[t('help1'), t('help2')]}>
      <Tabs label={t('title')} tabs={tabs} shown={tab} />
      <p role="status" className={unknown === null ? 'visually-hidden' : 'storage-unknown'}>
        {unknown !== null && t('notHere', { code: unknown })}
      </p>
      {chosen && <BottlePanel key={chosen.id} bottle={chosen} onClose={() => change('bottle', null)} />}
      {tab === 'bottles' ? (
        <Loaded query={bottles}>
          {({ pages }) => (
            <>
              <Bottles
                bottles={rowsOf(pages)}
                filter={filter}
                onFilter={(asked) => change('show', asked === 'all' ? null : asked)}
                onOpen={(id) => open(rowsOf(pages).find((one) => one.id === id)?.code ?? '')}
              />
              <More pages={bottles} count={rowsOf(pages).length} />
            </>
          )}
        </Loaded>
      ) : (
        <Loaded query={cabinets}>{({ items }) => <Cabinets cabinets={items} onOpen={open} />}</Loaded>
      )}
    </Page>
  );
}

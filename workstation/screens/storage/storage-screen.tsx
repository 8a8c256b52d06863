import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { BottlePanel } from './bottle-panel.tsx';
import { Bottles, filters } from './bottles.tsx';
import { Cabinets } from './cabinets.tsx';
import { storageWords } from './words.ts';
import './storage.css';

/** Bottles in store, and the cabinets they stand in. */
export default function StorageScreen() {
  const t = useWords(storageWords);
  const tab = useTab(['bottles', 'cabinets']);
  const [search, setSearch] = useSearchParams();
  const [unknown, setUnknown] = useState<string | null>(null);
  const bottles = api.useQuery('get', '/api/v1/storage/bottles');
  const cabinets = api.useQuery('get', '/api/v1/storage/cabinets');
  const byCode = (code: string) => bottles.data?.items.find((one) => one.code === code);
  const change = (name: string, value: string | null) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  const open = (code: string) => change('bottle', code);
  useScan((scanned) => {
    const bottle = byCode(normaliseCode(scanned));
    setUnknown(bottle ? null : scanned);
    if (bottle) open(bottle.code);
    return true;
  });
  const chosen = byCode(search.get('bottle') ?? '');
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
          {({ items }) => (
            <Bottles
              bottles={items}
              filter={filter}
              onFilter={(wanted) => change('show', wanted === 'all' ? null : wanted)}
              onOpen={(id) => open(items.find((one) => one.id === id)?.code ?? '')}
            />
          )}
        </Loaded>
      ) : (
        <Loaded query={cabinets}>{({ items }) => <Cabinets cabinets={items} onOpen={open} />}</Loaded>
      )}
    </Page>
  );
}

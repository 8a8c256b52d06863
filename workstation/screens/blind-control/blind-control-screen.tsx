import { useSearchParams } from 'react-router';
import { useWords } from '../../i18n/language.ts';
import { Page } from '../../kit/page.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { useMay } from '../../session/session.ts';
import { Controls } from './controls.tsx';
import { Rates } from './rates.tsx';
import { Results } from './results.tsx';
import { blindControlWords } from './words.ts';
import './blind-control.css';

/** Blind duplicates and reference materials among ordinary samples. What each role learns of them the server decides. */
export default function BlindControlScreen() {
  const t = useWords(blindControlWords);
  const may = useMay();
  const [search] = useSearchParams();
  const tabs = [
    { id: 'results', title: t('tabResults') },
    ...(may('listBlindControls') ? [{ id: 'controls', title: t('tabControls') }] : []),
    ...(may('getBlindControlRates') ? [{ id: 'rates', title: t('tabRates') }] : []),
  ];
  const shown = tabs.find(({ id }) => id === search.get('tab'))?.id ?? 'results';
  return (
    <Page title={t('title')} help={[t('help1'), t('help2')]}>
      {tabs.length > 1 && <Tabs label={t('title')} tabs={tabs} shown={shown} />}
      {shown === 'controls' ? <Controls /> : shown === 'rates' ? <Rates /> : <Results />}
    </Page>
  );
}

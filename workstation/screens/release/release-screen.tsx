import { useSearchParams } from 'react-router';
import { useTold, useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { TextField } from '../../kit/field.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { useMay } from '../../session/session.ts';
import { useConsignments } from '../consignments/list.ts';
import { Declared } from './declared.tsx';
import { Differences } from './differences.tsx';
import { releaseWords } from './words.ts';
import './release.css';

/** What customs asked, what the laboratory advised and why, and what customs decided. */
export default function Screen() {
  const t = useWords(releaseWords);
  const told = useTold();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const consignments = useConsignments({ text, kind: '', stage: '', outstanding: false });
  const chosen = params.get('declaration');
  return (
    <Page title={t('title')} help={[t('help1'), t('help2'), t('help3')]}>
      {may('listDecisionDifferences') && <Differences />}
      <Loaded query={consignments}>
        {({ pages }) => {
          const found = pages.flatMap(({ items }) => items);
          if (found.length === 0 && text === '') return <Empty>{t('noneAtAll')}</Empty>;
          const declarations = [...new Map(found.map((each) => [each.declarationNo, each])).values()];
          const open = chosen ?? declarations[0]?.declarationNo;
          return (
            <div className="release-beside">
              <Panel title={t('declarations')}>
                <search className="no-print">
                  <TextField
                    label={t('search')}
                    type="search"
                    value={text}
                    onChange={(value) => setParams(value === '' ? {} : { q: value }, { replace: true })}
                  />
                </search>
                {declarations.length === 0 && <Empty>{t('none')}</Empty>}
                <ul className="release-list">
                  {declarations.map(({ declarationNo, vessel, commodity }) => (
                    <li key={declarationNo}>
                      <button
                        type="button"
                        className="release-choice"
                        aria-current={declarationNo === open ? 'true' : undefined}
                        onClick={() =>
                          setParams({ ...(text !== '' && { q: text }), declaration: declarationNo })
                        }
                      >
                        <strong>{declarationNo}</strong>
                        <span className="secondary">
                          {told(commodity)} {vessel}
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
                <More pages={consignments} count={found.length} />
              </Panel>
              <div className="release-declared">
                {open !== undefined && <Declared key={open} declarationNo={open} />}
              </div>
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

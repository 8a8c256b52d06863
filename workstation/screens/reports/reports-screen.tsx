import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { Report } from './report.tsx';
import { reportsWords } from './words.ts';
import './reports.css';

const isInstant = (text: string | null): text is string => text !== null && !Number.isNaN(Date.parse(text));

/** The report of a shift or a day; its period stands in the address, the running shift where there is none. */
export default function ReportsScreen() {
  const t = useWords(reportsWords);
  const [query] = useSearchParams();
  const from = query.get('from');
  const to = query.get('to');
  const period = { ...(isInstant(from) && { from }), ...(isInstant(from) && isInstant(to) && { to }) };
  const report = api.useQuery('get', '/api/v1/shift-report', { params: { query: period } });
  const file = (kind: 'pdf' | 'csv') => `/api/v1/shift-report/${kind}?${new URLSearchParams(period).toString()}`;
  return (
    <Page
      title={t('title')}
      help={[t('help')]}
      aside={
        <>
          <a className="button plain" href={file('pdf')} download>
            {t('pdf')}
          </a>
          <a className="button plain" href={file('csv')} download>
            {t('csv')}
          </a>
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </>
      }
    >
      <Loaded query={report}>
        {(made) => (
          <>
            <PeriodChoice report={made} chosen={from} />
            <Report report={made} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

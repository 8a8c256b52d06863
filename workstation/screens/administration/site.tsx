import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { TextField } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { leavesOf, matching } from './leaves.ts';
import { administrationWords } from './words.ts';

/** The site file as the server loaded it. */
export function Site() {
  const site = api.useQuery('get', '/api/v1/site');
  return <Loaded query={site}>{(loaded) => <Settings site={loaded} />}</Loaded>;
}

function Settings({ site }: { site: Schemas['SiteDocument'] }) {
  const t = useWords(administrationWords);
  const [query, setQuery] = useSearchParams();
  const wanted = query.get('find') ?? '';
  const leaves = useMemo(() => leavesOf(site.document), [site]);
  const found = matching(leaves, wanted, ({ path, value }) => [path, value]);
  return (
    <Panel title={t('siteFile')}>
      <Facts
        facts={[
          [t('siteName'), site.site],
          [t('timeZone'), site.timeZone],
        ]}
      />
      <div className="administration-tools no-print">
        <TextField
          label={t('search')}
          hint={t('searchHint')}
          type="search"
          value={wanted}
          onChange={(find) => setQuery({ tab: 'site', ...(find !== '' && { find }) }, { replace: true })}
        />
      </div>
      {found.length === 0 ? (
        <Empty>{t('nothingFound')}</Empty>
      ) : (
        <Table
          caption={t('siteFile')}
          keyOf={({ path }) => path}
          rows={found}
          columns={[
            { key: 'name', title: t('name'), cell: ({ path }) => <code className="administration-path">{path}</code> },
            { key: 'value', title: t('value'), cell: ({ value }) => <span className="administration-path">{value}</span> },
          ]}
        />
      )}
    </Panel>
  );
}

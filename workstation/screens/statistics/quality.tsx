import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { ShareBar } from '../../kit/share-bar.tsx';
import { Rate } from './rate.tsx';
import { Tabled } from './tabled.tsx';
import { statisticsWords } from './words.ts';

type Statistics = Schemas['Statistics'];

const verdicts = ['PASS', 'FAIL', 'NO_LIMIT', 'NOT_TESTED', 'INVALID_SAMPLE', 'BORDERLINE'] as const;

export function CertificatesAndResults({ certificates, results }: Pick<Statistics, 'certificates' | 'results'>) {
  const t = useWords(statisticsWords);
  const sure = useWords(conformityWords);
  const told = useTold();
  const all = (results ?? []).reduce((sum, each) => sum + each.results, 0);
  const verdictOf = (verdict: string) => {
    const known = verdicts.find((each) => each === verdict);
    return known ? sure(known) : verdict;
  };
  return (
    <>
      {results && (
        <Tabled
          title={t('results')}
          empty={t('noResults')}
          keyOf={({ verdict }) => verdict}
          rows={results}
          columns={[
            { key: 'verdict', title: t('verdict'), cell: ({ verdict }) => verdictOf(verdict) },
            { key: 'count', title: t('count'), number: true, cell: (row) => row.results },
            { key: 'share', title: t('share'), cell: (row) => <ShareBar share={row.results / Math.max(1, all)} /> },
          ]}
        />
      )}
      {certificates && (
        <Tabled
          title={t('certificates')}
          empty={t('noCertificates')}
          keyOf={({ code }) => code}
          rows={certificates.byKind}
          columns={[
            { key: 'kind', title: t('kind'), cell: ({ code, title }) => `${code} ${told(title)}` },
            { key: 'issued', title: t('issued'), number: true, cell: ({ issued }) => issued },
            { key: 'replaced', title: t('replaced'), number: true, cell: ({ replaced }) => replaced },
            { key: 'withdrawn', title: t('withdrawn'), number: true, cell: ({ withdrawn }) => withdrawn },
          ]}
        />
      )}
    </>
  );
}

export function BlindControl({ blindControl }: { blindControl: NonNullable<Statistics['blindControl']> }) {
  const t = useWords(statisticsWords);
  return (
    <Tabled
      title={t('blindControl')}
      empty={t('noBlindControl')}
      keyOf={({ item, kind }) => `${item} ${kind}`}
      rows={blindControl}
      columns={[
        { key: 'item', title: t('item'), cell: ({ item }) => item },
        { key: 'kind', title: t('kind'), cell: ({ kind }) => t(`control.${kind}`) },
        { key: 'scored', title: t('scored'), number: true, cell: ({ scored }) => scored },
        { key: 'ok', title: t('ok'), number: true, cell: ({ ok }) => ok },
        { key: 'warning', title: t('warning'), number: true, cell: ({ warning }) => warning },
        { key: 'action', title: t('action'), number: true, cell: ({ action }) => action },
        { key: 'notJudged', title: t('notJudged'), number: true, cell: ({ notJudged }) => notJudged },
        {
          key: 'share',
          title: t('okShare'),
          cell: ({ ok, scored, action }) => <Rate share={scored === 0 ? null : ok / scored} n={scored} abnormal={action > 0} />,
        },
      ]}
    />
  );
}

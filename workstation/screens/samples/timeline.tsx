import { useState } from 'react';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import type { Bilingual } from '../../i18n/language.ts';
import { Select } from '../../kit/field.tsx';
import { Empty } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import { Details } from './details.tsx';
import { samplesWords } from './words.ts';

interface Happened {
  readonly words: Bilingual;
  readonly stage: string;
  readonly stageWords: Bilingual;
  readonly at: string;
  readonly details: Readonly<Record<string, string | number | Bilingual>>;
}

/** What happened, in the order of time, by part of the way if wanted. */
export function Timeline<Event extends Happened>({
  caption,
  events,
  by,
  extra = [],
}: {
  caption: string;
  events: readonly Event[];
  by: (event: Event) => ReactNode;
  extra?: readonly Column<Event & { readonly no: number }>[];
}) {
  const t = useWords(samplesWords);
  const told = useTold();
  const format = useFormat();
  const [stage, setStage] = useState('');
  const stages = new Map(events.map((event) => [event.stage, told(event.stageWords)]));
  const rows = events
    .map((event, no) => ({ ...event, no }))
    .filter((event) => stage === '' || event.stage === stage);
  if (events.length === 0) return <Empty>{t('noEvents')}</Empty>;
  return (
    <>
      {stages.size > 1 && (
        <div className="samples-filter no-print">
          <Select
            label={t('filter')}
            value={stage}
            onChange={setStage}
            options={[
              { value: '', label: t('all') },
              ...[...stages].map(([value, label]) => ({ value, label })),
            ]}
          />
        </div>
      )}
      <Table
        caption={caption}
        rows={rows}
        keyOf={({ no }) => String(no)}
        columns={[
          { key: 'at', title: t('at'), cell: ({ at }) => <time dateTime={at}>{format.instant(at)}</time> },
          { key: 'stage', title: t('stage'), cell: ({ stageWords }) => told(stageWords) },
          { key: 'step', title: t('step'), cell: ({ words }) => <strong>{told(words)}</strong> },
          { key: 'by', title: t('by'), cell: by },
          { key: 'details', title: t('details'), cell: ({ details }) => <Details details={details} /> },
          ...extra,
        ]}
      />
    </>
  );
}

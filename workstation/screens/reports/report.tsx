import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { AlarmsOfShift, CertificatesOfShift, PlantOfShift, QuarantineOfShift } from './matters.tsx';
import { DeterminationsOfShift, InterventionsOfShift, PreparationsOfShift, RunsOfShift } from './work.tsx';
import { reportsWords } from './words.ts';

type ShiftReport = Schemas['ShiftReport'];

/** The parts of a report; what is null is not for the reader's role and is not there. */
export function Report({ report }: { report: ShiftReport }) {
  const t = useWords(reportsWords);
  const told = useTold();
  const format = useFormat();
  return (
    <>
      <Panel title={report.shift ? told(report.shift.name) : t('period')}>
        <Facts
          facts={[
            [t('site'), report.site],
            [t('from'), format.instant(report.from)],
            [t('to'), format.instant(report.to)],
            [t('madeAt'), format.instant(report.madeAt)],
            [t('madeBy'), report.madeBy],
          ]}
        />
      </Panel>
      <HandOver handOver={report.handOver} />
      {report.runs && <RunsOfShift runs={report.runs} />}
      {report.interventions && <InterventionsOfShift interventions={report.interventions} />}
      {report.preparations && <PreparationsOfShift preparations={report.preparations} />}
      {report.determinations && <DeterminationsOfShift determinations={report.determinations} />}
      {report.alarms && <AlarmsOfShift alarms={report.alarms} />}
      {report.certificates && <CertificatesOfShift certificates={report.certificates} />}
      {report.findings && <QuarantineOfShift findings={report.findings} />}
      {report.plant && <PlantOfShift plant={report.plant} />}
    </>
  );
}

function HandOver({ handOver }: Pick<ShiftReport, 'handOver'>) {
  const t = useWords(reportsWords);
  const told = useTold();
  const format = useFormat();
  return (
    <Panel title={t('handOver')}>
      {handOver === null || handOver.length === 0 ? (
        <Empty>{t(handOver === null ? 'handOverPast' : 'noHandOver')}</Empty>
      ) : (
        <Table
          caption={t('handOver')}
          keyOf={({ what, id, text }) => `${what} ${id ?? ''} ${text.en}`}
          rows={handOver}
          columns={[
            { key: 'kind', title: t('kind'), cell: ({ what }) => t(`what.${what}`) },
            { key: 'matter', title: t('matter'), cell: ({ text }) => told(text) },
            { key: 'since', title: t('since'), cell: ({ since }) => (since === null ? '—' : format.instant(since)) },
          ]}
        />
      )}
    </Panel>
  );
}

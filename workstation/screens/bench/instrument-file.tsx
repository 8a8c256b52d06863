import { useState } from 'react';
import type { FormEvent } from 'react';
import { api, fetchClient, problemOf } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Select } from '../../kit/field.tsx';
import { FileField } from '../../kit/file-field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { benchWords } from './words.ts';

const lastInstrument = 'quaylab.instrument';

/** A file of an instrument, sent as it is; what was taken, or every fault by its line. */
export function InstrumentFile() {
  const t = useWords(benchWords);
  const instruments = api.useQuery('get', '/api/v1/instruments');
  return (
    <Panel title={t('file')}>
      <Loaded query={instruments}>
        {({ items }) =>
          items.length === 0 ? <Empty>{t('noInstruments')}</Empty> : <SendFile instruments={items.map(({ id }) => id)} />
        }
      </Loaded>
    </Panel>
  );
}

function SendFile({ instruments }: { instruments: readonly string[] }) {
  const t = useWords(benchWords);
  const [instrument, setInstrument] = useState(
    () => instruments.find((each) => each === localStorage.getItem(lastInstrument)) ?? instruments[0] ?? '',
  );
  const [file, setFile] = useState<File | null>(null);
  const [pending, setPending] = useState(false);
  const [report, setReport] = useState<Schemas['ResultsTaken'] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (pending || !file) return;
    setPending(true);
    setReport(null);
    setProblem(null);
    localStorage.setItem(lastInstrument, instrument);
    try {
      const { data, error } = await fetchClient.POST('/api/v1/instruments/{id}/results', {
        params: { path: { id: instrument } },
        body: '',
        // The bytes as the instrument wrote them: their digest and their encoding are part of the record.
        bodySerializer: () => file,
        headers: { 'Content-Type': file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : 'text/plain' },
      });
      if (data) setReport(data);
      else setProblem(error);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <form className="bench-file" onSubmit={(event) => void send(event)}>
        <Select
          label={t('instrument')}
          value={instrument}
          onChange={setInstrument}
          options={instruments.map((each) => ({ value: each, label: each }))}
        />
        <FileField
          label={t('chooseFile')}
          hint={t('fileNote')}
          accept=".csv,.txt,text/csv,text/plain"
          chosen={file?.name ?? null}
          onChoose={([one]) => {
            setFile(one ?? null);
            setReport(null);
            setProblem(null);
          }}
        />
        <div>
          <Button type="submit" kind="primary" pending={pending} disabled={!file}>
            {t('send')}
          </Button>
        </div>
      </form>
      {problem !== null && <ProblemNote problem={problem} />}
      {report && (
        <div role="status">
          <p>
            <strong>{t(report.status)}</strong>
          </p>
          <Facts
            facts={[
              [t('inFile'), report.determinations],
              [t('entered'), report.entered],
              [t('before'), report.before],
              [t('digest'), <code key="digest">{report.sha256}</code>],
            ]}
          />
        </div>
      )}
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchClient, problemOf } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { Panel } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { normaliseNumber } from '../../scanner/normalise.ts';
import { saveFile } from './save-file.ts';
import { samplesWords } from './words.ts';

const sizes = [
  { value: '60x40', label: '60 × 40' },
  { value: '100x50', label: '100 × 50' },
] as const;
const resolutions = [
  { value: '203', label: '203' },
  { value: '300', label: '300' },
] as const;

/** The label of a sample or of one of its containers. Each answer of the server is a print on the record. */
export function LabelPanel({ code }: { code: string }) {
  const t = useWords(samplesWords);
  const queries = useQueryClient();
  const [size, setSize] = useState<'60x40' | '100x50'>('60x40');
  const [dpi, setDpi] = useState<'203' | '300'>('203');
  const [container, setContainer] = useState('0');
  const [pending, setPending] = useState<'pdf' | 'zpl' | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const print = async (format: 'pdf' | 'zpl') => {
    setPending(format);
    setProblem(null);
    try {
      const { data, error } = await fetchClient.GET('/api/v1/labels/{code}', {
        params: { path: { code }, query: { size, dpi, container: Number(normaliseNumber(container)) } },
        headers: { Accept: `application/${format}` },
        parseAs: 'blob',
      });
      if (data) saveFile(data, `label-${code}.${format}`);
      else setProblem(error);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setPending(null);
      // Prints are on the journey, and the live stream does not tell of them.
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/samples/{code}/journey'] });
    }
  };
  const whole = /^\d{1,3}$/.test(normaliseNumber(container));
  return (
    <Panel title={t('label')}>
      <div className="samples-label">
        <Select label={t('size')} value={size} onChange={setSize} options={sizes} />
        <TextField
          label={t('container')}
          hint={t('containerHint')}
          value={container}
          onChange={setContainer}
          inputMode="numeric"
          error={whole ? undefined : t('containerHint')}
        />
        <Select label={t('dpi')} value={dpi} onChange={setDpi} options={resolutions} />
      </div>
      <div className="samples-actions">
        <Button
          kind="primary"
          disabled={!whole}
          pending={pending === 'pdf'}
          onClick={() => void print('pdf')}
        >
          {t('pdf')}
        </Button>
        <Button disabled={!whole} pending={pending === 'zpl'} onClick={() => void print('zpl')}>
          {t('zpl')}
        </Button>
        <span className="secondary">{t('printed')}</span>
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
    </Panel>
  );
}

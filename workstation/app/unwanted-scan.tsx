import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { kitWords } from '../kit/words.ts';
import { normaliseCode } from '../scanner/normalise.ts';
import { useScan } from '../scanner/use-scan.ts';
import { useMay } from '../session/session.ts';
import { shellWords } from './words.ts';

/** A code of a sample: letters and digits, as labels have it. */
const sampleCode = /^[0-9A-Z]{8,20}$/;

/** Something is being typed: leaving the screen would lose it. */
const isTyping = (): boolean =>
  document.activeElement instanceof HTMLInputElement ||
  document.activeElement instanceof HTMLTextAreaElement;

/** A scan that no screen wanted leads to its sample, when it is one and the person may see samples; otherwise it is told, never lost. */
export function UnwantedScan() {
  const t = useWords(shellWords);
  const common = useWords(kitWords);
  const may = useMay();
  const navigate = useNavigate();
  const [unknown, setUnknown] = useState<string | null>(null);
  useScan((scanned) => {
    const code = normaliseCode(scanned);
    if (sampleCode.test(code) && may('getSampleJourney') && !isTyping()) {
      setUnknown(null);
      void navigate(`/samples/${code}`);
    } else {
      setUnknown(scanned);
    }
    return true;
  }, true);
  if (unknown === null) return null;
  return (
    <div className="toast no-print" role="status">
      {t('scanUnknown', { code: unknown })}
      <Button kind="quiet" onClick={() => setUnknown(null)}>
        {common('close')}
      </Button>
    </div>
  );
}

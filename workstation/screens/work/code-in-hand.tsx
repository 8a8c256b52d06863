import { useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { workWords } from './words.ts';

/** The code of what is worked on; scanned off the container in hand, it is told that it is this one. */
export function CodeInHand({ code }: { code: string }) {
  const t = useWords(workWords);
  const [agrees, setAgrees] = useState(false);
  useScan((scanned) => {
    if (normaliseCode(scanned) !== code) return false;
    setAgrees(true);
    return true;
  });
  return (
    <>
      <p className="work-code">{code}</p>
      <p role="status">{agrees && `✓ ${t('codeAgrees')}`}</p>
    </>
  );
}

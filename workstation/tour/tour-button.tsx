import { Suspense, lazy, useState } from 'react';
import { shellWords } from '../app/words.ts';
import { useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { useSession } from '../session/session.ts';

const Tour = lazy(() => import('./tour.tsx'));

const seenKey = 'quaylab.tour-seen';

/** Opens the tour; at a demonstration it opens by itself the first time on a machine. */
export function TourButton() {
  const t = useWords(shellWords);
  const { demonstration } = useSession().site;
  const [touring, setTouring] = useState(() => demonstration && localStorage.getItem(seenKey) === null);
  const end = () => {
    localStorage.setItem(seenKey, 'yes');
    setTouring(false);
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setTouring(true)}>
        {t('openTour')}
      </Button>
      {touring && (
        <Suspense>
          <Tour onEnd={end} />
        </Suspense>
      )}
    </>
  );
}

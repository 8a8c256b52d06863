import { useEffect, useState } from 'react';

/** Who still types has not asked yet, ms. */
const pause = 250;

/** A text as it stands once nobody has typed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

import { useSyncExternalStore } from 'react';

const paper = () => matchMedia('print');

/** The theme on the document, and whether it is on paper, where it is light: what is drawn on a canvas has to be drawn anew when that changes. */
export function useLook(): string {
  return useSyncExternalStore(follow, () => (paper().matches ? 'print' : (document.documentElement.dataset['theme'] ?? '')));
}

function follow(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const media = paper();
  media.addEventListener('change', tell);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', tell);
  };
}

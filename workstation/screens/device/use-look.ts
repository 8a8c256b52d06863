import { useSyncExternalStore } from 'react';

/** The theme on the document: what is drawn on a canvas has to be drawn anew when it changes. */
export function useLook(): string {
  return useSyncExternalStore(follow, () => document.documentElement.dataset['theme'] ?? '');
}

function follow(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

export interface Look {
  readonly theme: 'light' | 'dark';
  /** For fingers in gloves everything that is pressed is twice as large. */
  readonly size: 'desk' | 'glove';
}

const keys = { theme: 'quaylab.theme', size: 'quaylab.size' } as const;

/** As chosen on this machine; before that as the system has it. */
export function look(): Look {
  const theme = localStorage.getItem(keys.theme);
  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    theme: theme === 'dark' || (theme === null && systemIsDark) ? 'dark' : 'light',
    size: localStorage.getItem(keys.size) === 'glove' ? 'glove' : 'desk',
  };
}

export function changeLook(chosen: Look): Look {
  localStorage.setItem(keys.theme, chosen.theme);
  localStorage.setItem(keys.size, chosen.size);
  showLook(chosen);
  return chosen;
}

export function showLook({ theme, size }: Look): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['size'] = size;
}

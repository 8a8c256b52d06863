/** How often in a second so many, each one after the other, had something done; and until the last of them ended. */
export async function rateOf(
  { asking, seconds }: { readonly asking: number; readonly seconds: number },
  ask: (no: number) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  let done = 0;
  let no = 0;
  const one = async () => {
    while (performance.now() - began < seconds * 1000) {
      await ask((no += 1));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: asking }, one));
  return (1000 * done) / (performance.now() - began);
}

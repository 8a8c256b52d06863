/** Folders that private files lie in. Whatever else a data folder holds is no private file, and is never told as one. */
export const privateFolders = ['secrets', 'webhooks', 'sandbox/secrets'] as const;

/** Throws for a name that is in none of the folders: it comes from the program, never from a person. */
export function checkPrivateName(name: string): void {
  const end = name.lastIndexOf('/');
  const isNamed =
    privateFolders.some((folder) => folder === name.slice(0, end)) &&
    /^[^.].*$/.test(name.slice(end + 1)) &&
    !name.endsWith('.part');
  if (!isNamed) throw new Error(`${JSON.stringify(name)} is no name of a private file`);
}

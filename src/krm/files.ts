/**
 * A package, or the part of it that was read: from path to text. Paths are relative to the repository's root, with slashes,
 * without `.`, `..` or a slash at either end.
 */
export type Files = ReadonlyMap<string, string>

/** New texts by path; null for a file that goes. */
export type FileTexts = ReadonlyMap<string, string | null>

/** The files with other texts, in the order of their paths. */
export function withTexts(files: Files, texts: FileTexts): Files {
  const after = new Map(files)
  for (const [path, text] of texts) {
    if (text === null) after.delete(path)
    else after.set(path, text)
  }
  return new Map([...after].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * A package, or the part of it that was read: from path to text. Paths are relative to the repository's root, with slashes,
 * without `.`, `..` or a slash at either end.
 */
export type Files = ReadonlyMap<string, string>

/** Names that Windows gives to devices, whatever follows behind a dot. Source: learn.microsoft.com, Naming Files, Paths, and Namespaces. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i

/** `.git` by all its names: Windows ignores case and dots at the end, and has a short name. Source: git/git path.c, is_ntfs_dotgit. */
const gitFolder = /^(?:\.git|git~1)$/i

/** Controls, what cannot be seen and is ignored in names by some disks, separators of lines, halves of a character. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u

/**
 * Why a path, relative to a package and with slashes, must not be written there: a clause. Undefined for one that means one file, inside
 * of the package, on every system.
 */
export function pathProblem(path: string): string | undefined {
  if (unseen.test(path)) return 'has a character that cannot be seen'
  if (path.includes('\\')) return 'has a backslash, which some systems take for a slash'
  if (path.startsWith('/')) return 'is absolute'
  const steps = path.split('/')
  if (steps.includes('..')) return 'leads out of a folder by ".."'
  if (steps.some((step) => step === '' || step === '.')) return 'has a step without a name'
  if (/[<>|?*"]/.test(path)) return 'has a character that no name on Windows may have'
  if (path.includes(':')) return 'has a colon, which Windows takes for a drive or a stream'
  if (steps.some((step) => /[. ]$/.test(step))) {
    return 'has a step with a dot or a space at its end, which Windows drops'
  }
  if (steps.some((step) => device.test(step))) return 'has the name of a device on Windows'
  return steps.some((step) => gitFolder.test(step)) ? "leads into Git's own folder" : undefined
}

/** The path as a disk has it that ignores case and how letters are composed: two that are equal here may be one file there. */
export function foldedPath(path: string): string {
  return path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC')
}

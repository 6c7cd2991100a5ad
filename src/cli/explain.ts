import { suggestion } from '../api/suggestion.ts'
import { InputError } from '../run/input-error.ts'
import { definitions, page, section, wrapped } from './layout.ts'
import type { Entry } from './topic.ts'
import { nameable, topics } from './topics.ts'

/**
 * The text of `flux-tenancy explain`: the list of topics, all of one topic, or every entry of that name. Throws
 * InputError for a word that is none of these.
 */
export function explain(word?: string): string {
  if (word === undefined) return contents()
  const name = word.replace(/^--?(?=.)/, '')
  const topic = topics.find((each) => each.name === name)
  if (topic) return page([paragraph(topic.summary), ...topic.entries().map(entryText)])
  const entries = topics.flatMap((each) => each.entries()).filter((each) => each.name === name)
  if (entries.length > 0) return page(entries.map(entryText))
  const known = topics.flatMap((each) => [each.name, ...each.entries().map((entry) => entry.name)])
  throw new InputError(`Nothing is known of "${word}"${suggestion(name, known) || '.'}`)
}

function contents(): string {
  return page([
    section('Topics', definitions(topics.map(({ name, summary }) => [name, summary]))),
    paragraph(
      `\`flux-tenancy explain TOPIC\` tells all of a topic; the name of ${nameable}, such as \`no-remote-bases\`, that part alone.`,
    ),
  ])
}

function paragraph(text: string): string {
  return wrapped(text).join('\n')
}

function entryText({ name, summary, facts, example }: Entry): string {
  return [
    name,
    ...wrapped(summary, 2).map((line) => `  ${line}`),
    ...definitions(facts).map((line) => `  ${line}`),
    ...(example === undefined
      ? []
      : ['  example:', ...example.split('\n').map((line) => `    ${line}`)]),
  ].join('\n')
}

import { commandNames, commands } from './commands.ts'
import type { Entry, Topic } from './topic.ts'
import { topics } from './topics.ts'
import { synopsis } from './usage.ts'

/**
 * The page docs/reference.md, in Markdown, from the tables that the code and `explain` read. Ends with a newline.
 * src/tools/generate.ts writes it, and a test holds it fresh.
 */
export function referencePage(): string {
  return `${[
    '# Reference',
    '<!-- Generated from the tables in src by `npm run generate`: do not edit. -->',
    '`flux-tenancy explain` prints the same from the tables that the code reads.',
    '## commands',
    commandNames.map((name) => `- \`${synopsis(name)}\`: ${commands[name].summary}`).join('\n'),
    ...topics.map(topicText),
  ].join('\n\n')}\n`
}

function topicText({ name, summary, entries }: Topic): string {
  return [`## ${name}`, summary, ...entries().map(entryText)].join('\n\n')
}

function entryText({ name, summary, facts, example }: Entry): string {
  return [
    `### \`${name}\``,
    summary,
    ...(facts.length > 0 ? [facts.map(([label, text]) => `- ${label}: ${text}`).join('\n')] : []),
    ...(example === undefined ? [] : [`\`\`\`yaml\n${example}\n\`\`\``]),
  ].join('\n\n')
}

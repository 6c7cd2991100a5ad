import { commandNames } from './commands.ts'
import { referencePage } from './reference-page.ts'
import { topics } from './topics.ts'
import { synopsis } from './usage.ts'

const page = referencePage()

test('the page has all that `explain` tells', () => {
  for (const name of commandNames) expect(page).toContain(`\`${synopsis(name)}\``)
  for (const { name, entries } of topics) {
    expect(page).toContain(`\n## ${name}\n`)
    for (const entry of entries()) {
      expect(page).toContain(`\n### \`${entry.name}\`\n\n${entry.summary}\n`)
      for (const [label, text] of entry.facts) expect(page).toContain(`\n- ${label}: ${text}\n`)
      if (entry.example) expect(page).toContain(entry.example)
    }
  }
})

test('it ends with one newline, and is the same each time', () => {
  expect(page).toMatch(/[^\n]\n$/)
  expect(referencePage()).toBe(page)
})

import { readFileSync } from 'node:fs'
import { generatedFiles } from './generated-files.ts'

const files = generatedFiles()

describe('generated files are what the tables and the schema give', () => {
  test.each([...files])('%s', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

test('a definition says nothing of what is not required', () => {
  for (const [path, text] of files) {
    if (!path.endsWith('function.yaml')) continue
    // OpenAPI 3.0 takes no empty list there
    expect(text).not.toMatch(/required: *\[\]/)
    expect(text).toContain('required:\n')
  }
})

import { readFileSync } from 'node:fs'
import { generatedFiles } from './generated-files.ts'

describe('generated files are what the tables and the schema give', () => {
  test.each([...generatedFiles()])('%s', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

test('a definition says nothing of what is not required', () => {
  for (const [path, text] of generatedFiles()) {
    if (!path.endsWith('function.yaml')) continue
    // OpenAPI 3.0 takes no empty list there
    expect(text).not.toMatch(/required: *\[\]/)
    expect(text).toContain('required:\n')
  }
})
